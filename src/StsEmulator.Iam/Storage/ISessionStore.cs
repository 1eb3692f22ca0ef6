using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Sessions;

namespace StsEmulator.Iam.Storage;

/// <summary>
/// Sessions by access key id. A record outlives its expiry by 36 h, so that "expired" can be told from "unknown".
/// </summary>
public interface ISessionStore
{
    /// <summary>How long a record outlives the session.</summary>
    static readonly TimeSpan KeptPastExpiry = TimeSpan.FromHours(36);

    /// <summary>Writes a new session, never over another one; one round trip.</summary>
    ValueTask<SessionSave> SaveAsync(Session session, CancellationToken cancellationToken);

    /// <summary>Reads a session and, in the same round trip, the marks by which it has to be judged.</summary>
    ValueTask<SessionLookup> FindAsync(AccessKeyId accessKeyId, CancellationToken cancellationToken);

    /// <summary>Marks a session as revoked; false when there is none. Revoking twice is fine.</summary>
    ValueTask<bool> RevokeAsync(AccessKeyId accessKeyId, CancellationToken cancellationToken);

    /// <summary>Lists sessions, newest first, at most <paramref name="limit"/>.</summary>
    ValueTask<IReadOnlyList<Session>> ListAsync(int limit, CancellationToken cancellationToken);
}

/// <summary>What a look-up found: the session or null, and the marks read with it.</summary>
public readonly record struct SessionLookup(Session? Session, StoreMarks Marks);
