using StsEmulator.Iam.Directory;
using StsEmulator.Protocols.Errors;

namespace StsEmulator.IamApi.ManagedPolicies;

/// <summary>The tags of managed policies; their keys heed case. AWS's policies have none and can be given none.</summary>
internal static class PolicyTagOperations
{
    public static IReadOnlyList<IamOperation> Table { get; } = new TagOperation<ManagedPolicy>(
        "Policy", Find, policy => policy.Tags, (policy, tags) => policy with { Tags = tags }, StringComparer.Ordinal).Table;

    private static TaggedEntity<ManagedPolicy> Find(IamCall call)
    {
        var policy = PolicyReference.Read(call);
        WireError missing = policy.Aws is null ? policy.Missing : policy.RefusedByAws(call);
        return new TaggedEntity<ManagedPolicy>(policy.Arn, policy.Customer, missing) { Invalid = policy.Invalid };
    }
}
