using System.Net;
using StsEmulator.Iam.Authentication;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Storage;

namespace StsEmulator.Metadata.Tests.Credentials;

public sealed class CurrentRoleCredentialsTests : IAsyncLifetime
{
    private const string RolePath = "/latest/meta-data/iam/security-credentials/" + World.RoleName;
    private const string ExtendedPath = "/latest/meta-data/iam/security-credentials-extended/" + World.RoleName;

    private readonly World world = new();
    private MetadataHost host = null!;

    public async ValueTask InitializeAsync() => host = await world.StartAsync(World.OptionalInstance);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task The_credentials_have_the_layout_of_the_service()
    {
        string text = await host.ReadAsync(RolePath);

        var served = ServedCredentials.Of(text);
        Assert.Equal(
            $$"""
            {
              "Code" : "Success",
              "LastUpdated" : "2026-01-02T03:04:05Z",
              "Type" : "AWS-HMAC",
              "AccessKeyId" : "{{served.AccessKeyId}}",
              "SecretAccessKey" : "{{served.SecretAccessKey}}",
              "Token" : "{{served.Token}}",
              "Expiration" : "2026-01-02T09:04:05Z"
            }
            """,
            text);
        Assert.Matches(@"\AASIA[A-Z2-7]{16}\z", served.AccessKeyId);
    }

    [Fact]
    public async Task The_extended_variant_agrees_and_adds_the_account()
    {
        string plain = await host.ReadAsync(RolePath), extended = await host.ReadAsync(ExtendedPath);

        Assert.Equal(plain[..^2] + ",\n  \"AccountId\" : \"123456789012\"\n}", extended);
    }

    [Fact]
    public async Task Whoever_signs_with_them_is_the_role_session_of_the_instance()
    {
        var served = await host.CredentialsAsync();

        var result = await AuthenticateAsync(served);

        Assert.Equal("arn:aws:sts::123456789012:assumed-role/web-role/i-0123456789abcdef0", result.Caller!.Principal.Arn);
        Assert.Equal("AROAWEB0000000000001:i-0123456789abcdef0", result.Caller.Principal.UserId);
    }

