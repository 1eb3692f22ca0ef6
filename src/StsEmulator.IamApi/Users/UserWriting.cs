using StsEmulator.Iam.Directory;
using StsEmulator.Protocols.Results;

namespace StsEmulator.IamApi.Users;

/// <summary>A user as answers show it.</summary>
internal static class UserWriting
{
    /// <summary>Writes what listings show.</summary>
    public static void Summary(XmlResultWriter writer, User user, string partition)
    {
        writer.Text("Path", user.Path);
        writer.Text("UserName", user.UserName);
        writer.Text("UserId", user.UserId);
        writer.Text("Arn", user.Arn(partition));
        writer.Time("CreateDate", user.CreateDate);
        writer.Optional(nameof(User.PasswordLastUsed), user.PasswordLastUsed);
    }

    /// <summary>Writes all there is to a user.</summary>
    public static void Details(XmlResultWriter writer, User user, string partition)
    {
        writer.Start("User");
        Summary(writer, user, partition);
        writer.Boundary(user.PermissionsBoundary);
        if (user.Tags.Count > 0)
            writer.Tags(user.Tags);
        writer.End("User");
    }
}
