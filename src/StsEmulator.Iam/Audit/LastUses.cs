using System.Collections.Concurrent;
using StsEmulator.Iam.Authentication;
using StsEmulator.Iam.Sessions;
using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Time;

namespace StsEmulator.Iam.Audit;

/// <summary>
/// When access keys and roles were used last. A request costs one look-up here; a use is written down once a minute on the machine clock, and what is
/// new goes to the store in the background. A store that is down, or a full table, loses last uses and nothing else.
/// </summary>
public sealed class LastUses(ILastUseStore store, EmulatorClock clock)
{
    /// <summary>How many subjects are held; further ones are not recorded before others have been handed to the store.</summary>
    public const int Capacity = 131_072;

    /// <summary>How many uses go to the store in one call.</summary>
    private const int Batch = 1000;

    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<Entry> pending = new();
    private int held;

    /// <summary>Records the use of a caller's credentials: long-term keys by their id, sessions of a role by the role's.</summary>
    public void Record(Caller caller)
    {
        if (caller.Session is null)
            Record(caller.AccessKeyId, caller);
        else if (caller.Session.Kind == SessionKind.Role)
            Record(caller.Session.PrincipalId, caller);
    }

    /// <summary>Gets the last use of a subject in a generation of the directory; null when there was none.</summary>
    public async ValueTask<LastUse?> FindAsync(string subject, long generation, CancellationToken cancellationToken) =>
        (await FindAsync([subject], generation, cancellationToken)).GetValueOrDefault(subject);

    /// <summary>Gets the last uses of several subjects.</summary>
    public async ValueTask<IReadOnlyDictionary<string, LastUse>> FindAsync(
        IReadOnlyList<string> subjects, long generation, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, LastUse>(StringComparer.Ordinal);
        try
        {
            foreach (var use in await store.FindAsync(subjects, cancellationToken))
                found[use.Subject] = use;
        }
        catch (StoreUnavailableException)
        {
            // What this replica saw itself is still worth telling.
        }
        foreach (string subject in subjects)
        {
            if (entries.TryGetValue(subject, out var entry) && entry.Generation == generation && entry.Use.IsAfter(found.GetValueOrDefault(subject)))
                found[subject] = entry.Use;
        }
        return found;
    }

    /// <summary>Hands what is new to the store; throws <see cref="StoreUnavailableException"/> and keeps it when the store does not answer.</summary>
    /// <param name="generation">What belongs to another one is dropped.</param>
    public async ValueTask FlushAsync(long generation, CancellationToken cancellationToken)
    {
        while (!pending.IsEmpty)
        {
            var batch = new List<Entry>();
            while (batch.Count < Batch && pending.TryDequeue(out var entry))
                batch.Add(entry);
            try
            {
                await store.SaveAsync([.. batch.Where(entry => entry.Generation == generation).Select(entry => entry.Use)], cancellationToken);
            }
            catch
            {
                foreach (var entry in batch)
                    pending.Enqueue(entry);
                throw;
            }
            foreach (var entry in batch)
                Forget(entry);
        }
    }

    private void Record(string subject, Caller caller)
    {
        long minute = clock.Machine.GetUtcNow().UtcTicks / TimeSpan.TicksPerMinute;
        long generation = caller.Directory.Generation;
        bool isKnown = entries.TryGetValue(subject, out var known);
        if (isKnown && known!.Minute == minute && known.Generation == generation)
            return;
        if (!isKnown && Volatile.Read(ref held) >= Capacity)
            return;
        var entry = new Entry(new LastUse(subject, clock.GetUtcNow(), caller.Service, caller.Region), generation, minute);
        // Of several requests at once, one writes; the others were in the same minute.
        if (isKnown ? !entries.TryUpdate(subject, entry, known!) : !entries.TryAdd(subject, entry))
            return;
        if (!isKnown)
            Interlocked.Increment(ref held);
        // While the store is away, minutes pile up only as long as there is room for them.
        if (pending.Count < Capacity)
            pending.Enqueue(entry);
    }

    /// <summary>Makes room: what the store has need not be held once the table is half full.</summary>
    private void Forget(Entry entry)
    {
        if (Volatile.Read(ref held) > Capacity / 2 && entries.TryRemove(KeyValuePair.Create(entry.Use.Subject, entry)))
            Interlocked.Decrement(ref held);
    }

    /// <summary>Compared by identity: a newer use of the same subject is another entry.</summary>
    private sealed class Entry(LastUse use, long generation, long minute)
    {
        public LastUse Use => use;

        public long Generation => generation;

        public long Minute => minute;
    }
}
