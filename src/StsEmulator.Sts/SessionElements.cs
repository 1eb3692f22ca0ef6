using StsEmulator.Iam.Sessions;
using StsEmulator.Protocols.Results;

namespace StsEmulator.Sts;

/// <summary>The elements that several answers share, in the order seen on the wire.</summary>
internal static class SessionElements
{
    public static void AssumedRoleUser(this IResultWriter writer, Session session)
    {
        var principal = session.Principal;
        writer.Start("AssumedRoleUser");
        writer.Text("AssumedRoleId", principal.UserId);
        writer.Text("Arn", principal.Arn);
        writer.End("AssumedRoleUser");
    }

    public static void Credentials(this IResultWriter writer, Session session, string token)
    {
        writer.Start("Credentials");
        writer.Text("AccessKeyId", session.AccessKeyId.Value);
        writer.Text("SecretAccessKey", session.SecretAccessKey);
        writer.Text("SessionToken", token);
        writer.Time("Expiration", session.Expiration);
        writer.End("Credentials");
    }
}
