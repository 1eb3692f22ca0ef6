using System.Collections.Concurrent;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Sessions;
using StsEmulator.Iam.Time;

namespace StsEmulator.Iam.Storage.Memory;

/// <summary>
/// Sessions of one process. Bounded: when full, the session that expired first gives way; when none has expired, issuing is refused.
/// </summary>
internal sealed class MemorySessionStore(EmulatorClock clock, MemoryMarkStore marks, int capacity) : ISessionStore
{
    private readonly ConcurrentDictionary<string, Entry> sessions = new(StringComparer.Ordinal);
    private readonly PriorityQueue<(string AccessKeyId, long KeptUntil), long> byExpiry = new();
    private readonly Lock saving = new();

    public ValueTask<bool> SaveAsync(Session session, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        long machineNow = clock.Machine.GetUtcNow().UtcTicks;
        // Records age by the machine clock: moving the emulator clock makes sessions expire, not vanish.
        long keptUntil = machineNow + (session.Expiration - now).Ticks + ISessionStore.KeptPastExpiry.Ticks;
        lock (saving)
        {
            while (byExpiry.TryPeek(out var oldest, out _) && oldest.KeptUntil <= machineNow)
                sessions.TryRemove(byExpiry.Dequeue().AccessKeyId, out _);
            // The queue is counted and not the dictionary, whose count takes all of its locks: that was a sixth of an AssumeRole.
            if (byExpiry.Count >= capacity && !TryDropExpired(now))
                return ValueTask.FromResult(false);
            sessions[session.AccessKeyId.Value] = new Entry(session, keptUntil);
            byExpiry.Enqueue((session.AccessKeyId.Value, keptUntil), session.Expiration.UtcTicks);
        }
        return ValueTask.FromResult(true);
    }

    public ValueTask<SessionLookup> FindAsync(AccessKeyId accessKeyId, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new SessionLookup(Find(accessKeyId)?.Session, marks.Current));

    public ValueTask<bool> RevokeAsync(AccessKeyId accessKeyId, CancellationToken cancellationToken)
    {
        while (Find(accessKeyId) is { } entry)
        {
            var revoked = entry with { Session = entry.Session with { IsRevoked = true } };
            if (entry.Session.IsRevoked || sessions.TryUpdate(accessKeyId.Value, revoked, entry))
                return ValueTask.FromResult(true);
        }
        return ValueTask.FromResult(false);
    }

    public ValueTask<IReadOnlyList<Session>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        long machineNow = clock.Machine.GetUtcNow().UtcTicks;
        return ValueTask.FromResult<IReadOnlyList<Session>>(
            [.. sessions.Values.Where(entry => entry.KeptUntil > machineNow).Select(entry => entry.Session)
                .OrderByDescending(session => session.IssuedAt).Take(limit)]);
    }

    internal void Clear()
    {
        lock (saving)
        {
            sessions.Clear();
            byExpiry.Clear();
        }
    }

    /// <summary>Finds what is still kept: the sweep runs only when others are saved.</summary>
    private Entry? Find(AccessKeyId accessKeyId) =>
        sessions.TryGetValue(accessKeyId.Value, out var entry) && entry.KeptUntil > clock.Machine.GetUtcNow().UtcTicks ? entry : null;

    private bool TryDropExpired(DateTimeOffset now)
    {
        if (!byExpiry.TryPeek(out _, out long expiration) || expiration > now.UtcTicks)
            return false;
        return sessions.TryRemove(byExpiry.Dequeue().AccessKeyId, out _);
    }

    private sealed record Entry(Session Session, long KeptUntil);
}
