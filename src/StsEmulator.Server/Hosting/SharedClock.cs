using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Time;

namespace StsEmulator.Server.Hosting;

/// <summary>
/// Moves the emulator clock here and on all replicas. What a notification says may be older than a move made meanwhile, so it only
/// prompts a fresh look at the store; looks and moves take turns.
/// </summary>
internal sealed class SharedClock(EmulatorClock clock, IMarkStore marks) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);

    public EmulatorClock Clock => clock;

    /// <summary>Sets the offset from real time that a function makes from the present one.</summary>
    public async ValueTask MoveAsync(Func<TimeSpan, TimeSpan> move, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            var offset = move(clock.Offset);
            await marks.SetClockOffsetAsync(offset, cancellationToken);
            clock.Offset = offset;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Takes over the offset that the store holds.</summary>
    public async ValueTask FollowAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            clock.Offset = (await marks.ReadAsync(cancellationToken)).ClockOffset;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();
}
