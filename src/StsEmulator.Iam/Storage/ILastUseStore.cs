using StsEmulator.Iam.Audit;

namespace StsEmulator.Iam.Storage;

/// <summary>When access keys and roles were used last, for the whole of a generation. Nothing is decided by it.</summary>
public interface ILastUseStore
{
    /// <summary>Keeps uses; an earlier one does not take the place of a later one that is there.</summary>
    ValueTask SaveAsync(IReadOnlyList<LastUse> uses, CancellationToken cancellationToken);

    /// <summary>Gets the uses of those of the subjects that have any.</summary>
    ValueTask<IReadOnlyList<LastUse>> FindAsync(IReadOnlyList<string> subjects, CancellationToken cancellationToken);
}
