using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Principals;

namespace StsEmulator.Iam.Simulation;

/// <summary>A user, group or role whose policies are simulated.</summary>
internal sealed class PolicySource
{
    private readonly AccountDirectory account;
    private readonly DirectoryEntity entity;

    private PolicySource(AccountDirectory account, DirectoryEntity entity)
    {
        this.account = account;
        this.entity = entity;
    }

    /// <summary>Gets whom the policies belong to; null for a group, which is nobody.</summary>
    public Principal? Principal => entity switch
    {
        User user => Principals.Principal.User(account.Partition, account.Id, user.Path, user.UserName, user.UserId),
        // The role itself: what holds for every session of it.
        Role role => new Principal
        {
            Kind = PrincipalKind.RoleSession,
            Partition = account.Partition,
            Account = account.Id,
            Name = role.RoleName,
            UniqueId = role.RoleId,
            Arn = role.Arn(account.Partition),
        },
        _ => null,
    };

    public static PolicySource? Find(DirectorySnapshot directory, string text)
    {
        if (!Arn.TryParse(text, out var arn) || arn.Service != "iam" || directory.Find(arn.Account) is not { } account)
            return null;
        string kind = arn.Resource[..(arn.Resource.IndexOf('/', StringComparison.Ordinal) + 1)];
        DirectoryEntity? entity = kind switch
        {
            "user/" => account.FindUser(arn.ResourceName),
            "group/" => account.FindGroup(arn.ResourceName),
            "role/" => account.FindRole(arn.ResourceName),
            _ => null,
        };
        string? resource = entity switch
        {
            User user => $"user{user.Path}{user.UserName}",
            Group group => $"group{group.Path}{group.GroupName}",
            Role role => $"role{role.Path}{role.RoleName}",
            _ => null,
        };
        return entity is not null && arn.Partition == account.Partition && arn.Resource == resource ? new PolicySource(account, entity) : null;
    }

    public void AddTo(SimulatedPolicies policies)
    {
        switch (entity)
        {
            case User user:
                Add(policies, user.Policies, user.ManagedPolicyArns, "user", user.UserName);
                foreach (string name in user.Groups)
                {
                    if (account.FindGroup(name) is { } of)
                        Add(policies, of.Policies, of.ManagedPolicyArns, "group", of.GroupName);
                }
                policies.SetBoundary(account.PoliciesOf(user).PermissionsBoundary);
                break;
            case Group group:
                Add(policies, group.Policies, group.ManagedPolicyArns, "group", group.GroupName);
                break;
            case Role role:
                Add(policies, role.Policies, role.ManagedPolicyArns, "role", role.RoleName);
                policies.SetBoundary(account.PoliciesOf(role).PermissionsBoundary);
                break;
        }
    }

    private void Add(SimulatedPolicies policies, IReadOnlyList<StoredPolicy> inline, IReadOnlyList<string> managed, string type, string owner)
    {
        foreach (var policy in inline)
            policies.AddInline(policy, type, owner);
        foreach (string arn in managed)
            policies.AddManaged(account.ManagedPolicy(arn));
    }
}
