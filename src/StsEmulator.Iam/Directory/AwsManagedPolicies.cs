using System.Collections.Frozen;
using StsEmulator.Iam.Policies;

namespace StsEmulator.Iam.Directory;

/// <summary>The AWS-managed policies every account can attach, by the part of the ARN after <c>:iam::aws:policy</c>.</summary>
public static class AwsManagedPolicies
{
    private static readonly FrozenDictionary<string, StoredPolicy> ByPath = new Dictionary<string, StoredPolicy>(StringComparer.Ordinal)
    {
        ["/AdministratorAccess"] = new(
            "arn:aws:iam::aws:policy/AdministratorAccess",
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"""),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Finds an AWS-managed policy by its ARN, in any partition.</summary>
    public static StoredPolicy? Find(string arn)
    {
        int service = arn.IndexOf(":iam::aws:policy/", StringComparison.Ordinal);
        return service > 0 && arn.StartsWith("arn:aws", StringComparison.Ordinal) && arn.AsSpan(4, service - 4) is "aws" or "aws-cn" or "aws-us-gov"
            ? ByPath.GetValueOrDefault(arn[(service + ":iam::aws:policy".Length)..])
            : null;
    }

    internal static NamedPolicy? FindCompiled(string arn) => Find(arn)?.Compile(PolicyType.Identity);
}
