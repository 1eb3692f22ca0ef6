using System.Collections.Frozen;
using StsEmulator.Iam.Directory;

namespace StsEmulator.Iam.Sessions;

/// <summary>
/// The AWS-managed policies that root sessions are cut down with. They cannot be attached to anybody and hold Denies alone: what they
/// leave, root may do. Source of their statements: IAM User Guide, "AWS managed policies for IAM"; that of SQSUnlockQueuePolicy is
/// published in words only.
/// </summary>
public static class RootTaskPolicies
{
    private const string PathAndFolder = ":iam::aws:policy/root-task/";

    private const string NotRoot = "\"Effect\":\"Deny\",\"NotResource\":\"arn:{partition}:iam::*:root\"";

    private const string NotByRoot =
        "\"Effect\":\"Deny\",\"Resource\":\"*\",\"Condition\":{\"ArnNotLike\":{\"aws:PrincipalArn\":\"arn:{partition}:iam::*:root\"}}";

    private static readonly string[] Audit =
    [
        "iam:ListAccessKeys", "iam:ListSigningCertificates", "iam:GetLoginProfile", "iam:ListMFADevices", "iam:GetUser",
        "iam:GetAccessKeyLastUsed",
    ];

    private static readonly string[] Delete =
        ["iam:DeleteAccessKey", "iam:DeleteSigningCertificate", "iam:DeleteLoginProfile", "iam:DeactivateMFADevice", .. Audit];

    private static readonly string[] Password = ["iam:CreateLoginProfile", "iam:GetLoginProfile"];

    private static readonly string[] Bucket = ["s3:DeleteBucketPolicy", "s3:PutBucketPolicy", "s3:GetBucketPolicy", "s3:ListAllMyBuckets"];

    private static readonly string[] Queue = ["sqs:SetQueueAttributes", "sqs:GetQueueAttributes", "sqs:ListQueues", "sqs:GetQueueUrl"];

    private static readonly FrozenDictionary<string, string> Texts = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["IAMAuditRootUserCredentials"] = Document(
            ["iam:GetAccountSummary", .. Audit], Statement("DenyAuditingCredentialsOnNonRootUserResource", Audit, NotRoot)),
        ["IAMCreateRootUserPassword"] = Document(Password, Statement("DenyCreatingPasswordOnNonRootUserResource", Password, NotRoot)),
        ["IAMDeleteRootUserCredentials"] = Document(
            Delete, Statement("DenyDeletingRootUserCredentialsOnNonRootUserResource", Delete, NotRoot)),
        ["S3UnlockBucketPolicy"] = Document(Bucket, Statement("DenyManagingBucketPolicyForNonRootCallers", Bucket, NotByRoot)),
        ["SQSUnlockQueuePolicy"] = Document(
            Queue,
            Statement(
                "DenyGettingQueueAttributesOnNonOwnQueue", ["sqs:GetQueueAttributes"],
                "\"Effect\":\"Deny\",\"Resource\":\"*\",\"Condition\":{\"StringNotEquals\":{\"aws:ResourceAccount\":\"${aws:PrincipalAccount}\"},\"Null\":{\"aws:ResourceAccount\":\"false\"}}"),
            Statement("DenyActionsForNonRootUser", Queue, NotByRoot)),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Gets the names, which follow <c>arn:aws:iam::aws:policy/root-task/</c>.</summary>
    public static IReadOnlyList<string> Names => Texts.Keys;

    /// <summary>Finds a task policy by its ARN; null for any other policy or partition.</summary>
    public static StoredPolicy? Find(string arn, string partition)
    {
        string prefix = $"arn:{partition}{PathAndFolder}";
        return arn.StartsWith(prefix, StringComparison.Ordinal) && Texts.TryGetValue(arn[prefix.Length..], out string? text)
            ? new StoredPolicy(arn, text.Replace("{partition}", partition, StringComparison.Ordinal))
            : null;
    }

    private static string Document(string[] left, params ReadOnlySpan<string> statements) =>
        $$"""{"Version":"2012-10-17","Statement":[{"Sid":"DenyAllOtherActionsOnAnyResource","NotAction":{{List(left)}},"Effect":"Deny","Resource":"*"},{{string.Join(',', statements!)}}]}""";

    private static string Statement(string sid, string[] actions, string rest) => $$"""{"Sid":"{{sid}}","Action":{{List(actions)}},{{rest}}}""";

    private static string List(string[] actions) => $"[\"{string.Join("\",\"", actions)}\"]";
}
