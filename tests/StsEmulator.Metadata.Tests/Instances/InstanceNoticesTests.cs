using StsEmulator.Metadata.Instances;

namespace StsEmulator.Metadata.Tests.Instances;

public sealed class InstanceNoticesTests
{
    private static readonly DateTimeOffset Now = World.Start;

    [Fact]
    public void Maintenance_of_the_same_id_takes_the_place_of_what_was_announced()
    {
        var notices = InstanceNotices.None.With(Maintenance("a", "active")).With(Maintenance("b", "active")).With(Maintenance("a", "completed"));

        Assert.Equal([("a", "completed"), ("b", "active")], notices.Maintenance.Select(maintenance => (maintenance.EventId, maintenance.State)));
    }

    [Fact]
    public void An_instance_of_no_group_enters_one_in_service_when_its_next_state_is_to_come()
    {
        var later = InstanceNotices.None.With(new TargetLifecycleState("Terminated", Now.AddMinutes(1)), Now);
        var atOnce = InstanceNotices.None.With(new TargetLifecycleState("Standby", Now), Now);

        Assert.Equal([new("InService", Now), new("Terminated", Now.AddMinutes(1))], later.Lifecycle);
        Assert.Equal([new("Standby", Now)], atOnce.Lifecycle);
    }

    [Fact]
    public void States_stand_in_the_order_they_are_served_and_the_later_word_counts()
    {
        var notices = InstanceNotices.None
            .With(new TargetLifecycleState("InService", Now), Now)
            .With(new TargetLifecycleState("Terminated", Now.AddHours(1)), Now)
            .With(new TargetLifecycleState("Standby", Now.AddMinutes(1)), Now)
            .With(new TargetLifecycleState("Detached", Now.AddHours(1)), Now);

        Assert.Equal(["InService", "Standby", "Terminated", "Detached"], notices.Lifecycle.Select(state => state.State));
    }

    private static ScheduledMaintenance Maintenance(string id, string state) => new(id, "system-reboot", "", state, Now, Now, null, Now);
}
