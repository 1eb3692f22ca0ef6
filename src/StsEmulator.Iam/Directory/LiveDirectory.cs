using StsEmulator.Iam.Storage;

namespace StsEmulator.Iam.Directory;

/// <summary>The directory as this replica knows it: one snapshot that requests read, brought forward by changes.</summary>
public sealed class LiveDirectory(IDirectoryStore store) : IDisposable
{
    /// <summary>How often a write is made again when others wrote in between; beyond it the store is overrun and the write fails.</summary>
    private const int WriteAttempts = 32;

    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile DirectorySnapshot current = DirectorySnapshot.Empty;

    /// <summary>Gets the newest snapshot this replica has.</summary>
    public DirectorySnapshot Current => current;

    /// <summary>Takes over what a store holds.</summary>
    public void Adopt(DirectoryRecords records) => current = DirectorySnapshot.Of(records);

    /// <summary>Gives a snapshot that is at least as new as the marks say, reading the changes when this replica is behind.</summary>
    public ValueTask<DirectorySnapshot> AtLeastAsync(StoreMarks marks, CancellationToken cancellationToken)
    {
        var snapshot = current;
        return IsAtLeast(snapshot, marks) ? ValueTask.FromResult(snapshot) : CatchUpAsync(marks, cancellationToken);
    }

    /// <summary>
    /// Writes a change made from the newest snapshot; makes it again when another writer was first. The function returns null when
    /// there is nothing to write.
    /// </summary>
    public async ValueTask<DirectorySnapshot> ChangeAsync(
        Func<DirectorySnapshot, DirectoryChange?> make, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            for (int attempt = 0; attempt < WriteAttempts; attempt++)
            {
                var snapshot = current;
                if (make(snapshot) is not { } change)
                    return snapshot;
                if (change.Version != snapshot.Version + 1)
                    throw new InvalidOperationException("A change makes exactly the next version.");
                if (await store.TryCommitAsync(snapshot.Generation, change, cancellationToken))
                    return current = snapshot.Apply(snapshot.Generation, change);
                await ReadForwardAsync(cancellationToken);
            }
        }
        finally
        {
            gate.Release();
        }
        throw new StoreUnavailableException("The directory is being written faster than this write could be placed.");
    }

    public void Dispose() => gate.Dispose();

    private static bool IsAtLeast(DirectorySnapshot snapshot, StoreMarks marks) =>
        snapshot.Generation > marks.Generation || (snapshot.Generation == marks.Generation && snapshot.Version >= marks.DirectoryVersion);

    private async ValueTask<DirectorySnapshot> CatchUpAsync(StoreMarks marks, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (!IsAtLeast(current, marks))
                await ReadForwardAsync(cancellationToken);
            return current;
        }
        finally
        {
            gate.Release();
        }
    }

    private async ValueTask ReadForwardAsync(CancellationToken cancellationToken)
    {
        var snapshot = current;
        var changes = await store.ReadChangesAsync(snapshot.Generation, snapshot.Version, cancellationToken);
        if (changes is null)
        {
            current = DirectorySnapshot.Of(await store.LoadAsync(cancellationToken));
            return;
        }
        foreach (var change in changes)
            snapshot = snapshot.Apply(snapshot.Generation, change);
        current = snapshot;
    }
}
