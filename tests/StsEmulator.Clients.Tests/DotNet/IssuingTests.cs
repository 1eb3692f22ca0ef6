using System.Net;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using StsEmulator.Clients.Tests.Emulators;

namespace StsEmulator.Clients.Tests.DotNet;

/// <summary>The SDK for .NET asks for credentials and uses them.</summary>
public sealed class IssuingTests(SharedEmulator shared)
{
    [Fact]
    public async Task Credentials_of_an_assumed_role_are_those_of_its_session()
    {
        using var sts = StsClient.Of(shared.Process);

        var assumed = await sts.AssumeRoleAsync(new AssumeRoleRequest { RoleArn = ClientSeed.DemoRole, RoleSessionName = "dotnet" });
        using var session = StsClient.Of(shared.Process, assumed.Credentials);
        var identity = await session.GetCallerIdentityAsync(new GetCallerIdentityRequest());

        Assert.StartsWith("ASIA", assumed.Credentials.AccessKeyId, StringComparison.Ordinal);
        Assert.Equal("arn:aws:sts::123456789012:assumed-role/demo/dotnet", identity.Arn);
        Assert.Equal((assumed.AssumedRoleUser.Arn, assumed.AssumedRoleUser.AssumedRoleId), (identity.Arn, identity.UserId));
        Assert.Equal(ClientSeed.Account, identity.Account);
    }

    [Fact]
    public async Task Session_tags_of_any_script_survive_the_signature_and_reach_a_trust_policy()
    {
        using var sts = StsClient.Of(shared.Process);

        var tagged = await sts.AssumeRoleAsync(new AssumeRoleRequest
        {
            RoleArn = ClientSeed.DemoRole,
            RoleSessionName = "tagged",
            Tags = [new Tag { Key = "team", Value = ClientSeed.Team }],
        });
        using var session = StsClient.Of(shared.Process, tagged.Credentials);
        var chained = await session.AssumeRoleAsync(new AssumeRoleRequest { RoleArn = ClientSeed.TeamRole, RoleSessionName = "chained" });

        Assert.Equal("arn:aws:sts::123456789012:assumed-role/team/chained", await shared.Process.IdentityAsync(chained.Credentials));
    }