    [Fact]
    public async Task Each_version_of_the_service_delivers_a_session_that_says_so()
    {
        using var response = await host.GetAsync(RolePath);
        var version1 = ServedCredentials.Of(await response.Content.ReadAsStringAsync());
        var version2 = await host.CredentialsAsync();

        var context1 = await ContextAsync(version1);
        var context2 = await ContextAsync(version2);

        Assert.NotEqual(version1.AccessKeyId, version2.AccessKeyId);
        Assert.Equal(("1.0", "2.0"), (context1["ec2:RoleDelivery"], context2["ec2:RoleDelivery"]));
        Assert.Equal("arn:aws:ec2:us-east-1:123456789012:instance/i-0123456789abcdef0", context2["ec2:SourceInstanceArn"]);
        Assert.StartsWith("10.0.", context2["aws:Ec2InstanceSourcePrivateIPv4"], StringComparison.Ordinal);
        Assert.StartsWith("vpc-", context2["aws:Ec2InstanceSourceVpc"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Between_rotations_every_read_on_every_replica_gives_the_same_bytes()
    {
        await using var replica = await world.StartAsync(World.OptionalInstance);
        string text = await host.ReadAsync(RolePath);

        world.Advance(TimeSpan.FromHours(5.5) - TimeSpan.FromTicks(1));

        Assert.Equal(text, await host.ReadAsync(RolePath));
        Assert.Equal(text, await replica.ReadAsync(RolePath));
    }

    [Fact]
    public async Task New_keys_come_before_the_old_expire_and_the_old_stay_valid_until_then()
    {
        await using var replica = await world.StartAsync(World.OptionalInstance);
        var old = await host.CredentialsAsync();

        world.Advance(TimeSpan.FromHours(5.5));
        var rotated = await host.CredentialsAsync();

        Assert.NotEqual(old.AccessKeyId, rotated.AccessKeyId);
        Assert.Equal(rotated, await replica.CredentialsAsync());
        Assert.Equal(World.Start.AddHours(11.5), rotated.Expiration);
        Assert.True((await AuthenticateAsync(old)).IsAuthenticated);
        Assert.True((await AuthenticateAsync(rotated)).IsAuthenticated);

        world.Advance(TimeSpan.FromHours(0.5));
        Assert.Equal(AuthenticationFailure.ExpiredSession, (await AuthenticateAsync(old)).Refusal!.Failure);
    }

    [Fact]
    public async Task Many_clients_of_two_replicas_get_one_and_the_same_key_and_no_other_session_stays()
    {
        await using var replica = await world.StartAsync(World.OptionalInstance);
        string token = await host.TokenAsync();

        var responses = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => (i % 2 == 0 ? host : replica).GetAsync(RolePath, token)));

        var texts = await Task.WhenAll(responses.Select(response => response.Content.ReadAsStringAsync()));
        string text = Assert.Single(texts.Distinct());
        var live = (await world.Stores.Sessions.ListAsync(100, CancellationToken.None)).Where(session => !session.IsRevoked);
        Assert.Equal(ServedCredentials.Of(text).AccessKeyId, Assert.Single(live).AccessKeyId.Value);
    }

    [Fact]
    public async Task A_replica_that_comes_second_revokes_the_session_it_made_in_vain()
    {
        var values = new RacingValues(world.Stores.Values, host);
        await using var late = await MetadataHost.StartAsync(world, [World.OptionalInstance], values);

        var served = await late.CredentialsAsync();

        Assert.Equal(await host.CredentialsAsync(), served);
        var sessions = await world.Stores.Sessions.ListAsync(100, CancellationToken.None);
        Assert.Equal(2, sessions.Count);
        Assert.Equal(served.AccessKeyId, Assert.Single(sessions, session => !session.IsRevoked).AccessKeyId.Value);
    }

    [Fact]
    public async Task Revoked_credentials_are_replaced_at_once_and_on_every_replica()
    {
        await using var replica = await world.StartAsync(World.OptionalInstance);
        var revoked = await host.CredentialsAsync();

        await world.Stores.Sessions.RevokeAsync(AccessKeyId.Parse(revoked.AccessKeyId), CancellationToken.None);
        var replaced = await host.CredentialsAsync();

        Assert.NotEqual(revoked.AccessKeyId, replaced.AccessKeyId);
        Assert.Equal(replaced, await replica.CredentialsAsync());
        Assert.True((await AuthenticateAsync(replaced)).IsAuthenticated);
    }

    [Fact]
    public async Task A_reset_makes_new_credentials()
    {
        var before = await host.CredentialsAsync();

        host.Directory.Adopt(await world.Stores.Directory.ResetAsync(World.Seed, CancellationToken.None));
        var after = await host.CredentialsAsync();

        Assert.NotEqual(before.AccessKeyId, after.AccessKeyId);
        Assert.True((await AuthenticateAsync(after)).IsAuthenticated);
    }

    [Fact]
    public async Task A_clock_set_back_still_gives_credentials_that_verify()
    {
        world.Advance(TimeSpan.FromDays(2));
        await host.CredentialsAsync();

        world.Advance(TimeSpan.FromDays(-2));
        var served = await host.CredentialsAsync();

        Assert.Equal(World.Start.AddHours(6), served.Expiration);
        Assert.True((await AuthenticateAsync(served)).IsAuthenticated);
    }

    [Fact]
    public async Task Another_role_in_the_profile_takes_effect_at_once()
    {
        await host.CredentialsAsync();

        await ChangeAsync([World.InstanceProfile("web", "other-role")], []);

        Assert.Equal("other-role", await host.ReadAsync("/latest/meta-data/iam/security-credentials/"));
        Assert.Equal(HttpStatusCode.NotFound, await host.StatusAsync(RolePath));
        Assert.Contains("\"Success\"", await host.ReadAsync(RolePath.Replace(World.RoleName, "other-role", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_made_again_under_its_name_gets_credentials_that_verify()
    {
        var before = await host.CredentialsAsync();

        await ChangeAsync([World.Role(World.RoleName, "AROAWEB0000000000002")], []);
        var after = await host.CredentialsAsync();

        Assert.NotEqual(before.AccessKeyId, after.AccessKeyId);
        Assert.Equal(AuthenticationFailure.PrincipalGone, (await AuthenticateAsync(before)).Refusal!.Failure);
        Assert.True((await AuthenticateAsync(after)).IsAuthenticated);
    }

    [Fact]
    public async Task A_deleted_profile_takes_the_role_away_at_once()
    {
        await host.CredentialsAsync();

        await ChangeAsync([], [new EntityKey(World.AccountId, EntityKind.InstanceProfile, "web")]);

        Assert.Equal(HttpStatusCode.NotFound, await host.StatusAsync(RolePath));
        Assert.Equal(HttpStatusCode.NotFound, await host.StatusAsync("/latest/meta-data/iam/security-credentials/"));
    }

    [Theory]
    [InlineData("security-credentials")]
    [InlineData("security-credentials-extended")]
    public async Task A_role_that_does_not_trust_the_service_is_told_in_the_body(string directory)
    {
        await using var closed = await world.StartAsync(
            World.Instance with { InstanceProfile = "arn:aws:iam::123456789012:instance-profile/app/closed" });

        string text = await closed.ReadAsync($"/latest/meta-data/iam/{directory}/closed-role");

        Assert.Equal("closed-role", await closed.ReadAsync($"/latest/meta-data/iam/{directory}/"));
        Assert.StartsWith(
            "{\n  \"Code\" : \"AssumeRoleUnauthorizedAccess\",\n  \"Message\" : \"EC2 cannot assume the role closed-role. Please see documentation at ",
            text, StringComparison.Ordinal);
        Assert.EndsWith("\"LastUpdated\" : \"2026-01-02T03:04:05Z\"\n}", text, StringComparison.Ordinal);
        Assert.Empty(await world.Stores.Sessions.ListAsync(10, CancellationToken.None));
    }

    private async Task ChangeAsync(IReadOnlyList<DirectoryEntity> upserts, IReadOnlyList<EntityKey> deletes) =>
        await host.Directory.ChangeAsync(snapshot => new DirectoryChange(snapshot.Version + 1, upserts, deletes), CancellationToken.None);

    private ValueTask<AuthenticationResult> AuthenticateAsync(ServedCredentials served) =>
        host.Authenticator.AuthenticateAsync(served.Sign(world.Clock.GetUtcNow()), AuthenticationExpectation.Any, CancellationToken.None);

    private async Task<IReadOnlyDictionary<string, string>> ContextAsync(ServedCredentials served) =>
        (await AuthenticateAsync(served)).Caller!.Session!.Facts!.Context.ToDictionary(entry => entry.Key, entry => Assert.Single(entry.Value));

    /// <summary>Lets the other replica be first just before a value is proposed here.</summary>
    private sealed class RacingValues(ISharedValueStore values, MetadataHost first) : ISharedValueStore
    {
        public async ValueTask<byte[]> GetOrAddAsync(string key, byte[] candidate, TimeSpan? lifetime, CancellationToken cancellationToken)
        {
            if (key.EndsWith("/0", StringComparison.Ordinal))
                await first.CredentialsAsync();
            return await values.GetOrAddAsync(key, candidate, lifetime, cancellationToken);
        }

        public ValueTask<byte[]?> FindAsync(string key, CancellationToken cancellationToken) => values.FindAsync(key, cancellationToken);

        public ValueTask RemoveAsync(string key, CancellationToken cancellationToken) => values.RemoveAsync(key, cancellationToken);
    }
}
