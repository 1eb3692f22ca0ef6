namespace StsEmulator.Iam.Policies.Grammar;

/// <summary>A problem with its byte offset, before line and column are worked out.</summary>
internal sealed record PolicyFault(string Message, string Detail, string Path, int Offset)
{
    public static PolicyFault At(DraftText place, string message, string detail) => new(message, detail, place.Path, place.Node.Start);

    public static PolicyFault At(StatementDraft place, string message, string detail) => new(message, detail, place.Path, place.Node.Start);

    public static PolicyFault Syntax(string detail, string path, JsonNode node) =>
        new(PolicyTexts.SyntaxErrors, detail, path, node.Start);
}

/// <summary>The texts of MalformedPolicyDocument. All in one place: several are known from reports only.</summary>
internal static class PolicyTexts
{
    public const string SyntaxErrors = "Syntax errors in policy.";

    /// <summary>For trust policies and for session policies that are not JSON; newer answers of STS carry a JSON parser's own text.</summary>
    public const string InvalidJson = "This policy contains invalid Json";
    public const string PrincipalProhibited = "Policy document should not specify a principal.";
    public const string Version = "Policy document must be version 2012-10-17 or greater.";
    public const string LegacyParsing = "The policy failed legacy parsing";
    public const string SidsNotUnique = "Statement IDs (SID) in a single policy must be unique.";
    public const string NoActions = "Policy statement must contain actions.";
    public const string NoResources = "Policy statement must contain resources.";
    public const string ResourceVendor = "Resource vendor must be fully qualified and cannot contain regexes.";
    public const string ActionVendor = "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";
    public const string ActionColons = "Actions/Condition can contain only one colon.";
    public const string TrustResource = "Has prohibited field Resource.";

    /// <summary>Unverified: from reports.</summary>
    public const string TrustPrincipal = "Missing required field Principal";

    /// <summary>The double space is IAM's.</summary>
    public const string TrustActions =
        "Trust Policy statement actions can only be sts:AssumeRole, sts:AssumeRoleWithSAML,  and sts:AssumeRoleWithWebIdentity";

    public const string IamResourcePath =
        "IAM resource path must either be \"*\" or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, "
        + "server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.";

    public static string ResourceForm(string resource) => $"Resource {resource} must be in ARN format or \"*\".";

    public static string Partition(string partition, string paddedArn) => $"Partition \"{partition}\" is not valid for resource \"{paddedArn}\".";

    public static string IamRegion(string resource) => $"IAM resource {resource} cannot contain region information.";

    public static string S3Region(string resource) => $"Resource {resource} can not contain region information.";

    public static string Vendor(string vendor) => $"Vendor {vendor} is not valid";

    public static string InvalidPrincipal(string type, string value) => $"Invalid principal in policy: \"{type}\":\"{value}\"";
}
