using System.Net;
using System.Text.Json;

namespace StsEmulator.Metadata.Tests.Tasks;

public sealed class TaskMetadataTests : IAsyncLifetime
{
    private const string TaskArn = "arn:aws:ecs:us-east-1:123456789012:task/default/web-1";

    private readonly World world = new();
    private MetadataHost host = null!;

    public async ValueTask InitializeAsync() => host = await ContainerWorld.StartAsync(world);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory, InlineData("/v3/web-1"), InlineData("/v4/web-1"), InlineData("/v4/web-1/"), InlineData("/v2/metadata/web-1")]
    public async Task A_container_is_described(string path)
    {
        var container = await JsonAsync(path);

        var labels = container.GetProperty("Labels");
        Assert.Equal("web-1", container.GetProperty("Name").GetString());
        Assert.Equal("RUNNING", container.GetProperty("KnownStatus").GetString());
        Assert.Equal(TaskArn, labels.GetProperty("com.amazonaws.ecs.task-arn").GetString());
        Assert.Equal("1", labels.GetProperty("com.amazonaws.ecs.task-definition-version").GetString());
        Assert.StartsWith("10.0.", container.GetProperty("Networks")[0].GetProperty("IPv4Addresses")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(path.StartsWith("/v4", StringComparison.Ordinal), container.TryGetProperty("ContainerARN", out _));
    }

    [Theory, InlineData("/v3/web-1/task", 3), InlineData("/v4/web-1/task", 4), InlineData("/v2/metadata", 2)]
    public async Task A_task_is_described_with_its_container(string path, int version)
    {
        var task = await JsonAsync(path);

        Assert.Equal((TaskArn, "default", "web-1", "1"), (Text("TaskARN"), Text("Cluster"), Text("Family"), Text("Revision")));
        Assert.Equal("us-east-1a", Text("AvailabilityZone"));
        Assert.Equal("web-1", Assert.Single(task.GetProperty("Containers").EnumerateArray()).GetProperty("Name").GetString());
        Assert.Equal(version == 4, task.TryGetProperty("LaunchType", out _));
        Assert.False(task.TryGetProperty("TaskTags", out _));

        string? Text(string name) => task.GetProperty(name).GetString();
    }

    [Fact]
    public async Task Tags_are_told_where_they_are_asked_for()
    {
        var task = await JsonAsync("/v4/web-1/taskWithTags");

        Assert.Equal("core", task.GetProperty("TaskTags").GetProperty("team").GetString());
    }

    [Fact]
    public async Task Statistics_go_by_the_emulators_clock_and_stand_under_the_container()
    {
        string id = (await JsonAsync("/v4/web-1")).GetProperty("DockerId").GetString()!;

        var own = await JsonAsync("/v4/web-1/stats");
        var all = await JsonAsync("/v4/web-1/task/stats");

        Assert.Equal("2026-01-02T03:04:05Z", own.GetProperty("read").GetString());
        Assert.Equal(own.GetRawText(), all.GetProperty(id).GetRawText());
        Assert.Equal(own.GetRawText(), (await JsonAsync("/v2/stats/" + id)).GetRawText());
    }

    [Theory]
    [InlineData("/v4/other", "V4 container metadata handler: unable to get container ID from request: ")]
    [InlineData("/v3/other/task/stats", "V3 task stats handler: unable to get task ARN from request: ")]
    [InlineData("/v4/web-1/other", "404 page not found")]
    [InlineData("/v1/other", "404 page not found")]
    [InlineData("/v2/metadata/other", "404 page not found")]
    public async Task What_is_not_there_is_answered_404_in_plain_text(string path, string text)
    {
        using var response = await host.SendAsync(HttpMethod.Get, path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("text/plain", response.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith(text, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<JsonElement> JsonAsync(string path)
    {
        using var response = await host.SendAsync(HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }
}
