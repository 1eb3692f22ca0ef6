using StsEmulator.Server.Configuration;

namespace StsEmulator.Server.Tests.Configuration;

public sealed class ListenUrlTests
{
    [Theory]
    [InlineData("http://127.0.0.1:4592", "http://127.0.0.1:4592", true)]
    [InlineData("HTTP://127.0.0.1:4592/", "http://127.0.0.1:4592", true)]
    [InlineData("http://localhost:4592", "http://localhost:4592", true)]
    [InlineData("http://[::1]:4592", "http://[::1]:4592", true)]
    [InlineData("http://0.0.0.0:4592", "http://127.0.0.1:4592", false)]
    [InlineData("http://*:4592", "http://127.0.0.1:4592", false)]
    [InlineData("http://[::]:4592", "http://127.0.0.1:4592", false)]
    [InlineData("https://10.0.0.1", "https://10.0.0.1:443", false)]
    [InlineData("http://127.0.0.1:65535", "http://127.0.0.1:65535", true)]
    public void A_listener_url_is_an_address_and_a_port(string text, string forClients, bool isLoopback)
    {
        Assert.True(ListenUrl.TryParse(text, out var url, out string? problem), problem);

        Assert.Equal((forClients, isLoopback), (url.ForClients(url.Port), url.IsLoopback));
    }

    [Theory]
    [InlineData("")]
    [InlineData("4592")]
    [InlineData("127.0.0.1:4592")]
    [InlineData("ftp://127.0.0.1:4592")]
    [InlineData("http://")]
    [InlineData("http://4592")]
    [InlineData("http://::1")]
    [InlineData("http://[127.0.0.1]:80")]
    [InlineData("http://example.com:4592")]
    [InlineData("http://127.0.0.1:65536")]
    [InlineData("http://127.0.0.1:-1")]
    [InlineData("http://127.0.0.1:4592/path")]
    [InlineData("http://127.0.0.1:4592?x")]
    [InlineData("http://localhost:0")]
    public void Anything_else_is_refused_in_one_line(string text)
    {
        Assert.False(ListenUrl.TryParse(text, out _, out string? problem));

        Assert.Contains($"`{text}`", problem, StringComparison.Ordinal);
    }
}
