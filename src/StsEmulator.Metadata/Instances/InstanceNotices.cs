namespace StsEmulator.Metadata.Instances;

/// <summary>
/// What an instance is told about its own future. Each notice is served from an instant of the emulator's clock on; before it the path
/// is not there. Immutable: a new notice makes another value.
/// </summary>
public sealed record InstanceNotices
{
    public static InstanceNotices None { get; } = new();

    /// <summary>Gets the interruption of a spot instance, or null.</summary>
    public SpotInterruption? Spot { get; init; }

    /// <summary>Gets the recommendation to rebalance, or null.</summary>
    public RebalanceRecommendation? Rebalance { get; init; }

    /// <summary>Gets the scheduled maintenance, active, completed and canceled, in the order it was announced.</summary>
    public IReadOnlyList<ScheduledMaintenance> Maintenance { get; init; } = [];

    /// <summary>Gets the target lifecycle states of an instance in an auto-scaling group, oldest first; none outside a group.</summary>
    public IReadOnlyList<TargetLifecycleState> Lifecycle { get; init; } = [];
}

/// <param name="Action"><c>terminate</c>, <c>stop</c> or <c>hibernate</c>.</param>
/// <param name="Time">When it happens.</param>
/// <param name="ServedFrom">From when the notice is served.</param>
public sealed record SpotInterruption(string Action, DateTimeOffset Time, DateTimeOffset ServedFrom);

/// <param name="NoticeTime">The instant in the notice.</param>
/// <param name="ServedFrom">From when the notice is served.</param>
public sealed record RebalanceRecommendation(DateTimeOffset NoticeTime, DateTimeOffset ServedFrom);

/// <param name="Code"><c>instance-reboot</c>, <c>system-reboot</c>, <c>system-maintenance</c>, <c>instance-retirement</c> or <c>instance-stop</c>.</param>
/// <param name="State"><c>active</c>, <c>completed</c> or <c>canceled</c>; the last two stand in the history.</param>
/// <param name="ServedFrom">From when the event is served.</param>
public sealed record ScheduledMaintenance(
    string EventId, string Code, string Description, string State, DateTimeOffset NotBefore, DateTimeOffset NotAfter,
    DateTimeOffset? NotBeforeDeadline, DateTimeOffset ServedFrom);

/// <param name="State"><c>InService</c>, <c>Standby</c>, <c>Terminated</c>, <c>Detached</c>, <c>Warmed:Stopped</c>, …</param>
/// <param name="ServedFrom">From when the state is served; the latest such state is the current one.</param>
public sealed record TargetLifecycleState(string State, DateTimeOffset ServedFrom);
