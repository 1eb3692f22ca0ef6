using StsEmulator.Iam.Directory;

namespace StsEmulator.IamApi.ManagedPolicies;

/// <summary>How often a managed policy is in use.</summary>
/// <param name="Attachments">How many users, groups and roles it is attached to.</param>
/// <param name="Boundaries">How many users and roles it bounds.</param>
internal readonly record struct PolicyUse(int Attachments, int Boundaries);

/// <summary>How often the managed policies of an account are in use, counted in one pass over what holds policies.</summary>
internal sealed class PolicyUsage
{
    /// <summary>The two kinds of use as <c>PolicyUsageFilter</c> names them.</summary>
    public const string Permissions = "PermissionsPolicy", Boundary = "PermissionsBoundary";

    private readonly Dictionary<string, PolicyUse> byArn = new(StringComparer.Ordinal);

    private PolicyUsage()
    {
    }

    public PolicyUse this[string arn] => byArn.GetValueOrDefault(arn);

    public static PolicyUsage Of(AccountDirectory account)
    {
        var usage = new PolicyUsage();
        foreach (var entity in account.Entities)
        {
            var (attached, boundary) = HeldBy(entity);
            foreach (string arn in attached)
                usage.byArn[arn] = usage[arn] with { Attachments = usage[arn].Attachments + 1 };
            if (boundary is not null)
                usage.byArn[boundary] = usage[boundary] with { Boundaries = usage[boundary].Boundaries + 1 };
        }
        return usage;
    }

    /// <summary>Gives the managed policies that an entity uses.</summary>
    public static (IReadOnlyList<string> Attached, string? Boundary) HeldBy(DirectoryEntity entity) => entity switch
    {
        User user => (user.ManagedPolicyArns, user.PermissionsBoundary),
        Group group => (group.ManagedPolicyArns, null),
        Role role => (role.ManagedPolicyArns, role.PermissionsBoundary),
        _ => ([], null),
    };

    /// <summary>Says whether an entity uses a policy.</summary>
    /// <param name="filter">Which kind of use counts; null for both.</param>
    public static bool IsUsedBy(DirectoryEntity entity, string arn, string? filter)
    {
        var (attached, boundary) = HeldBy(entity);
        return (filter != Boundary && attached.Contains(arn, StringComparer.Ordinal)) || (filter != Permissions && boundary == arn);
    }
}
