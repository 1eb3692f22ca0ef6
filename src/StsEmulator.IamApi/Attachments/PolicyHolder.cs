using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Policies;
using StsEmulator.IamApi.Groups;
using StsEmulator.IamApi.Roles;
using StsEmulator.IamApi.Users;
using StsEmulator.Protocols.Errors;

namespace StsEmulator.IamApi.Attachments;

/// <summary>What can have policies: the user, group or role that a request means.</summary>
internal sealed class PolicyHolder
{
    private readonly DirectoryEntity? entity;
    private readonly WireError missing;

    private PolicyHolder(string name, string arn, DirectoryEntity? entity, WireError missing)
    {
        Name = name;
        Arn = arn;
        this.entity = entity;
        this.missing = missing;
    }

    /// <summary>Gets the name as it was given to the entity; that of the request where there is none.</summary>
    public string Name { get; }

    public string Arn { get; }

    public IReadOnlyList<string> ManagedPolicyArns => entity switch
    {
        User user => user.ManagedPolicyArns,
        Group group => group.ManagedPolicyArns,
        Role role => role.ManagedPolicyArns,
        _ => [],
    };

    public IReadOnlyList<StoredPolicy> Policies => entity switch
    {
        User user => user.Policies,
        Group group => group.Policies,
        Role role => role.Policies,
        _ => [],
    };

    private IReadOnlyList<Tag> Tags => entity switch
    {
        User user => user.Tags,
        Role role => role.Tags,
        _ => [],
    };

    private string? PermissionsBoundary => entity switch
    {
        User user => user.PermissionsBoundary,
        Role role => role.PermissionsBoundary,
        _ => null,
    };

    /// <param name="kind">The kind as names of operations have it, <c>User</c>, <c>Group</c> or <c>Role</c>.</param>
    public static PolicyHolder Read(IamCall call, string kind)
    {
        switch (kind)
        {
            case nameof(User):
                var user = NamedUser.Of(call, call.Read.UserName());
                return new PolicyHolder(user.User?.UserName ?? user.Name, user.Arn, user.User, user.Missing);
            case nameof(Group):
                var group = NamedGroup.Read(call);
                return new PolicyHolder(group.Group?.GroupName ?? group.Name, group.Arn, group.Group, group.Missing);
            default:
                var role = NamedRole.Read(call);
                return new PolicyHolder(role.Role?.RoleName ?? role.Name, role.Arn, role.Role, role.Missing);
        }
    }

    /// <summary>Gives what keeps the operation from being done: parameters, permissions, or that the entity is not there.</summary>
    public WireError? Refuse(IamCall call, Action<ConditionContext>? conditions = null) => call.Refuse(Arn, Tags, context =>
    {
        if (PermissionsBoundary is { } boundary)
            context.Set("iam:PermissionsBoundary", boundary);
        conditions?.Invoke(context);
    }) ?? (entity is null ? missing : null);

    /// <summary>The same for a change, which roles that AWS owns are closed to.</summary>
    public WireError? RefuseChange(IamCall call, Action<ConditionContext>? conditions = null) => Refuse(call, conditions)
        ?? (entity is Role { IsServiceLinked: true } or Role { IsReserved: true } ? IamErrors.ProtectedRole(Name) : null);

    /// <summary>Gives the entity with other attachments.</summary>
    public DirectoryEntity WithManaged(IReadOnlyList<string> arns) => entity switch
    {
        User user => user with { ManagedPolicyArns = arns },
        Group group => group with { ManagedPolicyArns = arns },
        Role role => role with { ManagedPolicyArns = arns },
        _ => throw new InvalidOperationException("There is nothing to change."),
    };

    /// <summary>Gives the entity with other inline policies.</summary>
    public DirectoryEntity WithInline(IReadOnlyList<StoredPolicy> policies) => entity switch
    {
        User user => user with { Policies = policies },
        Group group => group with { Policies = policies },
        Role role => role with { Policies = policies },
        _ => throw new InvalidOperationException("There is nothing to change."),
    };
}
