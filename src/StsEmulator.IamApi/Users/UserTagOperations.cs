using StsEmulator.Iam.Directory;

namespace StsEmulator.IamApi.Users;

/// <summary>The tags of users.</summary>
internal static class UserTagOperations
{
    public static IReadOnlyList<IamOperation> Table { get; } = new TagOperation<User>("User", Find, user => user.Tags, (user, tags) => user with { Tags = tags }).Table;

    private static TaggedEntity<User> Find(IamCall call)
    {
        var named = NamedUser.Of(call, call.Read.UserName());
        return new TaggedEntity<User>(named.Arn, named.User, named.Missing);
    }
}
