using StsEmulator.Iam.Directory;

namespace StsEmulator.Iam.Storage.Memory;

/// <summary>The directory of one process. It keeps the records themselves, so that a load shows what a store would give back.</summary>
internal sealed class MemoryDirectoryStore(MemoryMarkStore marks, Action clearOthers) : IDirectoryStore
{
    /// <summary>How many changes the log reaches back; a reader further behind loads the whole.</summary>
    private const int LogLength = 1024;

    private readonly Lock writing = new();
    private readonly Queue<DirectoryChange> log = new();
    private readonly Dictionary<EntityKey, DirectoryEntity> entities = new(EntityKeyComparer.Instance);
    private string? openedWith;

    public ValueTask<DirectoryRecords?> OpenAsync(
        string fingerprint, IReadOnlyList<DirectoryEntity> seed, bool reseed, CancellationToken cancellationToken)
    {
        lock (writing)
        {
            if (openedWith is not null && openedWith != fingerprint && !reseed)
                return ValueTask.FromResult<DirectoryRecords?>(null);
            if (openedWith != fingerprint)
            {
                openedWith = fingerprint;
                return ValueTask.FromResult<DirectoryRecords?>(Replace(seed));
            }
            return ValueTask.FromResult<DirectoryRecords?>(new DirectoryRecords(marks.Current, [.. entities.Values]));
        }
    }

    public ValueTask<DirectoryRecords> LoadAsync(CancellationToken cancellationToken)
    {
        lock (writing)
            return ValueTask.FromResult(new DirectoryRecords(marks.Current, [.. entities.Values]));
    }

    public ValueTask<IReadOnlyList<DirectoryChange>?> ReadChangesAsync(
        long generation, long afterVersion, CancellationToken cancellationToken)
    {
        lock (writing)
        {
            var now = marks.Current;
            if (generation != now.Generation || afterVersion > now.DirectoryVersion)
                return ValueTask.FromResult<IReadOnlyList<DirectoryChange>?>(null);
            List<DirectoryChange> changes = [.. log.Where(change => change.Version > afterVersion)];
            bool isComplete = changes.Count == now.DirectoryVersion - afterVersion;
            return ValueTask.FromResult<IReadOnlyList<DirectoryChange>?>(isComplete ? changes : null);
        }
    }

    public ValueTask<bool> TryCommitAsync(long generation, DirectoryChange change, CancellationToken cancellationToken)
    {
        lock (writing)
        {
            var now = marks.Current;
            if (generation != now.Generation || change.Version != now.DirectoryVersion + 1)
                return ValueTask.FromResult(false);
            foreach (var key in change.Deletes)
                entities.Remove(key);
            foreach (var entity in change.Upserts)
                entities[entity.Key] = entity;
            log.Enqueue(change);
            if (log.Count > LogLength)
                log.Dequeue();
            marks.Move(current => current with { DirectoryVersion = change.Version });
            return ValueTask.FromResult(true);
        }
    }

    public ValueTask<DirectoryRecords> ResetAsync(IReadOnlyList<DirectoryEntity> replacement, CancellationToken cancellationToken)
    {
        lock (writing)
            return ValueTask.FromResult(Replace(replacement));
    }

    private DirectoryRecords Replace(IReadOnlyList<DirectoryEntity> replacement)
    {
        entities.Clear();
        log.Clear();
        foreach (var entity in replacement)
            entities[entity.Key] = entity;
        clearOthers();
        var now = marks.Move(current => new StoreMarks(current.Generation + 1, 1, TimeSpan.Zero));
        return new DirectoryRecords(now, [.. entities.Values]);
    }
}
