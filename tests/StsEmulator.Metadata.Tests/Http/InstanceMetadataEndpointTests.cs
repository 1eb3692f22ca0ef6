using System.Net;
using System.Net.Sockets;
using System.Text;
using StsEmulator.Iam.Storage;
using StsEmulator.Metadata.Settings;

namespace StsEmulator.Metadata.Tests.Http;

public sealed class InstanceMetadataEndpointTests
{
    private const string InstanceIdPath = "/latest/meta-data/instance-id";

    private readonly World world = new();

    /// <summary>The table of token use in the wire contract, row by row.</summary>
    [Theory]
    [InlineData(false, null, HttpStatusCode.OK)]
    [InlineData(false, "", HttpStatusCode.OK)]
    [InlineData(false, "garbage", HttpStatusCode.Unauthorized)]
    [InlineData(true, null, HttpStatusCode.Unauthorized)]
    [InlineData(true, "", HttpStatusCode.Unauthorized)]
    [InlineData(true, "garbage", HttpStatusCode.Unauthorized)]
    [InlineData(true, "........................................................", HttpStatusCode.Unauthorized)]
    public async Task A_bad_token_is_never_ignored_and_a_missing_one_only_where_it_is_optional(
        bool isRequired, string? token, HttpStatusCode expected)
    {
        await using var host = await world.StartAsync(isRequired ? World.Instance : World.OptionalInstance);

        using var response = await host.GetAsync(InstanceIdPath, token);

        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_good_token_opens_and_its_remaining_life_is_told(bool isRequired)
    {
        await using var host = await world.StartAsync(isRequired ? World.Instance : World.OptionalInstance);
        string token = await host.TokenAsync(100);
        world.Advance(TimeSpan.FromSeconds(40));

        using var response = await host.GetAsync(InstanceIdPath, token);

        Assert.Equal(World.InstanceId, await response.Content.ReadAsStringAsync());
        Assert.Equal("60", response.Headers.GetValues("X-Aws-Ec2-Metadata-Token-Ttl-Seconds").Single());
    }

    [Fact]
    public async Task A_token_of_another_instance_is_refused()
    {
        await using var host = await world.StartAsync(World.Instance);
        await using var other = await world.StartAsync(World.Instance with { InstanceId = "i-0fedcba9876543210" });

        using var response = await host.GetAsync(InstanceIdPath, await other.TokenAsync());

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/latest")]
    [InlineData("/latest/meta-data/")]
    [InlineData("/latest/meta-data/iam/")]
    [InlineData("/latest/meta-data/iam/security-credentials/")]
    [InlineData("/latest/no-such-thing")]
    [InlineData("/no-such-version/meta-data/")]
    public async Task Without_a_token_nobody_learns_which_paths_there_are(string path)
    {
        await using var host = await world.StartAsync(World.Instance);

        using var response = await host.GetAsync(path);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains("<h1>401 - Unauthorized</h1>", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("GET")]
    public async Task A_service_that_is_switched_off_refuses_everything(string method)
    {
        await using var host = await world.StartAsync(World.OptionalInstance with { MetadataOptions = new MetadataOptions { IsEnabled = false } });

        using var response = await host.SendAsync(new HttpMethod(method), "/latest/api/token", (MetadataHost.TtlHeader, "60"));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Theory]
    [InlineData("POST", "/latest/meta-data/instance-id", HttpStatusCode.MethodNotAllowed)]
    [InlineData("PUT", "/latest/meta-data/", HttpStatusCode.MethodNotAllowed)]
    [InlineData("DELETE", "/latest/", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "/", HttpStatusCode.MethodNotAllowed)]
    [InlineData("PUT", "/no-such-version", HttpStatusCode.NotFound)]
    [InlineData("POST", "/latest/no-such-thing", HttpStatusCode.NotFound)]
    public async Task Data_is_read_only(string method, string path, HttpStatusCode expected)
    {
        await using var host = await world.StartAsync(World.Instance);

        using var response = await host.SendAsync(new HttpMethod(method), path, (MetadataHost.TokenHeader, await host.TokenAsync()));

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(expected == HttpStatusCode.NotFound ? [] : ["GET", "HEAD"], response.Content.Headers.Allow);
    }

    [Fact]
    public async Task The_headers_are_those_of_the_service_and_the_same_without_the_body()
    {
        await using var host = await world.StartAsync(World.OptionalInstance);
        world.Advance(TimeSpan.FromDays(1));

        using var get = await host.SendAsync(HttpMethod.Get, InstanceIdPath);
        using var head = await host.SendAsync(HttpMethod.Head, InstanceIdPath);

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal("", await head.Content.ReadAsStringAsync());
        foreach (var response in new[] { get, head })
        {
            Assert.Equal("text/plain", response.Content.Headers.ContentType!.ToString());
            Assert.Equal(World.InstanceId.Length, response.Content.Headers.ContentLength);
            Assert.Equal("Wed, 01 Jan 2025 00:00:00 GMT", response.Content.Headers.GetValues("Last-Modified").Single());
            Assert.Equal("none", response.Headers.GetValues("Accept-Ranges").Single());
            Assert.Equal("EC2ws", response.Headers.GetValues("Server").Single());
            Assert.Equal(World.Start.AddDays(1), response.Headers.Date);
            Assert.False(response.Headers.Contains("X-Aws-Ec2-Metadata-Token-Ttl-Seconds"));
        }
    }

    [Fact]
    public async Task A_forwarded_read_is_served()
    {
        await using var host = await world.StartAsync(World.OptionalInstance);

        using var response = await host.SendAsync(HttpMethod.Get, InstanceIdPath, ("X-Forwarded-For", "10.0.0.1"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_client_of_the_first_version_of_the_protocol_is_served_and_let_go()
    {
        await using var host = await world.StartAsync(World.OptionalInstance);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, host.Address.Port);

        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET {InstanceIdPath} HTTP/1.0\r\n\r\n"));
        string answer = await new StreamReader(client.GetStream()).ReadToEndAsync();

        Assert.StartsWith("HTTP/1.1 200 OK\r\n", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n" + World.InstanceId, answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_any_instance_nothing_is_found()
    {
        await using var host = await world.StartAsync();

        using var response = await host.GetAsync(InstanceIdPath);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_store_that_does_not_answer_makes_the_service_unavailable()
    {
        await using var host = await MetadataHost.StartAsync(world, [World.OptionalInstance], new SilentValues());

        using var put = await host.SendAsync(HttpMethod.Put, "/latest/api/token", (MetadataHost.TtlHeader, "60"));
        using var get = await host.GetAsync("/latest/meta-data/iam/security-credentials/" + World.RoleName);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, put.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, get.StatusCode);
    }

    private sealed class SilentValues : ISharedValueStore
    {
        public ValueTask<byte[]> GetOrAddAsync(string key, byte[] candidate, TimeSpan? lifetime, CancellationToken cancellationToken) =>
            throw new StoreUnavailableException();

        public ValueTask<byte[]?> FindAsync(string key, CancellationToken cancellationToken) => throw new StoreUnavailableException();

        public ValueTask RemoveAsync(string key, CancellationToken cancellationToken) => throw new StoreUnavailableException();
    }
}
