using System.Text;
using StsEmulator.Protocols.Errors;
using StsEmulator.Protocols.Query;

namespace StsEmulator.Protocols.Tests.Query;

public sealed class ParameterReaderTests
{
    [Theory]
    [InlineData(null, "Value null at 'roleSessionName' failed to satisfy constraint: Member must not be null")]
    [InlineData("", "Value '' at 'roleSessionName' failed to satisfy constraint: Member must have length greater than or equal to 2")]
    [InlineData("x", "Value 'x' at 'roleSessionName' failed to satisfy constraint: Member must have length greater than or equal to 2")]
    [InlineData("12345", "Value '12345' at 'roleSessionName' failed to satisfy constraint: Member must have length less than or equal to 4")]
    [InlineData("x y", @"Value 'x y' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w+=,.@-]*")]
    public void One_violation_is_told_alone(string? value, string violation)
    {
        var reader = Reader(value is null ? "" : "RoleSessionName=" + Uri.EscapeDataString(value));

        reader.Required("RoleSessionName", 2, 4, TextPattern.SessionName);

        Assert.Equal(new WireError("ValidationError", 400, "1 validation error detected: " + violation), reader.Error);
    }

    [Theory]
    [InlineData("xy")]
    [InlineData("1234")]
    public void A_text_within_its_limits_is_read(string value)
    {
        var reader = Reader("RoleSessionName=" + value);

        string read = reader.Required("RoleSessionName", 2, 4, TextPattern.SessionName);

        Assert.Equal(value, read);
        Assert.Null(reader.Error);
    }

    [Fact]
    public void The_pattern_comes_before_the_length_and_all_are_joined()
    {
        var reader = Reader("RoleArn=&Name=a%20b%20c");

        reader.Required("RoleArn", 20, 2048, TextPattern.Arn);
        reader.Optional("Name", 2, 4, TextPattern.SessionName);

        Assert.Equal(
            @"4 validation errors detected: Value '' at 'roleArn' failed to satisfy constraint: Member must satisfy regular expression pattern: "
            + @"[\u0009\u000A\u000D\u0020-\u007E\u0085\u00A0-\uD7FF\uE000-\uFFFD\u10000-\u10FFFF]+; "
            + "Value '' at 'roleArn' failed to satisfy constraint: Member must have length greater than or equal to 20; "
            + @"Value 'a b c' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w+=,.@-]*; "
            + "Value 'a b c' at 'name' failed to satisfy constraint: Member must have length less than or equal to 4",
            reader.Error?.Message);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public void Length_counts_code_points(int emojis, bool isValid)
    {
        var reader = Reader("Text=" + Uri.EscapeDataString(string.Concat(Enumerable.Repeat("\U0001F600", emojis))));

        reader.Required("Text", 2, 4);

        Assert.Equal(isValid, reader.Error is null);
    }

    [Theory]
    [InlineData("900", 900)]
    [InlineData("+900", 900)]
    [InlineData("0900", 900)]
    [InlineData("1000", 1000)]
    public void Numbers_may_have_a_sign_and_leading_zeros(string text, int seconds)
    {
        var reader = Reader("DurationSeconds=" + Uri.EscapeDataString(text));

        Assert.Equal(TimeSpan.FromSeconds(seconds), reader.Seconds("DurationSeconds", 900, 1000));
        Assert.Null(reader.Error);
    }

    [Theory]
    [InlineData("899", "Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900")]
    [InlineData("-1", "Value '-1' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900")]
    [InlineData("+0001", "Value '1' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900")]
    [InlineData("1001", "Value '1001' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 1000")]
    [InlineData("2147483647", "Value '2147483647' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 1000")]
    public void Numbers_have_a_range(string text, string violation)
    {
        var reader = Reader("DurationSeconds=" + Uri.EscapeDataString(text));

        reader.Seconds("DurationSeconds", 900, 1000);

        Assert.Equal("1 validation error detected: " + violation, reader.Error?.Message);
    }

    [Theory]
    [InlineData("abc", null)]
    [InlineData("900.0", null)]
    [InlineData("9e2", null)]
    [InlineData("1,000", null)]
    [InlineData(" 900", null)]
    [InlineData("900 ", null)]
    [InlineData("900\0", null)]
    [InlineData("0x384", null)]
    [InlineData("\u0669\u0660\u0660", null)]
    [InlineData("2147483648", null)]
    [InlineData("-2147483649", null)]
    [InlineData("", "missing value for decimal type")]
    public void What_is_no_number_is_told_alone_even_beside_violations(string text, string? message)
    {
        var reader = Reader("DurationSeconds=" + Uri.EscapeDataString(text));

        reader.Required("RoleArn", 20, 2048);
        reader.Seconds("DurationSeconds", 900, 1000);

        Assert.Equal(new WireError("MalformedInput", 400, message), reader.Error);
    }

    [Fact]
    public void A_sensitive_value_is_not_repeated()
    {
        var reader = Reader("Token=abc");

        reader.Required("Token", 4, 20, isSensitive: true);

        Assert.Equal(
            "1 validation error detected: Value '***' at 'token' failed to satisfy constraint: Member must have length greater than or equal to 4",
            reader.Error?.Message);
    }

    [Fact]
    public void A_list_ends_at_its_first_gap()
    {
        var reader = Reader("Keys.member.1=a&Keys.member.2=b&Keys.member.4=d");

        Assert.Equal(["a", "b"], reader.Texts("Keys", 50, 1, 128, null));
        Assert.Empty(reader.Texts("Others", 50, 1, 128, null));
        Assert.Null(reader.Error);
    }

    [Fact]
    public void Members_of_an_item_are_named_by_their_path()
    {
        var reader = Reader("Tags.member.1.Key=a&Tags.member.2.Value=b");

        reader.List("Tags", 50, static (reader, prefix, path) => reader.RequiredMember(prefix, path, "Key", 1, 128, TextPattern.TagKey)
            + reader.RequiredMember(prefix, path, "Value", 0, 256, TextPattern.TagValue));

        Assert.Equal(
            "2 validation errors detected: Value null at 'tags.1.member.value' failed to satisfy constraint: Member must not be null; "
            + "Value null at 'tags.2.member.key' failed to satisfy constraint: Member must not be null",
            reader.Error?.Message);
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public void A_list_has_a_length(int count, bool isValid)
    {
        var reader = Reader(string.Join('&', Enumerable.Range(1, count).Select(i => $"Keys.member.{i}=k{i}")));

        var keys = reader.Texts("Keys", 3, 1, 128, null);

        Assert.Equal(3, keys.Count);
        Assert.Equal(isValid, reader.Error is null);
        if (!isValid)
            Assert.EndsWith(" at 'keys' failed to satisfy constraint: Member must have length less than or equal to 3", reader.Error?.Message, StringComparison.Ordinal);
    }

    private static ParameterReader Reader(string encoded)
    {
        Assert.True(QueryParameters.TryParse(Encoding.UTF8.GetBytes(encoded), out var parameters));
        return new ParameterReader(parameters);
    }
}
