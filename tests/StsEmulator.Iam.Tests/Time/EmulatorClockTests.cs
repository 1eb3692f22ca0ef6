using StsEmulator.Iam.Time;

namespace StsEmulator.Iam.Tests.Time;

public sealed class EmulatorClockTests
{
    [Fact]
    public async Task The_clock_is_ahead_by_its_offset_and_the_machine_stays()
    {
        var world = await World.CreateAsync();
        long timestamp = world.Clock.GetTimestamp();

        world.Clock.Offset = TimeSpan.FromHours(-30);

        Assert.Equal(World.Start.AddHours(-30), world.Clock.GetUtcNow());
        Assert.Equal(World.Start, world.Clock.Machine.GetUtcNow());
        Assert.Equal(timestamp, world.Clock.GetTimestamp());
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(3_000_000_000_000_000_000)]
    public void The_clock_stops_at_the_end_of_time(long ticks)
    {
        var clock = new EmulatorClock(new Microsoft.Extensions.Time.Testing.FakeTimeProvider(World.Start)) { Offset = TimeSpan.FromTicks(ticks) };

        Assert.Equal(DateTimeOffset.MaxValue, clock.GetUtcNow());
    }

    [Fact]
    public void The_clock_stops_at_the_beginning_of_time()
    {
        var clock = new EmulatorClock(new Microsoft.Extensions.Time.Testing.FakeTimeProvider(World.Start)) { Offset = TimeSpan.MinValue };

        Assert.Equal(DateTimeOffset.MinValue, clock.GetUtcNow());
    }
}
