using StsEmulator.Iam.Directory;

namespace StsEmulator.IamApi.Roles;

/// <summary>The tags of roles, service-linked ones included.</summary>
internal static class RoleTagOperations
{
    public static IReadOnlyList<IamOperation> Table { get; } =
        new TagOperation<Role>("Role", Find, role => role.Tags, (role, tags) => role with { Tags = tags }).Table;

    private static TaggedEntity<Role> Find(IamCall call)
    {
        var named = NamedRole.Read(call);
        return named.Role is { IsReserved: true } reserved && call.Action != "ListRoleTags"
            ? new TaggedEntity<Role>(named.Arn, null, IamErrors.ProtectedRole(reserved.RoleName))
            : new TaggedEntity<Role>(named.Arn, named.Role, named.Missing);
    }
}
