namespace StsEmulator.Protocols.Errors;

/// <summary>The families of AWS wire protocols; each has its own codes, statuses and envelopes for the same refusal.</summary>
public enum ProtocolFamily
{
    /// <summary>Form parameters in, XML out: STS, IAM, SNS.</summary>
    Query,

    /// <summary>The query protocol with EC2's envelope.</summary>
    Ec2,

    /// <summary>JSON with <c>X-Amz-Target</c>: DynamoDB, KMS.</summary>
    Json,

    /// <summary>JSON over resource paths: Lambda.</summary>
    RestJson,

    /// <summary>XML over resource paths: Route 53, CloudFront.</summary>
    RestXml,

    /// <summary>S3, which differs from everything else.</summary>
    S3,
}
