using StsEmulator.Iam.Storage;

namespace StsEmulator.Verifier.Tests;

/// <summary>Marks that can be made unreadable.</summary>
internal sealed class FailableMarkStore(IMarkStore inner) : IMarkStore
{
    public bool IsDown { get; set; }

    public ValueTask<StoreMarks> ReadAsync(CancellationToken cancellationToken) =>
        IsDown ? throw new StoreUnavailableException("down") : inner.ReadAsync(cancellationToken);

    public ValueTask SetClockOffsetAsync(TimeSpan offset, CancellationToken cancellationToken) => inner.SetClockOffsetAsync(offset, cancellationToken);

    public Task WatchAsync(Func<StoreMarks, ValueTask> moved, CancellationToken cancellationToken) => inner.WatchAsync(moved, cancellationToken);
}
