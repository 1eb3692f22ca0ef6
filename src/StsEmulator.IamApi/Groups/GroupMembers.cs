using StsEmulator.Iam.Directory;

namespace StsEmulator.IamApi.Groups;

/// <summary>Who belongs to which group: users name their groups, without regard to case as all names of IAM.</summary>
internal static class GroupMembers
{
    public static IEnumerable<User> Of(AccountDirectory account, Group group) =>
        account.Entities.OfType<User>().Where(user => IsMember(user, group.GroupName));

    public static bool IsMember(User user, string group) => user.Groups.Contains(group, StringComparer.OrdinalIgnoreCase);

    public static User Add(User user, Group group) => user with { Groups = [.. user.Groups, group.GroupName] };

    public static User Remove(User user, Group group) => user with { Groups = [.. user.Groups.Where(name => !IsSame(name, group))] };

    public static User Rename(User user, Group before, Group after) =>
        user with { Groups = [.. user.Groups.Select(name => IsSame(name, before) ? after.GroupName : name)] };

    private static bool IsSame(string name, Group group) => name.Equals(group.GroupName, StringComparison.OrdinalIgnoreCase);
}
