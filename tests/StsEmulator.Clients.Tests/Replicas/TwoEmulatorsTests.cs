using System.Net;
using Amazon.Runtime;
using Amazon.SecurityToken;
using StsEmulator.BlackBox;
using StsEmulator.Clients.Tests.DotNet;
using StsEmulator.Clients.Tests.Emulators;

namespace StsEmulator.Clients.Tests.Replicas;

/// <summary>Two emulators that share one Redis are one service.</summary>
public sealed class TwoEmulatorsTests(SharedEmulator shared)
{
    /// <summary>The promise: a revocation holds everywhere after one second.</summary>
    private static readonly TimeSpan RevocationBound = TimeSpan.FromSeconds(1);

    /// <summary>Reconnecting takes seconds at most; the rest is the machine's.</summary>
    private static readonly TimeSpan RecoveryPatience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task What_one_issues_the_other_verifies_and_either_revokes_for_both()
    {
        Assert.SkipUnless(RedisServer.IsInstalled, "Redis (`redis-server`) is not on PATH.");
        await using RedisServer redis = new();
        await redis.StartAsync();
        await using var one = await shared.StartOwnAsync("--store", redis.Store);
        await using var other = await shared.StartOwnAsync("--store", redis.Store);

        await AssertSharedAsync(issuer: one, verifier: other, revoker: one);
        await AssertSharedAsync(issuer: one, verifier: other, revoker: other);
        await AssertSharedAsync(issuer: other, verifier: one, revoker: other);
    }

    [Fact]
    public async Task A_role_deleted_on_one_ends_its_sessions_on_the_other()
    {
        Assert.SkipUnless(RedisServer.IsInstalled, "Redis (`redis-server`) is not on PATH.");
        await using RedisServer redis = new();
        await redis.StartAsync();
        await using var one = await shared.StartOwnAsync("--store", redis.Store);
        await using var other = await shared.StartOwnAsync("--store", redis.Store);
        var issued = await one.DemoCredentialsAsync();
        var before = await other.OutcomeAsync(issued);

        using var deleted = await one.Client.DeleteAsync($"/_sts/principals?arn={Uri.EscapeDataString(ClientSeed.DemoRole)}");
        var after = await Until.AnswerAsync(() => other.OutcomeAsync(issued), outcome => outcome.Code.Length > 0, RevocationBound);

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal(("", 200), before);
        Assert.Equal(("InvalidClientTokenId", 403), after);
    }

    [Fact]
    public async Task Sessions_outlive_the_emulator_that_issued_them()
    {
        Assert.SkipUnless(RedisServer.IsInstalled, "Redis (`redis-server`) is not on PATH.");
        await using RedisServer redis = new();
        await redis.StartAsync();
        AWSCredentials issued;
        await using (var first = await shared.StartOwnAsync("--store", redis.Store))
            issued = await first.DemoCredentialsAsync("survivor");

        await using var second = await shared.StartOwnAsync("--store", redis.Store);
        string identity = await second.IdentityAsync(issued);

        Assert.Equal("arn:aws:sts::123456789012:assumed-role/demo/survivor", identity);
    }

    [Fact]
    public async Task Without_Redis_nothing_is_issued_or_accepted_and_with_it_all_is_as_before()
    {
        Assert.SkipUnless(RedisServer.IsInstalled, "Redis (`redis-server`) is not on PATH.");
        await using RedisServer redis = new();
        await redis.StartAsync();
        await using var emulator = await shared.StartOwnAsync("--store", redis.Store);
        var issued = await emulator.DemoCredentialsAsync();
        var neverSeen = await emulator.DemoCredentialsAsync("never-seen");
        var revoked = await emulator.DemoCredentialsAsync("revoked");
        using var revocation = await emulator.Client.DeleteAsync($"/_sts/sessions/{revoked.AccessKeyId}");
        revocation.EnsureSuccessStatusCode();
        SessionAWSCredentials forged = new(issued.AccessKeyId, issued.SecretAccessKey + "x", issued.SessionToken);
        Assert.Equal(("", 200), await emulator.OutcomeAsync(issued));

        await redis.StopAsync();
        var refusedAtFirst = await emulator.OutcomeAsync(forged);
        // A session that was just verified may be known for half a second more.
        var known = await Until.AnswerAsync(() => emulator.OutcomeAsync(issued), outcome => outcome.Status != 200, RevocationBound);
        var unknown = await emulator.OutcomeAsync(neverSeen);
        var ofRevoked = await emulator.OutcomeAsync(revoked);
        var refusedLater = await emulator.OutcomeAsync(forged);
        var issuing = await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(() => emulator.DemoCredentialsAsync());
        await redis.StartAsync();
        var recovered = await Until.AnswerAsync(() => emulator.OutcomeAsync(issued), outcome => outcome.Status == 200, RecoveryPatience);

        Assert.Contains(refusedAtFirst.Code, (string[])["SignatureDoesNotMatch", "ServiceUnavailable"]);
        Assert.Equal(("ServiceUnavailable", 503), known);
        Assert.Equal(("ServiceUnavailable", 503), unknown);
        Assert.Contains(ofRevoked.Code, (string[])["InvalidClientTokenId", "ServiceUnavailable"]);
        Assert.Equal(("ServiceUnavailable", 503), refusedLater);
        Assert.Equal(("ServiceUnavailable", HttpStatusCode.ServiceUnavailable), (issuing.ErrorCode, issuing.StatusCode));
        Assert.Equal(("", 200), recovered);
        Assert.Equal(("", 200), await emulator.OutcomeAsync(neverSeen));
        Assert.Equal(("InvalidClientTokenId", 403), await emulator.OutcomeAsync(revoked));
        Assert.Equal(("SignatureDoesNotMatch", 403), await emulator.OutcomeAsync(forged));
        await emulator.DemoCredentialsAsync();
    }

    private static async Task AssertSharedAsync(EmulatorProcess issuer, EmulatorProcess verifier, EmulatorProcess revoker)
    {
        var issued = await issuer.DemoCredentialsAsync();
        string identity = await verifier.IdentityAsync(issued);
        Assert.Equal("arn:aws:sts::123456789012:assumed-role/demo/clients", identity);

        using var revocation = await revoker.Client.DeleteAsync($"/_sts/sessions/{issued.AccessKeyId}");
        var atVerifier = await Until.AnswerAsync(() => verifier.OutcomeAsync(issued), outcome => outcome.Code.Length > 0, RevocationBound);
        var atIssuer = await Until.AnswerAsync(() => issuer.OutcomeAsync(issued), outcome => outcome.Code.Length > 0, RevocationBound);

        Assert.Equal(HttpStatusCode.NoContent, revocation.StatusCode);
        Assert.Equal(("InvalidClientTokenId", 403), atVerifier);
        Assert.Equal(("InvalidClientTokenId", 403), atIssuer);
    }
}
