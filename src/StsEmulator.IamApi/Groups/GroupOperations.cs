using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.IamApi.Users;

namespace StsEmulator.IamApi.Groups;

/// <summary>Groups: made, read, renamed, deleted. Who belongs to one stands with the users.</summary>
internal static class GroupOperations
{
    public static IReadOnlyList<IamOperation> Table { get; } =
    [
        new("CreateGroup", Create),
        new("GetGroup", Get),
        new("UpdateGroup", Update),
        new("DeleteGroup", Delete),
        new("ListGroups", List),
    ];

    private static IamOutcome Create(IamCall call)
    {
        string name = call.Read.GroupName();
        string path = call.Read.EntityPath();
        if (call.Refuse(call.Arn($"group{path}{name}")) is { } refused)
            return refused;
        if (call.Account.FindGroup(name) is not null)
            return IamErrors.AlreadyExists($"Group with name {name} already exists.");
        if (call.Account.Entities.OfType<Group>().Count() >= IamQuotas.Groups)
            return IamErrors.LimitExceeded("GroupsPerAccount", IamQuotas.Groups);
        var group = new Group
        {
            AccountId = call.AccountId,
            CreateDate = call.Now,
            GroupName = name,
            Path = path,
            GroupId = call.Ids.UniqueId(UniqueIdKind.Group, call.AccountId),
        };
        return IamOutcome.Of(writer => GroupWriting.Element(writer, group, call.Partition)).Writing(group);
    }

    private static IamOutcome Get(IamCall call)
    {
        var named = NamedGroup.Read(call);
        var page = PageRequest.Read(call.Read);
        if (named.Refuse(call) is { } refused)
            return refused;
        if (page.Error is { } invalid)
            return invalid;
        var members = page.Of(GroupMembers.Of(call.Account, named.Group!), user => user.UserName);
        return IamOutcome.Of(writer =>
        {
            GroupWriting.Element(writer, named.Group!, call.Partition);
            members.Write(writer, "Users", (item, user) => UserWriting.Summary(item, user, call.Partition));
        });
    }

    private static IamOutcome Update(IamCall call)
    {
        var named = NamedGroup.Read(call);
        string? newName = call.Read.OptionalName("NewGroupName", 128);
        string? newPath = call.Read.NewPath();
        if (named.Refuse(call) is { } refused)
            return refused;
        var group = named.Group!;
        var updated = group with { GroupName = newName ?? group.GroupName, Path = newPath ?? group.Path };
        // Whoever renames must be allowed to on both names.
        if (call.RefuseAction("iam:UpdateGroup", updated.Arn(call.Partition)) is { } refusedThere)
            return refusedThere;
        if (updated.Key == group.Key)
            return IamOutcome.Done.Writing(updated);
        bool isCaseOnly = EntityKeyComparer.Instance.Equals(updated.Key, group.Key);
        if (!isCaseOnly && call.Account.FindGroup(updated.GroupName) is not null)
            return IamErrors.AlreadyExists($"Group with name {updated.GroupName} already exists.");
        List<DirectoryEntity> members = [.. GroupMembers.Of(call.Account, group).Select(user => GroupMembers.Rename(user, group, updated))];
        return IamOutcome.Done.Deleting(group.Key).Writing(updated).Writing(members);
    }

    private static IamOutcome Delete(IamCall call)
    {
        var named = NamedGroup.Read(call);
        if (named.Refuse(call) is { } refused)
            return refused;
        return Conflict(call.Account, named.Group!) is { } conflict
            ? IamErrors.DeleteConflict($"Cannot delete entity, must {conflict} first.")
            : IamOutcome.Done.Deleting(named.Group!.Key);
    }

    /// <summary>What a group still holds. The first in this order is told.</summary>
    private static string? Conflict(AccountDirectory account, Group group)
    {
        if (GroupMembers.Of(account, group).Any())
            return "remove users from group";
        if (group.ManagedPolicyArns.Count > 0)
            return "detach all policies";
        return group.Policies.Count > 0 ? "delete policies" : null;
    }

    private static IamOutcome List(IamCall call)
    {
        string prefix = call.Read.ListedPath();
        var page = PageRequest.Read(call.Read);
        if (call.Refuse(call.Arn($"group{prefix}")) is { } refused)
            return refused;
        if (page.Error is { } invalid)
            return invalid;
        var listed = page.Of(
            call.Account.Entities.OfType<Group>().Where(group => group.Path.StartsWith(prefix, StringComparison.Ordinal)), group => group.GroupName);
        return IamOutcome.Of(writer => listed.Write(writer, "Groups", (item, group) => GroupWriting.Members(item, group, call.Partition)));
    }
}
