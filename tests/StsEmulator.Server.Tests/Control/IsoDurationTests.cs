using CsCheck;
using StsEmulator.Server.Control;

namespace StsEmulator.Server.Tests.Control;

public sealed class IsoDurationTests
{
    [Theory]
    [InlineData("PT50M", "00:50:00")]
    [InlineData("-PT5M", "-00:05:00")]
    [InlineData("P1DT12H", "1.12:00:00")]
    [InlineData("P2W", "14.00:00:00")]
    [InlineData("PT0.5S", "00:00:00.5000000")]
    [InlineData("PT90M", "01:30:00")]
    [InlineData("PT0S", "00:00:00")]
    public void Weeks_days_hours_minutes_and_seconds_are_read(string text, string expected)
    {
        Assert.True(IsoDuration.TryParse(text, out var duration));

        Assert.Equal(TimeSpan.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1DT")]
    [InlineData("50M")]
    [InlineData("P1Y")]
    [InlineData("P1M")]
    [InlineData("PT1.5H")]
    [InlineData("PT5M ")]
    [InlineData("pt5m")]
    [InlineData("P999999999W")]
    [InlineData("PT999999999999999S")]
    public void Anything_else_is_refused(string text) => Assert.False(IsoDuration.TryParse(text, out _));

    [Fact]
    public void What_is_written_reads_as_the_same() =>
        Gen.Long[-TimeSpan.TicksPerDay * 400_000, TimeSpan.TicksPerDay * 400_000].Sample(ticks =>
            Assert.True(IsoDuration.TryParse(IsoDuration.Format(TimeSpan.FromTicks(ticks)), out var read) && read.Ticks == ticks));

    [Fact]
    public void No_text_makes_it_throw() =>
        Gen.Char["PTWDHMS-+.0123456789"].Array[0, 30].Sample(chars =>
        {
            bool isRead = IsoDuration.TryParse(new string(chars), out var duration);

            Assert.True(isRead || duration == default);
        });
}
