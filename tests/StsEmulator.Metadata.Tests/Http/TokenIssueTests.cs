using System.Net;

namespace StsEmulator.Metadata.Tests.Http;

/// <summary>The table of token issue in the wire contract, row by row.</summary>
public sealed class TokenIssueTests : IAsyncLifetime
{
    private readonly World world = new();
    private MetadataHost host = null!;

    public async ValueTask InitializeAsync() => host = await world.StartAsync(World.Instance);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("1")]
    [InlineData("60")]
    [InlineData("21600")]
    public async Task A_token_is_issued_for_a_life_within_the_limits(string ttl)
    {
        using var response = await PutAsync((MetadataHost.TtlHeader, ttl));

        string token = await response.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/plain", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(ttl, response.Headers.GetValues("X-Aws-Ec2-Metadata-Token-Ttl-Seconds").Single());
        Assert.Equal("EC2ws", response.Headers.GetValues("Server").Single());
        Assert.Equal(56, token.Length);
        Assert.EndsWith("==", token, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("+60")]
    [InlineData("21601")]
    [InlineData("99999999999999999999")]
    [InlineData("abc")]
    [InlineData("60.0")]
    [InlineData("60,60")]
    public async Task A_life_outside_the_limits_is_a_bad_request(string ttl)
    {
        using var response = await PutAsync((MetadataHost.TtlHeader, ttl));

        await AssertPageAsync(response, HttpStatusCode.BadRequest, "400 - Bad Request");
    }

    [Fact]
    public async Task A_missing_life_is_a_bad_request()
    {
        using var response = await PutAsync();

        await AssertPageAsync(response, HttpStatusCode.BadRequest, "400 - Bad Request");
    }

    [Theory]
    [InlineData("X-Forwarded-For", "10.0.0.1")]
    [InlineData("x-forwarded-for", "10.0.0.1, 10.0.0.2")]
    [InlineData("X-FORWARDED-FOR", "")]
    public async Task A_forwarded_request_gets_no_token(string name, string value)
    {
        using var response = await PutAsync((MetadataHost.TtlHeader, "60"), (name, value));

        await AssertPageAsync(response, HttpStatusCode.Forbidden, "403 - Forbidden");
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("POST")]
    [InlineData("DELETE")]
    public async Task Another_method_on_the_token_path_is_not_allowed(string method)
    {
        using var response = await host.SendAsync(new HttpMethod(method), "/latest/api/token", (MetadataHost.TtlHeader, "60"));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["OPTIONS", "PUT"], response.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("/latest/api/tokens")]
    [InlineData("/latest/api")]
    [InlineData("/latest/api/token/more")]
    [InlineData("/1999-01-01/api/token")]
    public async Task An_unknown_path_is_not_found(string path)
    {
        using var response = await host.SendAsync(HttpMethod.Put, path, (MetadataHost.TtlHeader, "60"));

        await AssertPageAsync(response, HttpStatusCode.NotFound, "404 - Not Found");
    }

    [Theory]
    [InlineData("/2021-03-23/api/token")]
    [InlineData("//latest/api/token")]
    [InlineData("/latest//api/token/")]
    public async Task Dated_versions_and_spare_slashes_issue_tokens_too(string path)
    {
        using var response = await host.SendAsync(HttpMethod.Put, path, (MetadataHost.TtlHeader, "60"));

        Assert.Equal(HttpStatusCode.OK, await StatusWithAsync(await response.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task A_token_ends_exactly_when_its_life_is_over()
    {
        string token = await host.TokenAsync(60);

        world.Advance(TimeSpan.FromSeconds(60) - TimeSpan.FromTicks(1));
        var before = await StatusWithAsync(token);
        world.Advance(TimeSpan.FromTicks(1));
        var after = await StatusWithAsync(token);

        Assert.Equal(HttpStatusCode.OK, before);
        Assert.Equal(HttpStatusCode.Unauthorized, after);
    }

    [Fact]
    public async Task A_token_is_good_on_every_replica_and_worth_nothing_after_a_reset()
    {
        await using var replica = await world.StartAsync(World.Instance);
        string token = await host.TokenAsync();

        using var onReplica = await replica.GetAsync("/latest/meta-data/instance-id", token);
        host.Directory.Adopt(await world.Stores.Directory.ResetAsync(World.Seed, CancellationToken.None));
        var afterReset = await StatusWithAsync(token);

        Assert.Equal(HttpStatusCode.OK, onReplica.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, afterReset);
        Assert.Equal(HttpStatusCode.OK, await StatusWithAsync(await host.TokenAsync()));
    }

    [Fact]
    public async Task Two_tokens_of_one_instant_differ() =>
        Assert.NotEqual(await host.TokenAsync(), await host.TokenAsync());

    private Task<HttpResponseMessage> PutAsync(params (string Name, string Value)[] headers) =>
        host.SendAsync(HttpMethod.Put, "/latest/api/token", headers);

    private async Task<HttpStatusCode> StatusWithAsync(string token)
    {
        using var response = await host.GetAsync("/latest/meta-data/instance-id", token);
        return response.StatusCode;
    }

    private static async Task AssertPageAsync(HttpResponseMessage response, HttpStatusCode status, string title)
    {
        string page = await response.Content.ReadAsStringAsync();
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.ToString());
        Assert.Contains($"<title>{title}</title>", page, StringComparison.Ordinal);
        Assert.Contains($"<h1>{title}</h1>", page, StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("X-Aws-Ec2-Metadata-Token-Ttl-Seconds"));
    }
}
