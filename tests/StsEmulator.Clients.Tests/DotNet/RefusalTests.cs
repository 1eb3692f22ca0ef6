using System.Net;
using System.Net.Http.Json;
using Amazon.Runtime;
using Amazon.SecurityToken;
using StsEmulator.BlackBox;
using StsEmulator.Clients.Tests.Emulators;

namespace StsEmulator.Clients.Tests.DotNet;

/// <summary>What the SDK for .NET reports of credentials that are forged, foreign, expired, revoked or orphaned.</summary>
public sealed class RefusalTests(SharedEmulator shared)
{
    [Fact]
    public async Task A_wrong_secret_does_not_match()
    {
        var issued = await shared.Process.DemoCredentialsAsync();

        var ofUser = await shared.Process.OutcomeAsync(new BasicAWSCredentials("test", "tset"));
        var ofSession = await shared.Process.OutcomeAsync(
            new SessionAWSCredentials(issued.AccessKeyId, issued.SecretAccessKey + "x", issued.SessionToken));

        Assert.Equal(("SignatureDoesNotMatch", 403), ofUser);
        Assert.Equal(("SignatureDoesNotMatch", 403), ofSession);
    }

    [Fact]
    public async Task An_unknown_key_a_foreign_token_and_a_missing_token_are_invalid()
    {
        var issued = await shared.Process.DemoCredentialsAsync();
        var other = await shared.Process.DemoCredentialsAsync("other");

        var unknown = await shared.Process.OutcomeAsync(new BasicAWSCredentials("AKIAIOSFODNN7EXAMPLE", "secret"));
        var foreign = await shared.Process.OutcomeAsync(
            new SessionAWSCredentials(issued.AccessKeyId, issued.SecretAccessKey, other.SessionToken));
        var missing = await shared.Process.OutcomeAsync(new BasicAWSCredentials(issued.AccessKeyId, issued.SecretAccessKey));
        var superfluous = await shared.Process.OutcomeAsync(new SessionAWSCredentials("test", "test", issued.SessionToken));

        Assert.Equal(("InvalidClientTokenId", 403), unknown);
        Assert.Equal(("InvalidClientTokenId", 403), foreign);
        Assert.Equal(("InvalidClientTokenId", 403), missing);
        Assert.Equal(("InvalidClientTokenId", 403), superfluous);
    }

    [Fact]
    public async Task An_unsigned_request_has_no_authentication_token() =>
        Assert.Equal(("MissingAuthenticationToken", 403), await shared.Process.OutcomeAsync(new AnonymousAWSCredentials()));

    [Fact]
    public async Task A_session_is_expired_once_the_emulators_clock_has_passed_its_end()
    {
        await using var emulator = await shared.StartOwnAsync();
        var issued = await emulator.DemoCredentialsAsync();

        await AdvanceAsync(emulator, "PT14M");
        var before = await emulator.OutcomeAsync(issued);
        await AdvanceAsync(emulator, "PT1M");
        var after = await emulator.OutcomeAsync(issued);

        Assert.Equal(("", 200), before);
        Assert.Equal(("ExpiredToken", 403), after);
    }

    [Fact]
    public async Task A_revoked_session_is_invalid_and_other_sessions_are_not()
    {
        var issued = await shared.Process.DemoCredentialsAsync();
        var other = await shared.Process.DemoCredentialsAsync("other");
        var before = await shared.Process.OutcomeAsync(issued);

        using var revoked = await shared.Process.Client.DeleteAsync($"/_sts/sessions/{issued.AccessKeyId}");
        var after = await shared.Process.OutcomeAsync(issued);

        Assert.Equal(("", 200), before);
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        Assert.Equal(("InvalidClientTokenId", 403), after);
        Assert.Equal(("", 200), await shared.Process.OutcomeAsync(other));
    }

    [Fact]
    public async Task A_session_dies_with_its_role()
    {
        await using var emulator = await shared.StartOwnAsync();
        var issued = await emulator.DemoCredentialsAsync();
        var before = await emulator.OutcomeAsync(issued);

        using var deleted = await emulator.Client.DeleteAsync($"/_sts/principals?arn={Uri.EscapeDataString(ClientSeed.DemoRole)}");
        var after = await emulator.OutcomeAsync(issued);
        var again = await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(() => emulator.DemoCredentialsAsync());

        Assert.Equal(("", 200), before);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal(("InvalidClientTokenId", 403), after);
        Assert.Equal("AccessDenied", again.ErrorCode);
    }

    private static async Task AdvanceAsync(EmulatorProcess emulator, string duration)
    {
        using var answer = await emulator.Client.PostAsJsonAsync("/_sts/clock", new Dictionary<string, string> { ["Advance"] = duration });
        answer.EnsureSuccessStatusCode();
    }
}
