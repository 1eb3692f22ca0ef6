using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Reflection.V1Alpha;
using StsEmulator.Verifier.V1;

namespace StsEmulator.Verifier.Tests;

public sealed class VerifierRegistrationTests
{
    [Theory, InlineData(""), InlineData("sts_emulator.verifier.v1.Verifier")]
    public async Task Health_follows_the_store(string service)
    {
        await using var host = await VerifierHost.StartAsync();
        var health = new Health.HealthClient(host.Channel);
        var request = new HealthCheckRequest { Service = service };

        var up = await health.CheckAsync(request);
        host.Marks.IsDown = true;
        var down = await health.CheckAsync(request);

        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, up.Status);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.NotServing, down.Status);
    }

    [Fact]
    public async Task Health_of_a_service_that_is_not_here_is_not_found()
    {
        await using var host = await VerifierHost.StartAsync();
        var health = new Health.HealthClient(host.Channel);

        var unknown = await Assert.ThrowsAsync<RpcException>(() => health.CheckAsync(new HealthCheckRequest { Service = "other" }).ResponseAsync);

        Assert.Equal(StatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task A_watcher_of_the_health_is_told_at_once_and_may_leave()
    {
        await using var host = await VerifierHost.StartAsync();
        using var source = new CancellationTokenSource();
        using var watch = new Health.HealthClient(host.Channel).Watch(new HealthCheckRequest(), cancellationToken: source.Token);

        Assert.True(await watch.ResponseStream.MoveNext(default));
        var first = watch.ResponseStream.Current.Status;
        await source.CancelAsync();
        var ended = await Assert.ThrowsAsync<RpcException>(() => watch.ResponseStream.MoveNext(default));

        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, first);
        Assert.Equal(StatusCode.Cancelled, ended.StatusCode);
    }

    [Fact]
    public async Task Reflection_lists_the_service()
    {
        await using var host = await VerifierHost.StartAsync();
        using var call = new ServerReflection.ServerReflectionClient(host.Channel).ServerReflectionInfo();

        await call.RequestStream.WriteAsync(new ServerReflectionRequest { ListServices = "" });
        Assert.True(await call.ResponseStream.MoveNext(default));
        var names = call.ResponseStream.Current.ListServicesResponse.Service.Select(service => service.Name);

        Assert.Contains("sts_emulator.verifier.v1.Verifier", names);
    }

    [Theory]
    [InlineData(null, StatusCode.Unauthenticated)]
    [InlineData("Bearer wrong", StatusCode.Unauthenticated)]
    [InlineData("Bearer ", StatusCode.Unauthenticated)]
    [InlineData("s3cret-token", StatusCode.Unauthenticated)]
    [InlineData("Bearer s3cret-token", StatusCode.OK)]
    [InlineData("bearer s3cret-token", StatusCode.OK)]
    public async Task The_admin_token_is_required_of_every_method_when_there_is_one(string? authorization, StatusCode expected)
    {
        await using var host = await VerifierHost.StartAsync("s3cret-token");
        var metadata = new Metadata();
        if (authorization is not null)
            metadata.Add("authorization", authorization);

        var verify = await StatusOfAsync(host.Client.VerifyAsync(Messages.Signed(), metadata).ResponseAsync);
        var authorize = await StatusOfAsync(host.Client.AuthorizeAsync(
            new AuthorizeRequest { Principal = "*", Action = "s3:GetObject" }, metadata).ResponseAsync);
        var check = await StatusOfAsync(host.Client.CheckAsync(
            new CheckRequest { Request = Messages.Signed(), Action = "s3:GetObject" }, metadata).ResponseAsync);
        using var call = host.Client.VerifyStream(metadata);
        await Record.ExceptionAsync(call.RequestStream.CompleteAsync);
        var stream = await StatusOfAsync(call.ResponseStream.MoveNext(default));

        Assert.Equal([expected, expected, expected, expected], new[] { verify, authorize, check, stream });
    }

    [Fact]
    public async Task Probes_need_no_token()
    {
        await using var host = await VerifierHost.StartAsync("s3cret-token");

        var reply = await new Health.HealthClient(host.Channel).CheckAsync(new HealthCheckRequest());

        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, reply.Status);
    }

    private static async Task<StatusCode> StatusOfAsync(Task call) =>
        await Record.ExceptionAsync(() => call) is RpcException failed ? failed.StatusCode : StatusCode.OK;
}
