using System.Globalization;
using CsCheck;
using StsEmulator.Iam.Policies.Conditions;

namespace StsEmulator.Iam.Tests.Policies.Conditions;

public sealed class DateTextTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("1767312000", "1767312000")]
    [InlineData("1767312000.5", "1767312000.5")]
    [InlineData("-1", "-1")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("1970-01-02", "86400")]
    [InlineData("1970-02", "2678400")]
    [InlineData("1970-01-01T00:01Z", "60")]
    [InlineData("1970-01-01T00:00:01Z", "1")]
    [InlineData("1970-01-01T00:00:01.25Z", "1.25")]
    [InlineData("1970-01-01T01:00:00+01:00", "0")]
    [InlineData("1970-01-01T00:00:00-01:00", "3600")]
    [InlineData("1969-12-31T23:59:59Z", "-1")]
    public void Instants_are_seconds_since_1970(string text, string seconds) =>
        Assert.Equal(decimal.Parse(seconds, CultureInfo.InvariantCulture), DateText.Read(text));

    [Theory]
    [InlineData("")]
    [InlineData("2026-13-01")]
    [InlineData("2026-02-30")]
    [InlineData("2026-1-2")]
    [InlineData("02/01/2026")]
    [InlineData("2026-01-02T25:00:00Z")]
    [InlineData("2026-01-02T03Z")]
    [InlineData("2026-01-02 03:04:05")]
    [InlineData("01T")]
    [InlineData(" 1767312000")]
    public void Other_texts_are_no_instants(string text) => Assert.Null(DateText.Read(text));

    [Fact]
    public void No_text_makes_the_readers_throw() =>
        Gen.String[Gen.Char["0123456789-+:.TZeE "], 0, 40].Sample(text => (DateText.Read(text), NumberText.Read(text)) is var _);

    [Theory]
    [InlineData("1e400")]
    [InlineData("1,000")]
    [InlineData("0x10")]
    [InlineData("NaN")]
    [InlineData(" 1")]
    [InlineData("")]
    public void What_is_no_decimal_number_is_no_number(string text) => Assert.Null(NumberText.Read(text));
}
