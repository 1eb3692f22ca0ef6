using StsEmulator.Metadata.Instances;

namespace StsEmulator.Metadata.Tests.Tree;

public sealed class NoticeNodesTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Served = World.Start, Before = Served - TimeSpan.FromTicks(1);
    private static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly World world = new();
    private MetadataHost host = null!;

    public async ValueTask InitializeAsync() => host = await world.StartAsync(World.Instance);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_spot_interruption_is_there_from_its_time_on_and_not_before()
    {
        var instance = With(new InstanceNotices { Spot = new SpotInterruption("terminate", Noon, Served) });

        Assert.Null(await ReadAsync(instance, "spot", Before));
        Assert.Null(await ReadAsync(instance, "spot/instance-action", Before));
        Assert.Null(await ReadAsync(instance, "spot/termination-time", Before));
        Assert.DoesNotContain("spot/", await ReadAsync(instance, "", Before), StringComparison.Ordinal);
        Assert.Equal("instance-action\ntermination-time", await ReadAsync(instance, "spot", Served));
        Assert.Equal("""{"action":"terminate","time":"2026-01-02T12:00:00Z"}""", await ReadAsync(instance, "spot/instance-action", Served));
        Assert.Equal("2026-01-02T12:00:00Z", await ReadAsync(instance, "spot/termination-time", Served));
        Assert.Contains("\nspot/\n", await ReadAsync(instance, "", Served), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stop")]
    [InlineData("hibernate")]
    public async Task Only_termination_has_a_termination_time(string action)
    {
        var instance = With(new InstanceNotices { Spot = new SpotInterruption(action, Noon, Served) });

        Assert.Equal("instance-action", await ReadAsync(instance, "spot", Served));
        Assert.Null(await ReadAsync(instance, "spot/termination-time", Served));
    }

    [Fact]
    public async Task A_recommendation_to_rebalance_is_there_from_its_time_on()
    {
        var instance = With(new InstanceNotices { Rebalance = new RebalanceRecommendation(Noon, Served) });

        Assert.Equal("maintenance/", await ReadAsync(instance, "events", Before));
        Assert.Null(await ReadAsync(instance, "events/recommendations/rebalance", Before));
        Assert.Equal("maintenance/\nrecommendations/", await ReadAsync(instance, "events", Served));
        Assert.Equal("rebalance", await ReadAsync(instance, "events/recommendations", Served));
        Assert.Equal("""{"noticeTime":"2026-01-02T12:00:00Z"}""", await ReadAsync(instance, "events/recommendations/rebalance", Served));
    }

    [Fact]
    public async Task Maintenance_is_scheduled_while_active_and_history_afterwards()
    {
        var instance = With(new InstanceNotices
        {
            Maintenance =
            [
                Event("instance-event-1", "active", Noon + TimeSpan.FromDays(9)),
                Event("instance-event-2", "completed", null),
                Event("instance-event-3", "canceled", null),
                Event("instance-event-4", "active", null),
            ],
        });

        Assert.Equal("[]", await ReadAsync(instance, "events/maintenance/scheduled", Before));
        Assert.Equal("[]", await ReadAsync(instance, "events/maintenance/history", Before));
        Assert.Equal(
            """
            [ {
              "NotBefore" : "2 Jan 2026 12:00:00 GMT",
              "Code" : "system-reboot",
              "Description" : "scheduled \"reboot\"",
              "EventId" : "instance-event-1",
              "NotAfter" : "3 Jan 2026 12:00:00 GMT",
              "State" : "active",
              "NotBeforeDeadline" : "11 Jan 2026 12:00:00 GMT"
            }, {
              "NotBefore" : "2 Jan 2026 12:00:00 GMT",
              "Code" : "system-reboot",
              "Description" : "scheduled \"reboot\"",
              "EventId" : "instance-event-4",
              "NotAfter" : "3 Jan 2026 12:00:00 GMT",
              "State" : "active"
            } ]
            """,
            await ReadAsync(instance, "events/maintenance/scheduled", Served));
        string history = (await ReadAsync(instance, "events/maintenance/history", Served))!;
        Assert.Contains("""
            "Description" : "[Completed] scheduled
            """, history, StringComparison.Ordinal);
        Assert.Contains("""
            "Description" : "[Canceled] scheduled
            """, history, StringComparison.Ordinal);
        Assert.DoesNotContain("instance-event-1", history, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_latest_target_lifecycle_state_that_has_come_is_the_current_one()
    {
        var instance = With(new InstanceNotices
        {
            Lifecycle = [new TargetLifecycleState("InService", Served), new TargetLifecycleState("Terminated", Noon)],
        });

        Assert.Null(await ReadAsync(instance, "autoscaling", Before));
        Assert.Null(await ReadAsync(instance, "autoscaling/target-lifecycle-state", Before));
        Assert.Equal("target-lifecycle-state", await ReadAsync(instance, "autoscaling", Served));
        Assert.Equal("InService", await ReadAsync(instance, "autoscaling/target-lifecycle-state", Noon - TimeSpan.FromTicks(1)));
        Assert.Equal("Terminated", await ReadAsync(instance, "autoscaling/target-lifecycle-state", Noon));
    }

    [Fact]
    public async Task An_instance_is_a_spot_instance_when_it_has_a_spot_notice_and_on_demand_otherwise()
    {
        var interrupted = With(new InstanceNotices { Spot = new SpotInterruption("stop", Noon, Served) });
        var rebalanced = With(new InstanceNotices { Rebalance = new RebalanceRecommendation(Noon, Served) });

        Assert.Equal("on-demand", await ReadAsync(With(InstanceNotices.None), "instance-life-cycle", Served));
        Assert.Equal("spot", await ReadAsync(interrupted, "instance-life-cycle", Before));
        Assert.Equal("spot", await ReadAsync(rebalanced, "instance-life-cycle", Served));
    }

    private static ScheduledMaintenance Event(string id, string state, DateTimeOffset? deadline) =>
        new(id, "system-reboot", "scheduled \"reboot\"", state, Noon, Noon + TimeSpan.FromDays(1), deadline, Served);

    private static SimulatedInstance With(InstanceNotices notices) => new(World.Instance) { Notices = notices };

    private Task<string?> ReadAsync(SimulatedInstance instance, string path, DateTimeOffset now) =>
        host.Tree.ReadAsync(instance, "meta-data/" + path, now);
}
