using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Sessions;
using StsEmulator.Iam.Time;

namespace StsEmulator.Iam.Storage.Memory;

/// <summary>
/// Sessions of one process. Bounded: when full, the session that expired first gives way; when none has expired, issuing is refused.
/// </summary>
internal sealed class MemorySessionStore(EmulatorClock clock, MemoryMarkStore marks, int capacity) : ISessionStore
{
    private readonly Lock gate = new();
    private readonly SessionTable table = new();
    private readonly PriorityQueue<int, long> byExpiry = new();

    public ValueTask<SessionSave> SaveAsync(Session session, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        long machineNow = MachineNow;
        // Records age by the machine clock: moving the emulator clock makes sessions expire, not vanish.
        long keptUntil = machineNow + (session.Expiration - now).Ticks + ISessionStore.KeptPastExpiry.Ticks;
        lock (gate)
        {
            while (byExpiry.TryPeek(out int oldest, out _) && table[oldest].KeptUntil <= machineNow)
                table.Remove(byExpiry.Dequeue());
            if (table.Count >= capacity && !TryDropExpired(now))
                return ValueTask.FromResult(SessionSave.StoreFull);
            if (!table.TryAdd(session, keptUntil, out int index))
                return ValueTask.FromResult(SessionSave.KeyTaken);
            byExpiry.Enqueue(index, session.Expiration.UtcTicks);
        }
        return ValueTask.FromResult(SessionSave.Saved);
    }

    public ValueTask<SessionLookup> FindAsync(AccessKeyId accessKeyId, CancellationToken cancellationToken)
    {
        long machineNow = MachineNow;
        Session? session;
        lock (gate)
            session = TryFind(accessKeyId, machineNow, out int index) ? table.Read(index, accessKeyId) : null;
        return ValueTask.FromResult(new SessionLookup(session, marks.Current));
    }

    public ValueTask<bool> RevokeAsync(AccessKeyId accessKeyId, CancellationToken cancellationToken)
    {
        long machineNow = MachineNow;
        lock (gate)
        {
            if (!TryFind(accessKeyId, machineNow, out int index))
                return ValueTask.FromResult(false);
            table.Revoke(index);
            return ValueTask.FromResult(true);
        }
    }

    public ValueTask<IReadOnlyList<Session>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        long machineNow = MachineNow;
        lock (gate)
        {
            return ValueTask.FromResult<IReadOnlyList<Session>>(
                [.. table.Indices().Where(index => table[index].KeptUntil > machineNow)
                    .OrderByDescending(index => table[index].IssuedAt).Take(limit).Select(index => table[index].ToSession())]);
        }
    }

    internal void Clear()
    {
        lock (gate)
        {
            table.Clear();
            byExpiry.Clear();
        }
    }

    private long MachineNow => clock.Machine.GetUtcNow().UtcTicks;

    /// <summary>Finds what is still kept: the sweep runs only when others are saved.</summary>
    private bool TryFind(AccessKeyId accessKeyId, long machineNow, out int index) =>
        table.TryFind(accessKeyId.Value, out index) && table[index].KeptUntil > machineNow;

    private bool TryDropExpired(DateTimeOffset now)
    {
        if (!byExpiry.TryPeek(out int index, out long expiration) || expiration > now.UtcTicks)
            return false;
        byExpiry.Dequeue();
        table.Remove(index);
        return true;
    }
}
