using System.Collections.Concurrent;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Storage;

namespace StsEmulator.Iam.Sessions;

/// <summary>
/// Remembers what a remote store answered for a moment. An entry lives at most 500 ms of machine time from the start of its read, and
/// that is the bound on revocation. Bounded: when full, entries of an earlier half-second go first, then all.
/// </summary>
public sealed class CachedSessionStore(ISessionStore store, TimeProvider machine, int capacity = CachedSessionStore.DefaultCapacity) : ISessionStore
{
    public const int DefaultCapacity = 100_000;

    /// <summary>The longest life of an entry.</summary>
    public static readonly TimeSpan MaximumAge = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private long lastSweep;

    public ValueTask<SessionSave> SaveAsync(Session session, CancellationToken cancellationToken) => store.SaveAsync(session, cancellationToken);

    public ValueTask<SessionLookup> FindAsync(AccessKeyId accessKeyId, CancellationToken cancellationToken) =>
        entries.TryGetValue(accessKeyId.Value, out var entry) && machine.GetElapsedTime(entry.ReadAt) < MaximumAge
            ? ValueTask.FromResult(entry.Lookup)
            : ReadAsync(accessKeyId, cancellationToken);

    public async ValueTask<bool> RevokeAsync(AccessKeyId accessKeyId, CancellationToken cancellationToken)
    {
        bool isKnown = await store.RevokeAsync(accessKeyId, cancellationToken);
        entries.TryRemove(accessKeyId.Value, out _);
        return isKnown;
    }

    public ValueTask<IReadOnlyList<Session>> ListAsync(int limit, CancellationToken cancellationToken) => store.ListAsync(limit, cancellationToken);

    /// <summary>Forgets everything: another generation has begun.</summary>
    public void Clear() => entries.Clear();

    private async ValueTask<SessionLookup> ReadAsync(AccessKeyId accessKeyId, CancellationToken cancellationToken)
    {
        long readAt = machine.GetTimestamp();
        var lookup = await store.FindAsync(accessKeyId, cancellationToken);
        // An unknown key is not remembered: it may be issued on another replica the next moment.
        if (lookup.Session is null)
            return lookup;
        if (entries.Count >= capacity)
            Sweep();
        entries[accessKeyId.Value] = new Entry(lookup, readAt);
        return lookup;
    }

    private void Sweep()
    {
        long now = machine.GetTimestamp();
        long last = Interlocked.Exchange(ref lastSweep, now);
        if (last != 0 && machine.GetElapsedTime(last, now) < MaximumAge)
        {
            entries.Clear();
            return;
        }
        foreach (var (key, entry) in entries)
        {
            if (machine.GetElapsedTime(entry.ReadAt, now) >= MaximumAge)
                entries.TryRemove(key, out _);
        }
        if (entries.Count >= capacity)
            entries.Clear();
    }

    private sealed record Entry(SessionLookup Lookup, long ReadAt);
}
