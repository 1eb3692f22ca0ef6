namespace StsEmulator.Redis.Tests;

public sealed class RedisStoreOptionsTests
{
    [Theory]
    [InlineData("redis://localhost", "localhost:6379", "sts")]
    [InlineData("REDIS://localhost/", "localhost:6379", "sts")]
    [InlineData("redis://my_redis-1.example:6380/team-a", "my_redis-1.example:6380", "team-a")]
    [InlineData("redis://10.0.0.1:1", "10.0.0.1:1", "sts")]
    [InlineData("redis://a:65535,b,c:7000/p.1_x", "a:65535,b:6379,c:7000", "p.1_x")]
    [InlineData("redis://[::1]:6380", "::1:6380", "sts")]
    [InlineData("redis://[::1]", "::1:6379", "sts")]
    public void A_URL_names_servers_and_a_prefix(string url, string servers, string prefix)
    {
        Assert.True(RedisStoreOptions.TryParse(url, out var options));

        Assert.Equal(servers, string.Join(',', options.Servers.Select(server => $"{server.Host}:{server.Port}")));
        Assert.Equal(prefix, options.Prefix);
        Assert.Null(options.User);
        Assert.Null(options.Password);
        Assert.False(options.IsSecure);
    }

    [Theory]
    [InlineData("redis://:secret@host", null, "secret")]
    [InlineData("redis://secret@host", null, "secret")]
    [InlineData("redis://bob:secret@host", "bob", "secret")]
    [InlineData("redis://bob%40acme:s%3Ae%2Fc%40r%20et@host", "bob@acme", "s:e/c@r et")]
    [InlineData("redis://bob:se@cr:et/@host", "bob", "se@cr:et/")]
    public void A_URL_may_hold_credentials(string url, string? user, string password)
    {
        Assert.True(RedisStoreOptions.TryParse(url, out var options));

        Assert.Equal(user, options.User);
        Assert.Equal(password, options.Password);
        Assert.Equal(("host", 6379), Assert.Single(options.Servers));
        Assert.DoesNotContain(password, options.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(password, $"{options with { Prefix = "other" }}", StringComparison.Ordinal);
    }

    [Theory, InlineData("redis://host", false), InlineData("rediss://host", true), InlineData("REDISS://host", true)]
    public void Only_rediss_uses_TLS(string url, bool isSecure)
    {
        Assert.True(RedisStoreOptions.TryParse(url, out var options));

        Assert.Equal(isSecure, options.IsSecure);
        Assert.Equal(isSecure, options.ToConfiguration().Ssl);
    }

    [Theory]
    [InlineData("")]
    [InlineData("localhost:6379")]
    [InlineData("http://localhost")]
    [InlineData("redis:localhost")]
    [InlineData("redis://")]
    [InlineData("redis:///prefix")]
    [InlineData("redis://:6379")]
    [InlineData("redis://host:")]
    [InlineData("redis://host:0")]
    [InlineData("redis://host:65536")]
    [InlineData("redis://host:-1")]
    [InlineData("redis://host:+1")]
    [InlineData("redis://host: 1")]
    [InlineData("redis://host:http")]
    [InlineData("redis://a,,b")]
    [InlineData("redis://a,b,")]
    [InlineData("redis://a b")]
    [InlineData("redis://::1")]
    [InlineData("redis://[::1")]
    [InlineData("redis://host?db=1")]
    [InlineData("redis://host/two/parts")]
    [InlineData("redis://host/star*")]
    [InlineData("redis://host/{tag}")]
    [InlineData("redis://host/prefix?db=1")]
    public void What_is_not_of_the_form_is_refused(string url)
    {
        Assert.False(RedisStoreOptions.TryParse(url, out var options));

        Assert.Null(options);
    }

    [Theory, InlineData(64, true), InlineData(65, false)]
    public void A_prefix_has_at_most_64_characters(int length, bool isAccepted) =>
        Assert.Equal(isAccepted, RedisStoreOptions.TryParse("redis://host/" + new string('p', length), out _));
}
