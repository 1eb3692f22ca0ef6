namespace StsEmulator.Iam.Policies.Grammar;

/// <summary>What IAM demands of a Resource or NotResource value that is not the lone star.</summary>
internal static class ResourceRules
{
    private static readonly string[] Partitions = ["aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-eusc", "*"];

    private static readonly string[] IamPaths =
    [
        "user/", "federated-user/", "role/", "group/", "instance-profile/", "mfa/", "server-certificate/", "policy/", "sms-mfa/",
        "saml-provider/", "oidc-provider/", "report/", "access-report/",
    ];

    /// <summary>Part of the legacy parsing: an ARN with empty fields has all of them, and its service is never empty.</summary>
    public static PolicyFault? CheckFields(DraftText resource)
    {
        string text = resource.Text!;
        string[] fields = text.Split(':');
        bool isMalformed = fields.Length < 6 ? text.Contains("::", StringComparison.Ordinal) : fields[2].Length == 0;
        return isMalformed ? Fault(PolicyTexts.LegacyParsing, "an ARN has six fields", resource) : null;
    }

    public static PolicyFault? Check(DraftText resource)
    {
        string text = resource.Text!;
        string[] fields = text.Split(':', 6);
        if (fields.Length == 1)
            return Fault(PolicyTexts.ResourceForm(text), "a resource is an ARN or \"*\"", resource);
        if (!Partitions.Contains(fields[1]))
            return Fault(PolicyTexts.Partition(fields[1], Padded(fields)), $"`{fields[1]}` is no partition", resource);
        if (fields[0] != "arn")
            return Fault(PolicyTexts.ResourceForm(text), "an ARN begins with `arn:`", resource);
        if (fields.Length == 2 || fields[2].Length == 0 || fields[2].AsSpan().ContainsAny('*', '?'))
            return Fault(PolicyTexts.ResourceVendor, "the service of an ARN is written out", resource);
        if (fields.Length > 3 && fields[3].Length > 0 && fields[2] == "iam")
            return Fault(PolicyTexts.IamRegion(text), "ARNs of IAM have no region", resource);
        if (fields.Length > 3 && fields[3].Length > 0 && fields[2] == "s3")
            return Fault(PolicyTexts.S3Region(text), "ARNs of buckets and objects have no region", resource);
        if (fields.Length == 6 && fields[2] == "iam" && fields[5] != "*" && !Array.Exists(IamPaths, path => fields[5].StartsWith(path, StringComparison.Ordinal)))
            return Fault(PolicyTexts.IamResourcePath, $"`{fields[5]}` is no path of an IAM resource", resource);
        return null;
    }

    /// <summary>The ARN as the partition error shows it: what is missing is filled with stars.</summary>
    private static string Padded(string[] fields)
    {
        string[] padded = ["arn", fields[1], "*", "*", "*", "*"];
        for (int i = 2; i < fields.Length; i++)
            padded[i] = fields[i];
        return string.Join(':', padded);
    }

    private static PolicyFault Fault(string message, string detail, DraftText resource) =>
        new(message, detail, resource.Path, resource.Node.Start);
}
