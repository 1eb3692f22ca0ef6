using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Principals;
using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Time;

namespace StsEmulator.Iam.Sessions;

/// <summary>Makes sessions: new keys, a token, the times, and the record in the store before anybody hears of it.</summary>
public sealed class SessionIssuer(ISessionStore sessions, IdentifierGenerator identifiers, EmulatorClock clock)
{
    /// <summary>A session of a role.</summary>
    public ValueTask<(Session Session, string Token)?> IssueAsync(
        DirectorySnapshot directory, AccountDirectory account, Role role, string sessionName, TimeSpan duration, SessionFacts? facts,
        CancellationToken cancellationToken) =>
        SaveAsync(
            SessionKind.Role, directory, account, role.RoleId, role.RoleName, role.Path, sessionName, duration, facts, cancellationToken);

    /// <summary>A session of a user, or of root when there is none.</summary>
    public ValueTask<(Session Session, string Token)?> IssueAsync(
        SessionKind kind, DirectorySnapshot directory, AccountDirectory account, User? user, string? sessionName, TimeSpan duration,
        SessionFacts? facts, CancellationToken cancellationToken) =>
        SaveAsync(
            kind, directory, account, user?.UserId ?? account.Id.ToString(), user?.UserName ?? "", user?.Path ?? "/", sessionName, duration,
            facts, cancellationToken);

    /// <summary>A session of an EC2 instance as itself.</summary>
    public ValueTask<(Session Session, string Token)?> IssueInstanceIdentityAsync(
        DirectorySnapshot directory, AccountDirectory account, string instanceId, TimeSpan duration, SessionFacts? facts,
        CancellationToken cancellationToken) =>
        SaveAsync(
            SessionKind.InstanceIdentity, directory, account, account.Id.ToString(), Principal.InstanceIdentityRole, "/", instanceId, duration, facts,
            cancellationToken);

    /// <summary>
    /// A session like another one that ends later, for a console session that outlasts the credentials it was made from. The time of issue stays,
    /// so that policies on it count; nobody is given its credentials. Null when the store is full.
    /// </summary>
    public ValueTask<Session?> ProlongAsync(Session session, DateTimeOffset expiration, CancellationToken cancellationToken) => SaveAsync(
        session with
        {
            AccessKeyId = identifiers.TemporaryAccessKeyId(session.Account),
            SecretAccessKey = identifiers.SecretAccessKey(),
            TokenDigest = SessionTokenDigest.Of(identifiers.SessionToken()),
            Expiration = DateTimeOffset.FromUnixTimeSeconds(expiration.ToUnixTimeSeconds()),
        },
        cancellationToken);

    private async ValueTask<(Session Session, string Token)?> SaveAsync(
        SessionKind kind, DirectorySnapshot directory, AccountDirectory account, string principalId, string name, string path,
        string? sessionName, TimeSpan duration, SessionFacts? facts, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        string token = identifiers.SessionToken();
        var session = new Session
        {
            AccessKeyId = identifiers.TemporaryAccessKeyId(account.Id),
            SecretAccessKey = identifiers.SecretAccessKey(),
            TokenDigest = SessionTokenDigest.Of(token),
            Kind = kind,
            Account = account.Id,
            Partition = account.Partition,
            PrincipalId = principalId,
            PrincipalName = name,
            PrincipalPath = path,
            SessionName = sessionName,
            IssuedAt = now,
            // Whole seconds on the wire, so whole seconds here: what is printed is when it ends.
            Expiration = DateTimeOffset.FromUnixTimeSeconds((now + duration).ToUnixTimeSeconds()),
            DirectoryVersion = directory.Version,
            Facts = facts,
        };
        return await SaveAsync(session, cancellationToken) is { } saved ? (saved, token) : null;
    }

    private async ValueTask<Session?> SaveAsync(Session session, CancellationToken cancellationToken)
    {
        while (true)
        {
            switch (await sessions.SaveAsync(session, cancellationToken))
            {
                case SessionSave.Saved:
                    return session;
                case SessionSave.StoreFull:
                    return null;
                case SessionSave.KeyTaken:
                    session = session with { AccessKeyId = identifiers.TemporaryAccessKeyId(session.Account) };
                    break;
            }
        }
    }
}
