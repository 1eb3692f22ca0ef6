namespace StsEmulator.Metadata.Instances;

/// <summary>
/// What an instance is told about its own future. Each notice is served from an instant of the emulator's clock on; before it the path
/// is not there. Immutable: a new notice makes another value.
/// </summary>
public sealed record InstanceNotices
{
    /// <summary>The most events of maintenance, and the most target states, that one instance holds.</summary>
    public const int MaximumCount = 100;

    public static InstanceNotices None { get; } = new();

    /// <summary>Gets the interruption of a spot instance, or null.</summary>
    public SpotInterruption? Spot { get; init; }

    /// <summary>Gets the recommendation to rebalance, or null.</summary>
    public RebalanceRecommendation? Rebalance { get; init; }

    /// <summary>Gets the scheduled maintenance, active, completed and canceled, in the order it was announced.</summary>
    public IReadOnlyList<ScheduledMaintenance> Maintenance { get; init; } = [];

    /// <summary>Gets the target lifecycle states of an instance in an auto-scaling group, oldest first; none outside a group.</summary>
    public IReadOnlyList<TargetLifecycleState> Lifecycle { get; init; } = [];

    /// <summary>Adds an event of maintenance; it takes the place of one with the same id.</summary>
    public InstanceNotices With(ScheduledMaintenance maintenance)
    {
        var others = Maintenance.Where(known => known.EventId != maintenance.EventId).ToList();
        int place = Maintenance.TakeWhile(known => known.EventId != maintenance.EventId).Count();
        others.Insert(place, maintenance);
        return this with { Maintenance = others };
    }

    /// <summary>Adds a target state. An instance that was in no group until now enters one in service.</summary>
    public InstanceNotices With(TargetLifecycleState state, DateTimeOffset now)
    {
        IReadOnlyList<TargetLifecycleState> before = Lifecycle.Count == 0 && state.ServedFrom > now ? [new("InService", now)] : Lifecycle;
        return this with
        {
            Lifecycle =
            [
                .. before.Where(known => known.ServedFrom <= state.ServedFrom), state, .. before.Where(known => known.ServedFrom > state.ServedFrom),
            ],
        };
    }
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
