namespace StsEmulator.Iam.Audit;

/// <summary>The latest calls of this process, in a ring: the newest replaces the oldest. Safe for any number of writers and readers.</summary>
public sealed class CallLog
{
    /// <summary>How many calls are kept, 10 000.</summary>
    public const int DefaultCapacity = 10_000;

    private readonly CallRecord?[] ring;
    private long last;

    public CallLog(int capacity = DefaultCapacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ring = new CallRecord?[capacity];
    }

    public void Record(CallRecord call)
    {
        call.Id = Interlocked.Increment(ref last);
        Volatile.Write(ref ring[call.Id % ring.Length], call);
    }

    /// <summary>Gives calls that fit, newest first.</summary>
    /// <param name="after">Only calls that come after this one in the list, which are older; null from the newest on.</param>
    /// <param name="limit">The most calls to give.</param>
    public IReadOnlyList<CallRecord> Latest(int limit, long? after, Predicate<CallRecord> fits)
    {
        List<CallRecord> found = [];
        long newest = Volatile.Read(ref last);
        long oldest = Math.Max(1, newest - ring.Length + 1);
        for (long id = Math.Min(newest, after - 1 ?? newest); id >= oldest && found.Count < limit; id--)
        {
            // A slot may hold a newer call by now, or not yet the one that took the number.
            if (Volatile.Read(ref ring[id % ring.Length]) is { } call && call.Id == id && fits(call))
                found.Add(call);
        }
        return found;
    }
}
