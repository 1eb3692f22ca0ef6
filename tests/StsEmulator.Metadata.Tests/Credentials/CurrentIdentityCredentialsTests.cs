using System.Net;
using StsEmulator.Iam.Authentication;
using StsEmulator.Iam.Authorization;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Storage;

namespace StsEmulator.Metadata.Tests.Credentials;

public sealed class CurrentIdentityCredentialsTests : IAsyncLifetime
{
    private const string Path = "/latest/meta-data/identity-credentials/ec2/security-credentials/ec2-instance";

    private readonly World world = new();
    private MetadataHost host = null!;

    public async ValueTask InitializeAsync() => host = await world.StartAsync(World.OptionalInstance with { InstanceProfile = null });

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task An_instance_without_a_profile_has_an_identity_in_the_layout_of_role_credentials()
    {
        string text = await host.ReadAsync(Path);

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
        Assert.Equal("ec2-instance", await host.ReadAsync("/latest/meta-data/identity-credentials/ec2/security-credentials/"));
        Assert.Equal("info\nsecurity-credentials/", await host.ReadAsync("/latest/meta-data/identity-credentials/ec2/"));
        Assert.Equal(HttpStatusCode.NotFound, await host.StatusAsync("/latest/meta-data/iam/"));
    }

    [Fact]
    public async Task Whoever_signs_with_them_is_the_instance_itself_and_may_do_nothing()
    {
        var caller = (await AuthenticateAsync(await ServedAsync())).Caller!;

        Assert.Equal("arn:aws:sts::123456789012:assumed-role/aws:ec2-instance/i-0123456789abcdef0", caller.Principal.Arn);
        Assert.Equal("123456789012:aws:ec2-instance:i-0123456789abcdef0", caller.Principal.UserId);
        Assert.Null(caller.Principal.UniqueId);
        Assert.Empty(caller.Policies.Identity);
        foreach (string action in (string[])["s3:GetObject", "sts:AssumeRole", "iam:GetUser"])
            Assert.False(CallerAuthorization.Decide(caller, action, "*", new ConditionContext(), World.AccountId).IsAllowed, action);
    }

    [Fact]
    public async Task Each_version_of_the_service_delivers_a_session_that_says_so()
    {
        using var response = await host.GetAsync(Path);
        var version1 = (await AuthenticateAsync(ServedCredentials.Of(await response.Content.ReadAsStringAsync()))).Caller!.Session!;
        var version2 = (await AuthenticateAsync(await ServedAsync())).Caller!.Session!;

        Assert.NotEqual(version1.AccessKeyId, version2.AccessKeyId);
        Assert.Equal(["1.0"], version1.Facts!.Context["ec2:RoleDelivery"]);
        Assert.Equal(["2.0"], version2.Facts!.Context["ec2:RoleDelivery"]);
        Assert.Equal(["arn:aws:ec2:us-east-1:123456789012:instance/i-0123456789abcdef0"], version2.Facts.Context["ec2:SourceInstanceArn"]);
    }

    [Fact]
    public async Task They_turn_as_those_of_a_role_do_on_every_replica_alike()
    {
        await using var replica = await world.StartAsync(World.OptionalInstance with { InstanceProfile = null });
        string first = await host.ReadAsync(Path);

        world.Advance(TimeSpan.FromHours(5.5) - TimeSpan.FromTicks(1));
        string last = await replica.ReadAsync(Path);
        world.Advance(TimeSpan.FromTicks(1));
        string next = await host.ReadAsync(Path);

        Assert.Equal(first, last);
        Assert.NotEqual(first, next);
        Assert.Equal(next, await replica.ReadAsync(Path));
        Assert.True((await AuthenticateAsync(ServedCredentials.Of(first))).IsAuthenticated);
    }

    [Fact]
    public async Task Revoked_ones_are_refused_and_replaced()
    {
        var revoked = await ServedAsync();
        await world.Stores.Sessions.RevokeAsync(AccessKeyId.Parse(revoked.AccessKeyId), CancellationToken.None);

        var replaced = await ServedAsync();

        Assert.Equal(AuthenticationFailure.RevokedSession, (await AuthenticateAsync(revoked)).Refusal!.Failure);
        Assert.True((await AuthenticateAsync(replaced)).IsAuthenticated);
    }

    [Fact]
    public async Task They_die_with_the_account()
    {
        var served = await ServedAsync();
        EntityKey[] everything = [.. World.Seed.Select(entity => entity.Key)];
        await host.Directory.ChangeAsync(snapshot => new DirectoryChange(snapshot.Version + 1, [], everything), CancellationToken.None);

        var result = await AuthenticateAsync(served);

        Assert.Equal(AuthenticationFailure.PrincipalGone, result.Refusal!.Failure);
        Assert.Equal(HttpStatusCode.NotFound, await host.StatusAsync(Path));
    }

    [Fact]
    public async Task Another_account_gives_another_identity()
    {
        string first = await host.ReadAsync(Path);
        await using var moved = await world.StartAsync(World.OptionalInstance with { InstanceProfile = "arn:aws:iam::210987654321:instance-profile/app/web" });

        Assert.Equal(HttpStatusCode.NotFound, await moved.StatusAsync(Path));
        Assert.Equal(first, await host.ReadAsync(Path));
    }

    private async Task<ServedCredentials> ServedAsync() => ServedCredentials.Of(await host.ReadAsync(Path));

    private ValueTask<AuthenticationResult> AuthenticateAsync(ServedCredentials served) =>
        host.Authenticator.AuthenticateAsync(served.Sign(world.Clock.GetUtcNow()), AuthenticationExpectation.Any, CancellationToken.None);
}
