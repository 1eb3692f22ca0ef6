using CsCheck;
using StsEmulator.Iam.Policies.Matching;

namespace StsEmulator.Iam.Tests.Policies.Matching;

public sealed class GlobTests
{
    [Fact]
    public void The_matcher_agrees_with_the_definition() =>
        Gen.Select(Gen.String[Gen.Char["ab*?"], 0, 12], Gen.String[Gen.Char["abAB"], 0, 14], Gen.Bool).Sample(
            (pattern, text, ignoreCase) => Assert.Equal(
                Defined(ignoreCase ? pattern.ToUpperInvariant() : pattern, ignoreCase ? text.ToUpperInvariant() : text),
                Glob.IsMatch(Glob.Compile(pattern), text, ignoreCase)));

    [Theory]
    [InlineData("*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b", false)]
    [InlineData("*?a*?a*?a*?a*?a*?a*?a*?a*?a*?a*?a*?a*?a*?a*b", false)]
    [InlineData("*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*", true)]
    [InlineData("********************************************", true)]
    public void Hostile_patterns_on_a_long_text_are_answered(string pattern, bool matches) =>
        Assert.Equal(matches, Glob.IsMatch(Glob.Compile(pattern), new string('a', 1_000_000)));

    [Fact]
    public void A_pattern_longer_than_the_text_is_answered() =>
        Assert.False(Glob.IsMatch(Glob.Compile("*" + new string('a', 100_000) + "?b*"), new string('a', 100_000)));

    /// <summary>The definition, one character at a time.</summary>
    private static bool Defined(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        if (pattern.IsEmpty)
            return text.IsEmpty;
        if (pattern[0] == '*')
            return Defined(pattern[1..], text) || (!text.IsEmpty && Defined(pattern, text[1..]));
        return !text.IsEmpty && (pattern[0] == '?' || pattern[0] == text[0]) && Defined(pattern[1..], text[1..]);
    }
}
