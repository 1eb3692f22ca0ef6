using System.Text;
using StsEmulator.Server.Control;

namespace StsEmulator.Server.Tests.Control;

public sealed class ClockControlTests
{
    private static readonly DateTimeOffset Real = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("""{"Advance":"PT50M"}""", "01:50:00")]
    [InlineData("""{"Advance":"-PT2H"}""", "-01:00:00")]
    [InlineData("""{"Set":"2026-01-02T00:00:00Z"}""", "1.00:00:00")]
    [InlineData("""{"Set":"2026-01-02T00:00:00+01:00"}""", "23:00:00")]
    [InlineData("""{"Reset":true}""", "00:00:00")]
    public void A_move_starts_from_where_the_clock_stands(string body, string expected)
    {
        Assert.True(ClockControl.TryRead(Encoding.UTF8.GetBytes(body), out var move, out _));

        Assert.Equal(TimeSpan.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), move(Real, TimeSpan.FromHours(1)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"Reset":false}""")]
    [InlineData("""{"Advance":50}""")]
    [InlineData("""{"Advance":"50m"}""")]
    [InlineData("""{"Set":"tomorrow"}""")]
    [InlineData("""{"Set":"\uD800"}""")]
    [InlineData("""{"Advance":"PT1M","Reset":true}""")]
    [InlineData("""{"Advance":"PT1M","Advance":"PT1M"}""")]
    [InlineData("""{"advance":"PT1M"}""")]
    public void Anything_else_is_refused(string body)
    {
        Assert.False(ClockControl.TryRead(Encoding.UTF8.GetBytes(body), out _, out string? problem));

        Assert.NotEmpty(problem);
    }
}
