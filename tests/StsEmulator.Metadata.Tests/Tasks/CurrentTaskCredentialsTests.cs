using System.Net;
using System.Text.Json;
using StsEmulator.Iam.Authentication;
using StsEmulator.Iam.Identifiers;

namespace StsEmulator.Metadata.Tests.Tasks;

public sealed class CurrentTaskCredentialsTests : IAsyncLifetime
{
    private readonly World world = new();
    private MetadataHost host = null!;

    public async ValueTask InitializeAsync() => host = await ContainerWorld.StartAsync(world);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory, InlineData("/v2/credentials/web-1"), InlineData("/v2/credentials/web-1/"), InlineData("/v1/credentials?id=web-1")]
    public async Task The_credentials_have_the_layout_of_ECS(string path)
    {
        using var response = await host.SendAsync(HttpMethod.Get, path);

        string text = await response.Content.ReadAsStringAsync();
        var served = ServedCredentials.Of(text);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(
            "{\"RoleArn\":\"arn:aws:iam::123456789012:role/app/task-role\"," + $"\"AccessKeyId\":\"{served.AccessKeyId}\","
                + $"\"SecretAccessKey\":\"{served.SecretAccessKey}\",\"Token\":\"{served.Token}\",\"Expiration\":\"2026-01-02T09:04:05Z\"}}",
            text);
    }

    [Fact]
    public async Task Whoever_signs_with_them_is_the_role_session_of_the_task()
    {
        var served = await CredentialsAsync(host, "web-1");

        var result = await host.Authenticator.AuthenticateAsync(served.Sign(world.Clock.GetUtcNow()), AuthenticationExpectation.Any, CancellationToken.None);

        Assert.Equal("arn:aws:sts::123456789012:assumed-role/task-role/web-1", result.Caller!.Principal.Arn);
    }

    [Fact]
    public async Task Replicas_serve_the_same_until_they_rotate_together_half_an_hour_before_expiry()
    {
        await using var replica = await ContainerWorld.StartAsync(world);
        var first = await CredentialsAsync(host, "web-1");

        world.Advance(TimeSpan.FromHours(5.5) - TimeSpan.FromTicks(1));
        var last = await CredentialsAsync(replica, "web-1");
        world.Advance(TimeSpan.FromTicks(1));
        var next = await CredentialsAsync(replica, "web-1");

        Assert.Equal(first, last);
        Assert.NotEqual(first.AccessKeyId, next.AccessKeyId);
        Assert.Equal(next, await CredentialsAsync(host, "web-1"));
    }

    [Fact]
    public async Task Revoked_credentials_are_replaced()
    {
        var revoked = await CredentialsAsync(host, "web-1");

        await world.Stores.Sessions.RevokeAsync(AccessKeyId.Parse(revoked.AccessKeyId), CancellationToken.None);

        Assert.NotEqual(revoked.AccessKeyId, (await CredentialsAsync(host, "web-1")).AccessKeyId);
    }

    [Theory]
    [InlineData("Basic abc=", HttpStatusCode.OK)]
    [InlineData("basic abc=", HttpStatusCode.Forbidden)]
    [InlineData("Basic abc", HttpStatusCode.Forbidden)]
    [InlineData("Bearer Basic abc=", HttpStatusCode.Forbidden)]
    [InlineData(null, HttpStatusCode.Forbidden)]
    public async Task A_guarded_task_takes_its_token_as_it_is_and_nothing_else(string? token, HttpStatusCode expected)
    {
        using var response = token is null
            ? await host.SendAsync(HttpMethod.Get, "/v2/credentials/guarded")
            : await host.SendAsync(HttpMethod.Get, "/v2/credentials/guarded", ("Authorization", token));

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(expected == HttpStatusCode.OK, (await response.Content.ReadAsStringAsync()).Contains("Secret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/v2/credentials", 400, "NoIdInRequest", "CredentialsV2Request: No Credential ID in the request")]
    [InlineData("/v2/credentials/", 400, "NoIdInRequest", "CredentialsV2Request: No Credential ID in the request")]
    [InlineData("/v1/credentials?id=", 400, "NoIdInRequest", "CredentialsV1Request: No Credential ID in the request")]
    [InlineData("/v2/credentials/other", 404, "InvalidIdInRequest", "CredentialsV2Request: ID not found")]
    [InlineData("/v2/credentials/gone", 503, "NoCredentialsAssociatedWithContainer", "does not exist any more")]
    [InlineData("/v2/credentials/closed", 503, "CredentialsUninitialized", "allow sts:AssumeRole to the service ecs-tasks.amazonaws.com")]
    public async Task Errors_are_json_that_every_SDK_can_read(string path, int status, string code, string message)
    {
        using var response = await host.SendAsync(HttpMethod.Get, path);

        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        string? Text(string name) => document.RootElement.GetProperty(name).GetString();
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status, document.RootElement.GetProperty("HTTPErrorCode").GetInt32());
        Assert.Equal((code, code), (Text("code"), Text("Code")));
        Assert.Contains(message, Text("message"), StringComparison.Ordinal);
        Assert.Equal(Text("message"), Text("Message"));
    }

    private static async Task<ServedCredentials> CredentialsAsync(MetadataHost from, string task)
    {
        using var response = await from.SendAsync(HttpMethod.Get, "/v2/credentials/" + task);
        return ServedCredentials.Of(await response.Content.ReadAsStringAsync());
    }
}
