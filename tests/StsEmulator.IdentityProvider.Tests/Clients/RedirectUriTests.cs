using StsEmulator.IdentityProvider.Clients;

namespace StsEmulator.IdentityProvider.Tests.Clients;

public sealed class RedirectUriTests
{
    private static readonly string[] Registered =
        ["https://app.example/cb", "http://127.0.0.1/callback", "http://[::1]/callback", "http://localhost:8080/cb?x=1", "com.example.app:/cb"];

    [Theory]
    [InlineData("https://app.example/cb")]
    [InlineData("http://127.0.0.1/callback")]
    [InlineData("http://127.0.0.1:1/callback")]
    [InlineData("http://127.0.0.1:65535/callback")]
    [InlineData("http://[::1]:5173/callback")]
    [InlineData("http://localhost:9/cb?x=1")]
    [InlineData("com.example.app:/cb")]
    public void What_is_registered_is_taken_on_loopback_with_any_port(string uri) => Assert.True(RedirectUri.IsRegistered(Registered, uri));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("https://app.example/CB")]
    [InlineData("https://app.example/cb#x")]
    [InlineData("https://app.example:444/cb")]
    [InlineData("https://app.example/cb/../x")]
    [InlineData("https://127.0.0.1/callback")]
    [InlineData("http://127.0.0.2/callback")]
    [InlineData("http://localhost/callback")]
    [InlineData("http://127.0.0.1:80/callback/")]
    [InlineData("http://127.0.0.1:80@evil.example/callback")]
    [InlineData("http://127.0.0.1:x/callback")]
    [InlineData("http://localhost:9/cb?x=2")]
    [InlineData("com.example.other:/cb")]
    public void Anything_else_is_not(string? uri) => Assert.False(RedirectUri.IsRegistered(Registered, uri));

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("https://user@app.example/")]
    [InlineData("https://app.example/#x")]
    [InlineData("/cb")]
    [InlineData("https://app.example/a b")]
    public void Some_cannot_be_registered(string uri) => Assert.NotNull(RedirectUri.Check(uri));
}
