using System.Net;

namespace StsEmulator.Metadata.Tests.Http;

public sealed class ContainerEndpointTests : IAsyncLifetime
{
    private readonly World world = new();
    private MetadataHost host = null!;

    public async ValueTask InitializeAsync() => host = await ContainerWorld.StartAsync(world);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Instance_metadata_stand_beside_the_containers()
    {
        Assert.Equal(World.InstanceId, await host.ReadAsync("/latest/meta-data/instance-id"));
        Assert.Equal(HttpStatusCode.NotFound, await host.StatusAsync("/v5/web-1"));
        Assert.Equal(HttpStatusCode.NotFound, await host.StatusAsync("/v"));
    }

    [Fact]
    public async Task HEAD_has_the_headers_of_GET_and_no_body()
    {
        using var head = await host.SendAsync(HttpMethod.Head, "/v4/web-1");
        using var get = await host.SendAsync(HttpMethod.Get, "/v4/web-1");

        Assert.Equal(get.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Theory, InlineData("/v2/credentials/web-1"), InlineData("/v4/web-1"), InlineData("/v1/credentials?id=web-1")]
    public async Task Tasks_are_read_only(string path)
    {
        using var response = await host.SendAsync(HttpMethod.Post, path);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET", "HEAD"], response.Content.Headers.Allow);
    }
}
