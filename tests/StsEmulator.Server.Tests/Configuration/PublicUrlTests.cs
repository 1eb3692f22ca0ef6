using StsEmulator.Server.Configuration;

namespace StsEmulator.Server.Tests.Configuration;

public sealed class PublicUrlTests
{
    [Theory]
    [InlineData("https://sts.example", "https://sts.example")]
    [InlineData("https://sts.example/", "https://sts.example")]
    [InlineData("http://127.0.0.1:4592", "http://127.0.0.1:4592")]
    [InlineData("https://proxy.example/aws/", "https://proxy.example/aws")]
    public void A_url_is_taken_without_the_slash_at_its_end(string text, string expected)
    {
        Assert.True(PublicUrl.TryParse(text, out string? url));
        Assert.Equal(expected, url);
    }

    [Theory]
    [InlineData("sts.example")]
    [InlineData("ftp://sts.example")]
    [InlineData("https://")]
    [InlineData("https://sts.example?a=b")]
    [InlineData("https://sts.example#a")]
    [InlineData("https://user@sts.example")]
    [InlineData("https://sts example")]
    public void Anything_else_is_none(string text) => Assert.False(PublicUrl.TryParse(text, out _));

    [Theory]
    [InlineData(255, true)]
    [InlineData(256, false)]
    public void A_url_has_at_most_255_characters(int length, bool isTaken) =>
        Assert.Equal(isTaken, PublicUrl.TryParse("https://h.example/".PadRight(length, 'a'), out _));
}
