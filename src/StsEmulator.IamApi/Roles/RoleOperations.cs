using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.IamApi.InstanceProfiles;
using StsEmulator.Protocols.Errors;

namespace StsEmulator.IamApi.Roles;

/// <summary>Roles: made, read, changed, deleted.</summary>
internal static class RoleOperations
{
    public static IReadOnlyList<IamOperation> Table { get; } =
    [
        new("CreateRole", Create),
        new("GetRole", Get) { Prepare = RoleLastUse.PrepareAsync },
        new("UpdateRole", Update),
        new("UpdateRoleDescription", UpdateDescription),
        new("UpdateAssumeRolePolicy", UpdateTrust),
        new("DeleteRole", Delete),
        new("ListRoles", List),
    ];

    private static IamOutcome Create(IamCall call)
    {
        string name = call.Read.RoleName();
        string path = call.Read.EntityPath();
        string trust = call.Read.PolicyDocument("AssumeRolePolicyDocument");
        string? description = call.Read.Description();
        int? longest = call.Read.MaxSessionDuration();
        string? boundary = call.Read.OptionalBoundary();
        var tags = call.Read.Tags();
        var refused = call.Refuse(call.Arn($"role{path}{name}"), conditions: context =>
        {
            TagSet.SetRequested(context, tags);
            if (boundary is not null)
                context.Set("iam:PermissionsBoundary", boundary);
        });
        if ((refused ?? TagSet.Check(tags) ?? CheckPath(path)) is { } error)
            return error;
        if (!TrustPolicy.TryStore(call, trust, out var stored, out var malformed))
            return malformed;
        if (boundary is not null && PermissionsBoundary.Check(call, boundary) is { } unbounded)
            return unbounded;
        if (call.Account.FindRole(name) is not null)
            return IamErrors.AlreadyExists($"Role with name {name} already exists.");
        if (call.Account.Entities.OfType<Role>().Count() >= IamQuotas.Roles)
            return IamErrors.LimitExceeded("RolesPerAccount", IamQuotas.Roles);

        var role = new Role
        {
            AccountId = call.AccountId,
            CreateDate = call.Now,
            RoleName = name,
            Path = path,
            RoleId = call.Ids.UniqueId(UniqueIdKind.Role, call.AccountId),
            AssumeRolePolicyDocument = stored,
            Description = NullIfEmpty(description),
            MaxSessionDuration = longest ?? 3600,
            PermissionsBoundary = boundary,
            Tags = tags,
        };
        return IamOutcome.Of(writer => RoleWriting.Created(writer, role, call)).Writing(role);
    }

    /// <remarks>Worded by us. A role there would escape organisation policies and could never be changed again.</remarks>
    private static WireError? CheckPath(string path) =>
        path.StartsWith(Role.ServiceLinkedPath, StringComparison.Ordinal) || path.StartsWith(Role.ReservedPath, StringComparison.Ordinal)
            ? IamErrors.InvalidInput($"The path {path} is reserved for roles that AWS makes.")
            : null;

    private static IamOutcome Get(IamCall call)
    {
        var named = NamedRole.Read(call);
        return named.Refuse(call) ?? IamOutcome.Of(writer => RoleWriting.Details(writer, named.Role!, call));
    }

    private static IamOutcome Update(IamCall call)
    {
        var named = NamedRole.Read(call);
        string? description = call.Read.Description();
        int? longest = call.Read.MaxSessionDuration();
        if (named.Refuse(call) is { } refused)
            return refused;
        var role = named.Role!;
        // The description of a service-linked role is the account's to edit. Source: IAM User Guide, "Edit a service-linked role".
        if (named.Protected is { } unmodifiable && (role.IsReserved || longest is not null))
            return unmodifiable;
        // The one answer here whose result stands though it has no members.
        return IamOutcome.Of(static _ => { }).Writing(role with
        {
            Description = description is null ? role.Description : NullIfEmpty(description),
            MaxSessionDuration = longest ?? role.MaxSessionDuration,
        });
    }

    private static IamOutcome UpdateDescription(IamCall call)
    {
        var named = NamedRole.Read(call);
        string description = call.Read.RequiredDescription();
        if (named.Refuse(call) is { } refused)
            return refused;
        if (named.Role!.IsReserved)
            return IamErrors.ProtectedRole(named.Role.RoleName);
        var updated = named.Role with { Description = NullIfEmpty(description) };
        return IamOutcome.Of(writer => RoleWriting.Described(writer, updated, call)).Writing(updated);
    }

    private static IamOutcome UpdateTrust(IamCall call)
    {
        var named = NamedRole.Read(call);
        string trust = call.Read.PolicyDocument();
        if (named.RefuseChange(call) is { } refused)
            return refused;
        return TrustPolicy.TryStore(call, trust, out var stored, out var malformed)
            ? IamOutcome.Done.Writing(named.Role! with { AssumeRolePolicyDocument = stored })
            : malformed;
    }

    private static IamOutcome Delete(IamCall call)
    {
        var named = NamedRole.Read(call);
        if (named.RefuseChange(call) is { } refused)
            return refused;
        return Conflict(call, named.Role!) is { } conflict
            ? IamErrors.DeleteConflict($"Cannot delete entity, must {conflict} first.")
            : IamOutcome.Done.Deleting(named.Role!.Key);
    }

    /// <summary>What still holds a role. The first in this order is told.</summary>
    private static string? Conflict(IamCall call, Role role)
    {
        if (InstanceProfileWriting.Holding(call.Account, role).Any())
            return "remove roles from instance profile";
        if (role.ManagedPolicyArns.Count > 0)
            return "detach all policies";
        return role.Policies.Count > 0 ? "delete policies" : null;
    }

    private static IamOutcome List(IamCall call)
    {
        string prefix = call.Read.ListedPath();
        var page = PageRequest.Read(call.Read);
        if ((call.Refuse(call.Arn($"role{prefix}")) ?? page.Error) is { } refused)
            return refused;
        var listed = page.Of(
            call.Account.Entities.OfType<Role>().Where(role => role.Path.StartsWith(prefix, StringComparison.Ordinal)), role => role.RoleName);
        return IamOutcome.Of(writer => listed.Write(writer, "Roles", (item, role) => RoleWriting.Summary(item, role, call)));
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
