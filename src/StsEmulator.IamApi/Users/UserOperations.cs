using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Principals;
using StsEmulator.Protocols.Errors;

namespace StsEmulator.IamApi.Users;

/// <summary>Users: made, read, renamed, deleted, bounded.</summary>
internal static class UserOperations
{
    public static IReadOnlyList<IamOperation> Table { get; } =
    [
        new("CreateUser", Create),
        new("GetUser", Get),
        new("UpdateUser", Update),
        new("DeleteUser", Delete),
        new("ListUsers", List),
        new("PutUserPermissionsBoundary", PutBoundary),
        new("DeleteUserPermissionsBoundary", DeleteBoundary),
    ];

    private static IamOutcome Create(IamCall call)
    {
        string name = call.Read.UserName(maximum: 64);
        string path = call.Read.EntityPath();
        var tags = call.Read.Tags();
        string? boundary = call.Read.Optional("PermissionsBoundary", 20, 2048, Protocols.Query.TextPattern.Arn);
        var refused = call.Refuse(call.Arn($"user{path}{name}"), conditions: context =>
        {
            TagSet.SetRequested(context, tags);
            if (boundary is not null)
                context.Set("iam:PermissionsBoundary", boundary);
        });
        if ((refused ?? TagSet.Check(tags)) is { } error)
            return error;
        if (call.Account.FindUser(name) is not null)
            return IamErrors.AlreadyExists($"User with name {name} already exists.");
        if (call.Account.Entities.OfType<User>().Count() >= IamQuotas.Users)
            return IamErrors.LimitExceeded("UsersPerAccount", IamQuotas.Users);
        if (boundary is not null && PermissionsBoundary.Check(call, boundary) is { } unusable)
            return unusable;

        var user = new User
        {
            AccountId = call.AccountId,
            CreateDate = call.Now,
            UserName = name,
            Path = path,
            UserId = call.Ids.UniqueId(UniqueIdKind.User, call.AccountId),
            PermissionsBoundary = boundary,
            Tags = tags,
        };
        return IamOutcome.Of(writer => UserWriting.Details(writer, user, call.Partition)).Writing(user);
    }

    private static IamOutcome Get(IamCall call)
    {
        if (NamedUser.ReadOrCaller(call) is { } named)
            return named.Refuse(call) ?? IamOutcome.Of(writer => UserWriting.Details(writer, named.User!, call.Partition));
        if (call.Caller.Principal.Kind != PrincipalKind.Root)
            return call.Read.Error ?? IamErrors.NoUserName;
        // Root is shown as a user that has no name.
        return call.Refuse(call.Arn("root")) ?? IamOutcome.Of(writer =>
        {
            writer.Start("User");
            writer.Text("Path", "/");
            writer.Text("UserId", call.AccountId.ToString());
            writer.Text("Arn", call.Arn("root"));
            writer.Time("CreateDate", call.Account.Account.CreateDate);
            writer.End("User");
        });
    }

    private static IamOutcome Update(IamCall call)
    {
        var named = NamedUser.Of(call, call.Read.UserName());
        string? newName = call.Read.OptionalName("NewUserName", 64);
        string? newPath = call.Read.NewPath();
        if (named.Refuse(call) is { } refused)
            return refused;
        var user = named.User!;
        var updated = user with { UserName = newName ?? user.UserName, Path = newPath ?? user.Path };
        // Whoever renames must be allowed to on both names.
        if (call.RefuseAction("iam:UpdateUser", updated.Arn(call.Partition), user.Tags) is { } refusedThere)
            return refusedThere;
        if (updated.Key == user.Key)
            return IamOutcome.Done.Writing(updated);
        bool isCaseOnly = EntityKeyComparer.Instance.Equals(updated.Key, user.Key);
        return !isCaseOnly && call.Account.FindUser(updated.UserName) is not null
            ? IamErrors.AlreadyExists($"User with name {updated.UserName} already exists.")
            : IamOutcome.Done.Deleting(user.Key).Writing(updated);
    }

    private static IamOutcome Delete(IamCall call)
    {
        var named = NamedUser.Of(call, call.Read.UserName());
        if (named.Refuse(call) is { } refused)
            return refused;
        return Conflict(named.User!) is { } conflict
            ? IamErrors.DeleteConflict($"Cannot delete entity, must {conflict} first.")
            : IamOutcome.Done.Deleting(named.User!.Key);
    }

    /// <summary>What a user still holds. The first in this order is told.</summary>
    private static string? Conflict(User user)
    {
        if (user.Groups.Count > 0)
            return "remove users from group";
        if (user.ManagedPolicyArns.Count > 0)
            return "detach all policies";
        if (user.Policies.Count > 0)
            return "delete policies";
        if (user.AccessKeys.Count > 0)
            return "delete access keys";
        if (user.MfaDevices.Count > 0)
            return "delete MFA device";
        if (user.LoginProfile is not null)
            return "delete login profile";
        if (user.SigningCertificates.Count > 0)
            return "delete signing certificates";
        return user.SshPublicKeys.Count + user.ServiceSpecificCredentials.Count > 0 ? "remove referenced objects" : null;
    }

    private static IamOutcome List(IamCall call)
    {
        string prefix = call.Read.ListedPath();
        var page = PageRequest.Read(call.Read);
        if (call.Refuse(call.Arn($"user{prefix}")) is { } refused)
            return refused;
        if (page.Error is { } invalid)
            return invalid;
        var listed = page.Of(
            call.Account.Entities.OfType<User>().Where(user => user.Path.StartsWith(prefix, StringComparison.Ordinal)), user => user.UserName);
        return IamOutcome.Of(writer => listed.Write(writer, "Users", (item, user) => UserWriting.Summary(item, user, call.Partition)));
    }

    private static IamOutcome PutBoundary(IamCall call)
    {
        var named = NamedUser.Of(call, call.Read.UserName());
        string boundary = call.Read.PolicyArn("PermissionsBoundary");
        if (named.Refuse(call, context => context.Set("iam:PermissionsBoundary", boundary)) is { } refused)
            return refused;
        return PermissionsBoundary.Check(call, boundary) ?? IamOutcome.Done.Writing(named.User! with { PermissionsBoundary = boundary });
    }

    private static IamOutcome DeleteBoundary(IamCall call)
    {
        var named = NamedUser.Of(call, call.Read.UserName());
        WireError? refused = named.Refuse(call, context =>
        {
            if (named.User?.PermissionsBoundary is { } boundary)
                context.Set("iam:PermissionsBoundary", boundary);
        });
        return refused ?? IamOutcome.Done.Writing(named.User! with { PermissionsBoundary = null });
    }
}
