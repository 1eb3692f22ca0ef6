using System.Net;
using StsEmulator.Iam.Authentication;
using StsEmulator.Metadata.Faults;

namespace StsEmulator.Metadata.Tests.Faults;

public sealed class FaultInjectionTests : IAsyncLifetime
{
    private const string IdPath = "/latest/meta-data/instance-id";
    private const string CredentialsPath = "/latest/meta-data/iam/security-credentials/" + World.RoleName;

    private readonly World world = new();
    private MetadataHost host = null!;

    public async ValueTask InitializeAsync() => host = await world.StartAsync(World.OptionalInstance);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_status_is_answered_as_often_as_was_asked_for_and_then_the_service_is_well()
    {
        Add(new FaultEffect.Status(500), times: 2);

        using var first = await host.GetAsync(IdPath);
        using var second = await host.GetAsync("/latest/anything");
        using var third = await host.GetAsync(IdPath);

        Assert.Equal(
            [HttpStatusCode.InternalServerError, HttpStatusCode.InternalServerError, HttpStatusCode.OK],
            new[] { first, second, third }.Select(response => response.StatusCode));
        Assert.Contains("<h1>500 - Internal Server Error</h1>", await first.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_delay_goes_by_the_machines_clock_and_then_the_answer_comes()
    {
        Add(new FaultEffect.Delay(TimeSpan.FromSeconds(2)), times: 1);
        var waiting = host.GetAsync(IdPath);
        while (host.Faults.List().Count > 0)
            await Task.Yield();

        world.Advance(TimeSpan.FromHours(1));
        Assert.False(waiting.IsCompleted);
        while (!waiting.IsCompleted)
        {
            // The request may not have begun to wait yet.
            world.Machine.Advance(TimeSpan.FromSeconds(2));
            await Task.Yield();
        }

        using var response = await waiting;
        Assert.Equal(World.InstanceId, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_delay_ends_when_the_client_goes_away()
    {
        Add(new FaultEffect.Delay(TimeSpan.FromMinutes(10)), times: 1);
        using CancellationTokenSource patience = new();
        using var client = host.ClientFrom(IPAddress.Loopback);
        var waiting = client.GetAsync(new Uri(IdPath, UriKind.Relative), patience.Token);
        while (host.Faults.List().Count > 0)
            await Task.Yield();

        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await host.FinishedRequestAsync();
    }

    [Fact]
    public async Task A_body_may_be_missing_or_end_too_early()
    {
        Add(new FaultEffect.Body(BodyDamage.Empty), times: 1);
        using var empty = await host.GetAsync(CredentialsPath);
        Add(new FaultEffect.Body(BodyDamage.Malformed), times: 1);
        using var malformed = await host.GetAsync(CredentialsPath);
        Add(new FaultEffect.Body(BodyDamage.Truncated), times: 1);

        await Assert.ThrowsAsync<HttpRequestException>(() => host.GetAsync(CredentialsPath));

        Assert.Equal((HttpStatusCode.OK, 0), (empty.StatusCode, (await empty.Content.ReadAsByteArrayAsync()).Length));
        Assert.Equal(HttpStatusCode.OK, malformed.StatusCode);
        Assert.ThrowsAny<System.Text.Json.JsonException>(
            () => System.Text.Json.JsonDocument.Parse(malformed.Content.ReadAsStream(), default));
    }

    [Fact]
    public async Task A_refusal_keeps_its_body()
    {
        Add(new FaultEffect.Body(BodyDamage.Empty), times: 1);

        using var response = await host.GetAsync("/latest/meta-data/nothing");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("404 - Not Found", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dropped_connection_has_no_answer()
    {
        Add(new FaultEffect.Drop(), times: 1);

        await Assert.ThrowsAsync<HttpRequestException>(() => host.SendAsync(HttpMethod.Put, "/latest/api/token", (MetadataHost.TtlHeader, "60")));

        Assert.Equal(World.InstanceId, await host.ReadAsync(IdPath));
    }

    [Fact]
    public async Task Expired_credentials_are_those_of_a_session_that_has_expired()
    {
        var current = await host.CredentialsAsync();
        Add(new FaultEffect.Credentials(TimeSpan.FromMinutes(-1)), times: 1);

        string listing = await host.ReadAsync("/latest/meta-data/iam/security-credentials/");
        var expired = await host.CredentialsAsync();
        var after = await host.CredentialsAsync();

        Assert.Equal((World.RoleName, current), (listing, after));
        Assert.Equal(World.Start.AddMinutes(-1), expired.Expiration);
        Assert.Equal(AuthenticationFailure.ExpiredSession, await FailureAsync(expired));
        Assert.Null(await FailureAsync(current));
    }

    [Fact]
    public async Task Expiring_credentials_are_good_until_they_say_they_end()
    {
        Add(new FaultEffect.Credentials(TimeSpan.FromSeconds(60)), times: 1);

        var expiring = await host.CredentialsAsync();

        Assert.Equal(World.Start.AddSeconds(60), expiring.Expiration);
        world.Advance(TimeSpan.FromSeconds(60) - TimeSpan.FromTicks(1));
        Assert.Null(await FailureAsync(expiring));
        world.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(AuthenticationFailure.ExpiredSession, await FailureAsync(expiring));
    }

    [Fact]
    public async Task Refused_tokens_are_neither_issued_nor_accepted()
    {
        string token = await host.TokenAsync();
        Add(new FaultEffect.RefuseTokens(), times: 2);

        using var without = await host.GetAsync(IdPath);
        using var issue = await host.SendAsync(HttpMethod.Put, "/latest/api/token", (MetadataHost.TtlHeader, "60"));
        using var presented = await host.GetAsync(IdPath, token);
        using var after = await host.GetAsync(IdPath, token);

        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized, HttpStatusCode.OK],
            new[] { without, issue, presented, after }.Select(response => response.StatusCode));
    }

    private void Add(FaultEffect effect, int times) => Assert.NotNull(host.Faults.Add(new FaultRule { Times = times, Effect = effect }));

    private async Task<AuthenticationFailure?> FailureAsync(ServedCredentials credentials)
    {
        var result = await host.Authenticator.AuthenticateAsync(credentials.Sign(world.Clock.GetUtcNow()), AuthenticationExpectation.Any, CancellationToken.None);
        return result.Refusal?.Failure;
    }
}
