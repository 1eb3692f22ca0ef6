using StsEmulator.Protocols.Query;

namespace StsEmulator.Protocols.Tests.Query;

public sealed class TextPatternTests
{
    [Theory]
    [InlineData("arn:aws:iam::1:role/x \t\r\n\u0085\u00a0\u4e2d\ue000\ufffd", true)]
    [InlineData("", false)]
    [InlineData("a\u0000", false)]
    [InlineData("a\u007f", false)]
    [InlineData("a\u0080", false)]
    [InlineData("a\U0001F600", false)]
    [InlineData("a\uffff", false)]
    public void An_arn_holds_nothing_above_the_basic_plane(string text, bool matches) => Assert.Equal(matches, TextPattern.Arn.IsMatch(text));

    [Theory]
    [InlineData("azAZ09_+=,.@-", true)]
    [InlineData("", true)]
    [InlineData("a:b", false)]
    [InlineData("a/b", false)]
    [InlineData("\u00e4", false)]
    [InlineData("\u0661", false)]
    [InlineData("a\n", false)]
    public void A_session_name_is_ascii(string text, bool matches) => Assert.Equal(matches, TextPattern.SessionName.IsMatch(text));

    [Theory]
    [InlineData("a:b/c", true)]
    [InlineData("a\\b", false)]
    [InlineData("a b", false)]
    public void An_external_id_may_hold_colons_and_slashes(string text, bool matches)
    {
        Assert.Equal(matches, TextPattern.ExternalId.IsMatch(text));
        Assert.Equal(matches, TextPattern.SerialNumber.IsMatch(text));
    }

    [Theory]
    [InlineData("012345", true)]
    [InlineData("", true)]
    [InlineData("\u0661", false)]
    [InlineData("12a", false)]
    public void Digits_are_ascii(string text, bool matches) => Assert.Equal(matches, TextPattern.Digits.IsMatch(text));

    [Theory]
    [InlineData("{\"a\":\"\u00ff\"}\t\r\n", true)]
    [InlineData("", false)]
    [InlineData("\u0100", false)]
    [InlineData("\u0000", false)]
    [InlineData("\u000b", false)]
    public void A_policy_is_latin(string text, bool matches) => Assert.Equal(matches, TextPattern.Policy.IsMatch(text));

    [Theory]
    [InlineData("Cost Center_.:/=+-@", true)]
    [InlineData("\u4e2d\u0661\u00bd\u2028", true)]
    [InlineData("\U00020000", true)]
    [InlineData("a*", false)]
    [InlineData("a\\", false)]
    [InlineData("a\t", false)]
    [InlineData("\u0301", false)]
    [InlineData("\U0001F600", false)]
    public void Tags_are_letters_separators_numbers_and_a_few_signs(string text, bool matches)
    {
        Assert.Equal(matches, TextPattern.TagKey.IsMatch(text));
        Assert.Equal(matches, TextPattern.TagValue.IsMatch(text));
    }

    [Fact]
    public void Only_a_tag_value_may_be_empty()
    {
        Assert.False(TextPattern.TagKey.IsMatch(""));
        Assert.True(TextPattern.TagValue.IsMatch(""));
    }
}
