namespace StsEmulator.Iam.Storage;

/// <summary>The marks that replicas share, and the word that they moved.</summary>
public interface IMarkStore
{
    /// <summary>Reads the marks as they stand.</summary>
    ValueTask<StoreMarks> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Moves the emulator clock of all replicas.</summary>
    ValueTask SetClockOffsetAsync(TimeSpan offset, CancellationToken cancellationToken);

    /// <summary>
    /// Calls back whenever the marks may have moved, on this replica or another, until cancelled; within 100 ms as a rule and within
    /// 1 s even when notifications are lost. Survives an unreachable store.
    /// </summary>
    Task WatchAsync(Func<StoreMarks, ValueTask> moved, CancellationToken cancellationToken);
}
