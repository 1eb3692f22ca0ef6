namespace StsEmulator.Iam.Policies.Grammar;

/// <summary>What IAM demands of a Resource or NotResource value that is not the lone star.</summary>
internal static class ResourceRules
{
    private static readonly string[] Partitions =
        ["aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-eusc", "*"];

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
        return isMalformed ? PolicyFault.At(resource, PolicyTexts.LegacyParsing, "an ARN has six fields") : null;
    }

    public static PolicyFault? Check(DraftText resource)
    {
        string text = resource.Text!;
        string[] fields = text.Split(':', 6);
        if (fields.Length == 1)
            return PolicyFault.At(resource, PolicyTexts.ResourceForm(text), "a resource is an ARN or \"*\"");
        if (!Partitions.Contains(fields[1]))
            return PolicyFault.At(resource, PolicyTexts.Partition(fields[1], Padded(fields)), $"`{fields[1]}` is no partition");
        if (fields[0] != "arn")
            return PolicyFault.At(resource, PolicyTexts.ResourceForm(text), "an ARN begins with `arn:`");
        if (fields.Length == 2 || fields[2].Length == 0 || fields[2].AsSpan().ContainsAny('*', '?'))
            return PolicyFault.At(resource, PolicyTexts.ResourceVendor, "the service of an ARN is written out");
        if (fields.Length > 3 && fields[3].Length > 0 && fields[2] == "iam")
            return PolicyFault.At(resource, PolicyTexts.IamRegion(text), "ARNs of IAM have no region");
        if (fields.Length > 3 && fields[3].Length > 0 && fields[2] == "s3")
            return PolicyFault.At(resource, PolicyTexts.S3Region(text), "ARNs of buckets and objects have no region");
        if (fields.Length == 6 && fields[2] == "iam" && !IsIamPath(fields[5]))
            return PolicyFault.At(resource, PolicyTexts.IamResourcePath, $"`{fields[5]}` is no path of an IAM resource");
        return null;
    }

    // The message does not list `root`, and yet it is the resource of sts:AssumeRoot and stands in AWS's own root-task policies.
    private static bool IsIamPath(string path) =>
        path is "*" or "root" || Array.Exists(IamPaths, start => path.StartsWith(start, StringComparison.Ordinal));

    /// <summary>The ARN as the partition error shows it: what is missing is filled with stars.</summary>
    private static string Padded(string[] fields)
    {
        string[] padded = ["arn", fields[1], "*", "*", "*", "*"];
        for (int i = 2; i < fields.Length; i++)
            padded[i] = fields[i];
        return string.Join(':', padded);
    }
}
