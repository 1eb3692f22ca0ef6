using StsEmulator.Iam.Time;

namespace StsEmulator.Iam.Storage.Memory;

/// <summary>Claims and shared values of one process; what has run out is swept as others come.</summary>
internal sealed class MemoryExpiringStore(EmulatorClock clock) : IOneTimeStore, ISharedValueStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, (byte[] Value, long Until)> values = new(StringComparer.Ordinal);
    private readonly PriorityQueue<string, long> byEnd = new();

    public ValueTask<bool> TryClaimAsync(string key, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(key.Length, IOneTimeStore.MaximumKeyLength);
        lock (gate)
            return ValueTask.FromResult(TryAdd("once:" + key, [], lifetime));
    }

    public ValueTask<byte[]> GetOrAddAsync(string key, byte[] candidate, TimeSpan? lifetime, CancellationToken cancellationToken)
    {
        lock (gate)
            return ValueTask.FromResult(TryAdd("value:" + key, candidate, lifetime) ? candidate : values["value:" + key].Value);
    }

    public ValueTask<byte[]?> FindAsync(string key, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            Sweep();
            return ValueTask.FromResult(values.TryGetValue("value:" + key, out var found) ? found.Value : null);
        }
    }

    public ValueTask RemoveAsync(string key, CancellationToken cancellationToken)
    {
        lock (gate)
            values.Remove("value:" + key);
        return ValueTask.CompletedTask;
    }

    internal void Clear()
    {
        lock (gate)
        {
            values.Clear();
            byEnd.Clear();
        }
    }

    private bool TryAdd(string key, byte[] value, TimeSpan? lifetime)
    {
        Sweep();
        long until = lifetime is { } span ? clock.Machine.GetUtcNow().UtcTicks + span.Ticks : long.MaxValue;
        if (!values.TryAdd(key, (value, until)))
            return false;
        if (lifetime is not null)
            byEnd.Enqueue(key, until);
        return true;
    }

    private void Sweep()
    {
        long now = clock.Machine.GetUtcNow().UtcTicks;
        while (byEnd.TryPeek(out string? key, out long until) && until <= now)
        {
            byEnd.Dequeue();
            // The key may have been removed and added again since.
            if (values.TryGetValue(key, out var entry) && entry.Until <= now)
                values.Remove(key);
        }
    }
}
