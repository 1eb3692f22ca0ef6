namespace StsEmulator.Iam.Time;

/// <summary>
/// The emulator's clock: real time plus an offset that tests move. It judges expiry, token lifetimes, policy conditions and Date
/// headers. Time-outs and cache ages go by <see cref="Machine"/>, which never moves.
/// </summary>
public sealed class EmulatorClock(TimeProvider machine) : TimeProvider
{
    private long offsetTicks;

    /// <summary>Gets the machine clock.</summary>
    public TimeProvider Machine { get; } = machine;

    /// <summary>Gets or sets how far this clock is ahead of real time.</summary>
    public TimeSpan Offset
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref offsetTicks));
        set => Interlocked.Exchange(ref offsetTicks, value.Ticks);
    }

    public override long TimestampFrequency => Machine.TimestampFrequency;

    public override DateTimeOffset GetUtcNow()
    {
        var real = Machine.GetUtcNow();
        // Wide enough that no offset can wrap around.
        var ticks = (Int128)real.UtcTicks + Interlocked.Read(ref offsetTicks);
        return new DateTimeOffset((long)Int128.Clamp(ticks, DateTimeOffset.MinValue.UtcTicks, DateTimeOffset.MaxValue.UtcTicks), TimeSpan.Zero);
    }

    public override long GetTimestamp() => Machine.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        Machine.CreateTimer(callback, state, dueTime, period);
}
