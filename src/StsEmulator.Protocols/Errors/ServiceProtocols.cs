using System.Collections.Frozen;

namespace StsEmulator.Protocols.Errors;

/// <summary>Which protocol family a service speaks, by its signing name. Source: the public service models.</summary>
public static class ServiceProtocols
{
    private static readonly FrozenDictionary<string, ProtocolFamily> Families = new (ProtocolFamily Family, string Services)[]
    {
        (ProtocolFamily.S3, "s3 s3-object-lambda s3-outposts s3express"),
        (ProtocolFamily.Ec2, "ec2"),
        (ProtocolFamily.RestXml, "route53 cloudfront"),
        (ProtocolFamily.Json,
            "acm application-autoscaling athena cloudtrail codebuild codecommit codedeploy codepipeline cognito-identity cognito-idp comprehend "
            + "config dax dms ds dynamodb ecr ecs elasticmapreduce events firehose fsx glue kinesis kinesisanalytics kms logs organizations "
            + "rekognition redshift-data route53domains route53resolver sagemaker secretsmanager servicediscovery servicequotas shield sqs ssm "
            + "states storagegateway support swf tagging textract transfer translate waf-regional wafv2"),
        (ProtocolFamily.RestJson,
            "account amplify aoss apigateway appconfig appsync aps backup batch bedrock cloudfront-keyvaluestore connect eks eks-auth "
            + "elasticfilesystem es execute-api geo glacier guardduty iot iotdata ivs kafka lambda lex mediaconvert mq osis pipes polly s3tables scheduler ses "
            + "signin synthetics vpc-lattice-svcs xray"),
    }.SelectMany(row => row.Services.Split(' '), (row, service) => KeyValuePair.Create(service, row.Family)).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Finds the family of a service; the query protocol for those that are not listed, STS and IAM among them.</summary>
    public static ProtocolFamily FamilyOf(string? service) =>
        service is not null && Families.TryGetValue(service, out var family) ? family : ProtocolFamily.Query;
}
