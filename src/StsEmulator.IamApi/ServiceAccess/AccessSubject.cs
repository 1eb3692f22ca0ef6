using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Policies;

namespace StsEmulator.IamApi.ServiceAccess;

/// <summary>What a report is about: a user, role, group or managed policy, with the policies that count for it and those whose calls do.</summary>
/// <param name="Policies">The policies that grant it something, of a user also its groups'.</param>
/// <param name="Entities">The users, roles and groups that the report is about: itself, a group's members, whoever has a policy.</param>
internal sealed record AccessSubject(IReadOnlyList<StoredPolicy> Policies, IReadOnlyList<DirectoryEntity> Entities)
{
    public bool IsGranted(string service) => Policies.Any(policy => policy.Compile(PolicyType.Identity).Document.GrantsAccessTo(service));

    /// <summary>Finds what an ARN names in an account; null when that is nothing of these kinds.</summary>
    public static AccessSubject? Find(AccountDirectory account, string arn) =>
        account.Entities.FirstOrDefault(entity => ArnOf(entity, account.Partition) == arn) switch
        {
            User user => new(
                [.. Of(account, user.Policies, user.ManagedPolicyArns), .. user.Groups.Select(account.FindGroup).OfType<Group>().SelectMany(group => Of(account, group.Policies, group.ManagedPolicyArns))],
                [user]),
            Role role => new([.. Of(account, role.Policies, role.ManagedPolicyArns)], [role]),
            Group group => new([.. Of(account, group.Policies, group.ManagedPolicyArns)], Members(account, group)),
            _ => account.FindManagedPolicy(arn) is { } policy ? new([policy], Holders(account, arn)) : null,
        };

    /// <summary>Gives the ARNs of all that a report can be about.</summary>
    public static IEnumerable<string> Arns(AccountDirectory account) => account.Entities
        .Select(entity => ArnOf(entity, account.Partition)).OfType<string>()
        .Concat(AwsManagedPolicies.All.Select(policy => policy.Arn(account.Partition)));

    public static string? ArnOf(DirectoryEntity entity, string partition) => entity switch
    {
        User user => user.Arn(partition),
        Role role => role.Arn(partition),
        Group group => group.Arn(partition),
        ManagedPolicy policy => policy.Arn(partition),
        _ => null,
    };

    public static IReadOnlyList<DirectoryEntity> Members(AccountDirectory account, Group group) =>
        [.. account.Entities.OfType<User>().Where(user => user.Groups.Contains(group.GroupName, StringComparer.OrdinalIgnoreCase))];

    /// <summary>A policy that is attached and not there grants nothing.</summary>
    private static IEnumerable<StoredPolicy> Of(AccountDirectory account, IReadOnlyList<StoredPolicy> inline, IReadOnlyList<string> managed) =>
        inline.Concat(managed.Select(account.FindManagedPolicy).OfType<StoredPolicy>());

    private static IReadOnlyList<DirectoryEntity> Holders(AccountDirectory account, string arn) => [.. account.Entities.Where(entity => entity switch
    {
        User user => user.ManagedPolicyArns.Contains(arn, StringComparer.Ordinal),
        Role role => role.ManagedPolicyArns.Contains(arn, StringComparer.Ordinal),
        Group group => group.ManagedPolicyArns.Contains(arn, StringComparer.Ordinal),
        _ => false,
    })];
}
