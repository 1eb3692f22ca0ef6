using System.Globalization;
using Amazon.SecurityToken.Model;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using StsEmulator.BlackBox;
using StsEmulator.Clients.Tests.DotNet;
using StsEmulator.Clients.Tests.Emulators;
using StsEmulator.Clients.Tests.Replicas;
using StsEmulator.SigV4.Tests;
using StsEmulator.Verifier.V1;

namespace StsEmulator.Clients.Tests.Verifiers;

/// <summary>The verifier of a running emulator, asked over the network as a gateway asks it.</summary>
public sealed class RunningVerifierTests(SharedEmulator shared)
{
    private const string AdminToken = "a-token-that-nobody-guesses";

    /// <summary>Known sessions are believed for half a second at most.</summary>
    private static readonly TimeSpan CacheBound = TimeSpan.FromSeconds(1);

    /// <summary>Reconnecting takes seconds at most; the rest is the machine's.</summary>
    private static readonly TimeSpan RecoveryPatience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Without_Redis_it_says_unavailable_and_comes_back_by_itself()
    {
        Assert.SkipUnless(RedisServer.IsInstalled, "Redis (`redis-server`) is not on PATH.");
        await using RedisServer redis = new();
        await redis.StartAsync();
        await using var emulator = await shared.StartOwnAsync("--store", redis.Store);
        using var channel = GrpcChannel.ForAddress(emulator.VerifierUrl);
        Verifier.V1.Verifier.VerifierClient client = new(channel);
        var issued = await emulator.DemoCredentialsAsync("gateway");
        var before = await client.VerifyAsync(Signed(issued));

        await redis.StopAsync();
        var during = await Until.AnswerAsync(() => StatusAsync(client, issued), status => status != StatusCode.OK, CacheBound);
        await redis.StartAsync();
        var after = await Until.AnswerAsync(() => StatusAsync(client, issued), status => status == StatusCode.OK, RecoveryPatience);

        Assert.Equal("arn:aws:sts::123456789012:assumed-role/demo/gateway", before.Principal.Arn);
        Assert.Equal(StatusCode.Unavailable, during);
        Assert.Equal(StatusCode.OK, after);
        Assert.True((await client.VerifyAsync(Signed(issued))).Authenticated);
    }

    [Fact]
    public async Task Beyond_loopback_it_answers_whoever_has_the_admin_token_and_nobody_else()
    {
        await using var emulator = await EmulatorProcess.StartAsync(
            new Dictionary<string, string?> { ["STS_EMULATOR_ADMIN_TOKEN"] = AdminToken }, "--verifier-url", "http://0.0.0.0:0");
        using var channel = GrpcChannel.ForAddress(new UriBuilder(emulator.VerifierUrl) { Host = "127.0.0.1" }.Uri);
        Verifier.V1.Verifier.VerifierClient client = new(channel);
        VerifyRequest request = new() { Method = "GET", RawTarget = "/" };

        var admitted = await client.VerifyAsync(request, new Metadata { { "authorization", "Bearer " + AdminToken } });
        var without = await Assert.ThrowsAsync<RpcException>(async () => await client.VerifyAsync(request));
        var wrong = await Assert.ThrowsAsync<RpcException>(
            async () => await client.VerifyAsync(request, new Metadata { { "authorization", "Bearer " + AdminToken + "x" } }));

        Assert.False(admitted.Authenticated);
        Assert.Equal(FailureReason.MissingAuthentication, admitted.Failure.Reason);
        Assert.Equal(StatusCode.Unauthenticated, without.StatusCode);
        Assert.Equal(StatusCode.Unauthenticated, wrong.StatusCode);
    }

    private static async Task<StatusCode> StatusAsync(Verifier.V1.Verifier.VerifierClient client, Credentials issued)
    {
        try
        {
            await client.VerifyAsync(Signed(issued));
            return StatusCode.OK;
        }
        catch (RpcException refused)
        {
            return refused.StatusCode;
        }
    }

    private static VerifyRequest Signed(Credentials issued)
    {
        var request = (Requests.Sts with
        {
            AccessKeyId = issued.AccessKeyId,
            Secret = issued.SecretAccessKey,
            Token = issued.SessionToken,
            Time = TimeProvider.System.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture),
        }).Sign();
        VerifyRequest message = new()
        {
            Method = request.Method,
            RawTarget = request.Target,
            Body = ByteString.CopyFrom(request.Body.Span),
            IsTls = request.IsSecure,
        };
        foreach (var header in request.Headers.ToArray())
            message.Headers.Add(new Header { Name = header.Name, Value = header.Value });
        return message;
    }
}
