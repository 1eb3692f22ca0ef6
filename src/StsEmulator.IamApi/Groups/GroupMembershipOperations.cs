using StsEmulator.Iam.Directory;
using StsEmulator.IamApi.Users;

namespace StsEmulator.IamApi.Groups;

/// <summary>Who belongs to a group.</summary>
internal static class GroupMembershipOperations
{
    public static IReadOnlyList<IamOperation> Table { get; } =
    [
        new("AddUserToGroup", Add),
        new("RemoveUserFromGroup", Remove),
        new("ListGroupsForUser", ListForUser),
    ];

    private static IamOutcome Add(IamCall call)
    {
        var named = NamedGroup.Read(call);
        var member = NamedUser.Of(call, call.Read.UserName());
        if (call.Refuse(named.Arn) is { } refused)
            return refused;
        // Of two that are missing the user is told.
        if (member.User is not { } user)
            return member.Missing;
        if (named.Group is not { } group)
            return named.Missing;
        if (GroupMembers.IsMember(user, group.GroupName))
            return IamOutcome.Done;
        return user.Groups.Count >= IamQuotas.GroupsPerUser
            ? IamErrors.LimitExceeded("GroupsPerUser", IamQuotas.GroupsPerUser)
            : IamOutcome.Done.Writing(GroupMembers.Add(user, group));
    }

    private static IamOutcome Remove(IamCall call)
    {
        var named = NamedGroup.Read(call);
        var member = NamedUser.Of(call, call.Read.UserName());
        if (call.Refuse(named.Arn) is { } refused)
            return refused;
        if (member.User is not { } user)
            return member.Missing;
        if (named.Group is not { } group)
            return named.Missing;
        // Worded by us: the service's text is not known.
        return GroupMembers.IsMember(user, group.GroupName)
            ? IamOutcome.Done.Writing(GroupMembers.Remove(user, group))
            : IamErrors.NoSuchEntity($"User {user.UserName} not in group {group.GroupName}");
    }

    private static IamOutcome ListForUser(IamCall call)
    {
        var named = NamedUser.Of(call, call.Read.UserName());
        var page = PageRequest.Read(call.Read);
        if (named.Refuse(call) is { } refused)
            return refused;
        if (page.Error is { } invalid)
            return invalid;
        var groups = page.Of(named.User!.Groups.Select(call.Account.FindGroup).OfType<Group>(), group => group.GroupName);
        return IamOutcome.Of(writer => groups.Write(writer, "Groups", (item, group) => GroupWriting.Members(item, group, call.Partition)));
    }
}
