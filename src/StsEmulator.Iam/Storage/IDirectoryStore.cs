using StsEmulator.Iam.Directory;

namespace StsEmulator.Iam.Storage;

/// <summary>
/// The directory's records, shared by replicas. Writes are checked against the version they were made from, so that none is lost;
/// replicas apply changes and do not reload the whole.
/// </summary>
public interface IDirectoryStore
{
    /// <summary>
    /// Opens the directory: the first replica writes the seed, later ones adopt what stands.
    /// </summary>
    /// <param name="fingerprint">Identifies the seed. Another one in the store is refused (null), unless <paramref name="reseed"/>.</param>
    /// <returns>What stands now; null when the store was written from a different seed.</returns>
    ValueTask<DirectoryRecords?> OpenAsync(
        string fingerprint, IReadOnlyList<DirectoryEntity> seed, bool reseed, CancellationToken cancellationToken);

    /// <summary>Reads all records with their version.</summary>
    ValueTask<DirectoryRecords> LoadAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Reads the changes after a version, oldest first; null when the generation is another or the change log no longer reaches back, so
    /// that only a load helps.
    /// </summary>
    ValueTask<IReadOnlyList<DirectoryChange>?> ReadChangesAsync(long generation, long afterVersion, CancellationToken cancellationToken);

    /// <summary>Writes a change made from <see cref="DirectoryChange.Version"/> − 1; false when that is no longer the newest version.</summary>
    ValueTask<bool> TryCommitAsync(long generation, DirectoryChange change, CancellationToken cancellationToken);

    /// <summary>
    /// Starts a new generation with these records: sessions, claims and shared values of the old one are gone, the clock is real time.
    /// Other data in the same database is never touched.
    /// </summary>
    ValueTask<DirectoryRecords> ResetAsync(IReadOnlyList<DirectoryEntity> entities, CancellationToken cancellationToken);
}

/// <summary>All records of a directory at one version.</summary>
public sealed record DirectoryRecords(StoreMarks Marks, IReadOnlyList<DirectoryEntity> Entities);

/// <summary>One write to the directory.</summary>
/// <param name="Version">The version that the write makes: one more than the one it was made from.</param>
public sealed record DirectoryChange(long Version, IReadOnlyList<DirectoryEntity> Upserts, IReadOnlyList<EntityKey> Deletes);