    [Fact]
    public async Task A_session_without_the_tag_that_a_trust_policy_asks_for_is_refused()
    {
        using var session = StsClient.Of(shared.Process, await shared.Process.DemoCredentialsAsync());

        var refused = await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(
            () => session.AssumeRoleAsync(new AssumeRoleRequest { RoleArn = ClientSeed.TeamRole, RoleSessionName = "chained" }));

        Assert.Equal(("AccessDenied", HttpStatusCode.Forbidden), (refused.ErrorCode, refused.StatusCode));
        Assert.Contains("assumed-role/demo/clients is not authorized to perform: sts:AssumeRole on resource: ", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sts:AssumeRole", "")]
    [InlineData("s3:GetObject", "AccessDenied")]
    public async Task A_session_policy_narrows_what_the_role_allows(string allowed, string expectedCode)
    {
        using var sts = StsClient.Of(shared.Process);
        var narrowed = await sts.AssumeRoleAsync(new AssumeRoleRequest
        {
            RoleArn = ClientSeed.DemoRole,
            RoleSessionName = "narrowed",
            Policy = $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"{{allowed}}","Resource":"*"}]}""",
        });
        using var session = StsClient.Of(shared.Process, narrowed.Credentials);

        string code = "";
        try
        {
            await session.AssumeRoleAsync(new AssumeRoleRequest { RoleArn = ClientSeed.DemoRole, RoleSessionName = "again" });
        }
        catch (AmazonSecurityTokenServiceException refused)
        {
            code = refused.ErrorCode;
        }

        Assert.Equal(expectedCode, code);
    }

    [Fact]
    public async Task A_malformed_session_policy_is_the_exception_that_the_SDK_has_for_it()
    {
        using var sts = StsClient.Of(shared.Process);

        var refused = await Assert.ThrowsAsync<MalformedPolicyDocumentException>(() => sts.AssumeRoleAsync(
            new AssumeRoleRequest { RoleArn = ClientSeed.DemoRole, RoleSessionName = "malformed", Policy = "{\"Version\":\"2012-10-17\"}" }));

        Assert.Equal(("MalformedPolicyDocument", HttpStatusCode.BadRequest), (refused.ErrorCode, refused.StatusCode));
    }

    [Fact]
    public async Task A_session_token_is_for_the_user_who_asked()
    {
        using var sts = StsClient.Of(shared.Process);

        var issued = await sts.GetSessionTokenAsync(new GetSessionTokenRequest());

        Assert.Equal("arn:aws:iam::123456789012:user/admin", await shared.Process.IdentityAsync(issued.Credentials));
    }

    [Fact]
    public async Task A_federation_token_is_for_the_federated_user()
    {
        using var sts = StsClient.Of(shared.Process);

        var issued = await sts.GetFederationTokenAsync(new GetFederationTokenRequest { Name = "bob" });

        Assert.Equal("arn:aws:sts::123456789012:federated-user/bob", issued.FederatedUser.Arn);
        Assert.Equal(issued.FederatedUser.Arn, await shared.Process.IdentityAsync(issued.Credentials));
    }

    [Fact]
    public async Task A_web_identity_token_of_a_registered_provider_is_worth_a_session()
    {
        using var sts = StsClient.Of(shared.Process, new AnonymousAWSCredentials());

        var issued = await sts.AssumeRoleWithWebIdentityAsync(new AssumeRoleWithWebIdentityRequest
        {
            RoleArn = ClientSeed.FederatedRole,
            RoleSessionName = "web",
            WebIdentityToken = shared.Tokens.Token(TimeProvider.System.GetUtcNow()),
        });

        Assert.Equal((TokenIssuer.Subject, "sts.amazonaws.com"), (issued.SubjectFromWebIdentityToken, issued.Audience));
        Assert.Equal("arn:aws:sts::123456789012:assumed-role/federated/web", await shared.Process.IdentityAsync(issued.Credentials));
    }

    [Fact]
    public async Task A_web_identity_token_of_another_signer_or_for_another_audience_is_worth_nothing()
    {
        using TokenIssuer stranger = new();
        using var sts = StsClient.Of(shared.Process, new AnonymousAWSCredentials());
        var now = TimeProvider.System.GetUtcNow();

        foreach (string token in (string[])[stranger.Token(now), shared.Tokens.Token(now, audience: "other"), shared.Tokens.Token(now) + "A"])
        {
            var refused = await Assert.ThrowsAsync<InvalidIdentityTokenException>(() => sts.AssumeRoleWithWebIdentityAsync(
                new AssumeRoleWithWebIdentityRequest { RoleArn = ClientSeed.FederatedRole, RoleSessionName = "web", WebIdentityToken = token }));
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }
    }

    [Fact]
    public async Task A_web_identity_token_that_has_expired_is_worth_nothing()
    {
        using var sts = StsClient.Of(shared.Process, new AnonymousAWSCredentials());
        string token = shared.Tokens.Token(TimeProvider.System.GetUtcNow().AddHours(-1));

        var refused = await Assert.ThrowsAsync<ExpiredTokenException>(() => sts.AssumeRoleWithWebIdentityAsync(
            new AssumeRoleWithWebIdentityRequest { RoleArn = ClientSeed.FederatedRole, RoleSessionName = "web", WebIdentityToken = token }));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task An_instance_profile_serves_the_SDK_a_session_of_its_role()
    {
        using InstanceProfileAWSCredentials credentials = new("demo");

        string identity = await shared.Process.IdentityAsync(credentials);

        Assert.Equal("arn:aws:sts::123456789012:assumed-role/demo/i-0123456789abcdef0", identity);
    }
}
