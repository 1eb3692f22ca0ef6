using CsCheck;
using StsEmulator.Metadata.Credentials;

namespace StsEmulator.Metadata.Tests.Credentials;

public sealed class RotationPeriodTests
{
    [Fact]
    public void A_turn_lasts_until_half_an_hour_is_left()
    {
        var first = RotationPeriod.At(World.Start, World.Start);
        var last = RotationPeriod.At(World.Start + TimeSpan.FromHours(5.5) - TimeSpan.FromTicks(1), World.Start);
        var next = RotationPeriod.At(World.Start + TimeSpan.FromHours(5.5), World.Start);

        Assert.Equal(first, last);
        Assert.Equal((0, 1), (first.Number, next.Number));
        Assert.Equal(first.End, next.Start);
    }

    [Fact]
    public void Every_instant_lies_in_its_own_turn_also_before_the_first() => Gen.Long[-10_000_000, 10_000_000].Sample(seconds =>
    {
        var now = World.Start.AddSeconds(seconds);

        var period = RotationPeriod.At(now, World.Start);

        return period.Contains(now) && period.End - period.Start == RotationPeriod.Length
            && RotationPeriod.At(period.Start, World.Start).Number == period.Number;
    });
}
