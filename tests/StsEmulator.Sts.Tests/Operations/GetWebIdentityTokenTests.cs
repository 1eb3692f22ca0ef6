using System.Buffers.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using StsEmulator.Federation.Outbound;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Sessions;

namespace StsEmulator.Sts.Tests.Operations;

public sealed class GetWebIdentityTokenTests
{
    private const string Namespace = "https://sts.amazonaws.com/";

    private static readonly Account Enabled = Given.Account(Given.Home, isDefault: true, Given.Root) with { OutboundWebIdentityFederation = true };

    [Theory]
    [InlineData("RS256")]
    [InlineData("ES384")]
    public async Task A_user_gets_a_token_that_says_who_it_is(string algorithm)
    {
        await using var sts = await StsFixture.StartAsync(Enabled);

        var answer = await sts.CallAsync(Given.Alice, "GetWebIdentityToken", ("Audience.member.1", "https://api.example"), ("SigningAlgorithm", algorithm));

        answer.ShouldSucceed();
        var (header, claims) = Read(answer);
        long now = StsFixture.Start.ToUnixTimeSeconds();
        Assert.Equal((algorithm, "JWT"), (header.GetProperty("alg").GetString(), header.GetProperty("typ").GetString()));
        Assert.Equal(["iss", "aud", "sub", "iat", "exp", "jti", Namespace], claims.EnumerateObject().Select(member => member.Name));
        Assert.Equal(sts.Services.GetRequiredService<OutboundIssuer>().UrlOf(Given.Home), claims.GetProperty("iss").GetString());
        Assert.Equal("https://api.example", claims.GetProperty("aud").GetString());
        Assert.Equal("arn:aws:iam::111122223333:user/team/alice", claims.GetProperty("sub").GetString());
        Assert.Equal((now, now + 300), (claims.GetProperty("iat").GetInt64(), claims.GetProperty("exp").GetInt64()));
        Assert.Equal("2026-03-01T12:05:00Z", answer.Find("Expiration"));
        Assert.Equal("""{"aws_account":"111122223333","source_region":"us-east-1"}""", claims.GetProperty(Namespace).GetRawText());
    }

    [Fact]
    public async Task A_role_session_tells_of_its_role_tags_source_identity_and_end()
    {
        var role = Given.Role(Given.Home, "Open", Given.OpenId, $$"""{"AWS":["{{Given.AliceId}}"]}""") with
        {
            Tags = [new Tag("team", "role"), new Tag("tier", "one")],
        };
        var organization = new Organization
        {
            AccountId = Given.Elsewhere,
            Id = "o-abc1234567",
            RootId = "r-ab12",
            Members = [new OrganizationMember(Given.Home, ["ou-ab12-11111111", "ou-ab12-22222222"])],
        };
        await using var sts = await StsFixture.StartAsync(Enabled, role, organization);
        var session = await sts.AssumeAsync(
            Given.Alice, Given.OpenArn, "s1", ("SourceIdentity", "alice"), ("Tags.member.1.Key", "Team"), ("Tags.member.1.Value", "session"));

        var answer = await sts.CallAsync(
            session, "GetWebIdentityToken", ("Audience.member.1", "a"), ("Audience.member.2", "b"), ("SigningAlgorithm", "ES384"),
            ("Tags.member.1.Key", "job"), ("Tags.member.1.Value", "Köln +1"));

        answer.ShouldSucceed();
        var (_, claims) = Read(answer);
        Assert.Equal(Given.OpenArn, claims.GetProperty("sub").GetString());
        Assert.Equal("""["a","b"]""", claims.GetProperty("aud").GetRawText());
        var nested = claims.GetProperty(Namespace);
        Assert.Equal(
            ["aws_account", "source_region", "org_id", "ou_path", "principal_tags", "original_session_exp", "source_identity", "request_tags"],
            nested.EnumerateObject().Select(member => member.Name));
        Assert.Equal("o-abc1234567/r-ab12/ou-ab12-11111111/ou-ab12-22222222/", nested.GetProperty("ou_path").GetString());
        Assert.Equal("""{"tier":"one","Team":"session"}""", nested.GetProperty("principal_tags").GetRawText());
        Assert.Equal("2026-03-01T13:00:00Z", nested.GetProperty("original_session_exp").GetString());
        Assert.Equal("alice", nested.GetProperty("source_identity").GetString());
        Assert.Equal("Köln +1", nested.GetProperty("request_tags").GetProperty("job").GetString());
    }

    [Fact]
    public async Task An_account_that_has_not_enabled_it_is_refused()
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await sts.CallAsync(Given.Alice, "GetWebIdentityToken", ("Audience.member.1", "a"), ("SigningAlgorithm", "RS256"));

        answer.ShouldBe(
            403, "OutboundWebIdentityFederationDisabledException", "The outbound web identity federation feature is not enabled for this account.");
    }

    [Theory]
    [InlineData(600, true)]
    [InlineData(601, false)]
    public async Task A_token_does_not_outlive_the_session_that_asks(int seconds, bool isIssued)
    {
        await using var sts = await StsFixture.StartAsync(Enabled);
        var session = await sts.AssumeAsync(Given.Alice);
        sts.Clock.Offset = TimeSpan.FromMinutes(50);

        var answer = await sts.CallAsync(
            session, "GetWebIdentityToken", ("Audience.member.1", "a"), ("SigningAlgorithm", "ES384"), ("DurationSeconds", $"{seconds}"));

        if (isIssued)
            answer.ShouldSucceed();
        else
            answer.ShouldBe(403, "SessionDurationEscalationException", "The requested token duration would extend the session beyond its original expiration time.");
    }

    [Fact]
    public async Task Claims_have_a_largest_size()
    {
        await using var sts = await StsFixture.StartAsync(Enabled);
        var audiences = Enumerable.Range(1, 10).Select(i => ($"Audience.member.{i}", new string('a', i < 9 ? 1000 : 1))).ToArray();

        var fits = await sts.CallAsync(Given.Alice, "GetWebIdentityToken", [.. audiences[..7], ("SigningAlgorithm", "ES384")]);
        var tooLarge = await sts.CallAsync(Given.Alice, "GetWebIdentityToken", [.. audiences, ("SigningAlgorithm", "ES384")]);

        fits.ShouldSucceed();
        tooLarge.ShouldBe(400, "JWTPayloadSizeExceededException", "The requested token payload size exceeds the maximum allowed size.");
    }

    [Theory]
    [InlineData("SigningAlgorithm=RS256", "Value null at 'audience' failed to satisfy constraint: Member must not be null")]
    [InlineData("Audience.member.1=a", "Value null at 'signingAlgorithm' failed to satisfy constraint: Member must not be null")]
    [InlineData(
        "Audience.member.1=a&SigningAlgorithm=HS256",
        "Value 'HS256' at 'signingAlgorithm' failed to satisfy constraint: Member must satisfy enum value set: [RS256, ES384]")]
    [InlineData(
        "Audience.member.1=a&SigningAlgorithm=RS256x",
        "Value 'RS256x' at 'signingAlgorithm' failed to satisfy constraint: Member must have length less than or equal to 5")]
    [InlineData(
        "Audience.member.1=&SigningAlgorithm=RS256",
        "Value '' at 'audience.1.member' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    [InlineData(
        "Audience.member.1=a&SigningAlgorithm=RS256&DurationSeconds=59",
        "Value '59' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 60")]
    [InlineData(
        "Audience.member.1=a&SigningAlgorithm=RS256&DurationSeconds=3601",
        "Value '3601' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 3600")]
    public async Task What_is_out_of_bounds_is_refused(string parameters, string problem)
    {
        await using var sts = await StsFixture.StartAsync(Enabled);
        var pairs = parameters.Split('&').Select(pair => (pair.Split('=')[0], pair.Split('=')[1])).ToArray();

        var answer = await sts.CallAsync(Given.Alice, "GetWebIdentityToken", pairs);

        answer.ShouldBe(400, "ValidationError", $"1 validation error detected: {problem}");
    }

    [Theory]
    [InlineData(60)]
    [InlineData(3600)]
    public async Task The_bounds_of_the_duration_are_in(int seconds)
    {
        await using var sts = await StsFixture.StartAsync(Enabled);

        var answer = await sts.CallAsync(
            Given.Alice, "GetWebIdentityToken", ("Audience.member.1", "a"), ("SigningAlgorithm", "ES384"), ("DurationSeconds", $"{seconds}"));

        var (_, claims) = Read(answer);
        Assert.Equal(seconds, claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64());
    }

    [Theory]
    [InlineData("""{"ForAllValues:StringEquals":{"sts:IdentityTokenAudience":["a","b"]}}""", true)]
    [InlineData("""{"ForAllValues:StringEquals":{"sts:IdentityTokenAudience":"a"}}""", false)]
    [InlineData("""{"StringEquals":{"sts:SigningAlgorithm":"ES384"}}""", true)]
    [InlineData("""{"StringEquals":{"sts:SigningAlgorithm":"RS256"}}""", false)]
    [InlineData("""{"NumericLessThanEquals":{"sts:DurationSeconds":"300"}}""", true)]
    [InlineData("""{"NumericLessThanEquals":{"sts:DurationSeconds":"299"}}""", false)]
    [InlineData("""{"StringEquals":{"aws:RequestTag/job":"7"}}""", true)]
    [InlineData("""{"StringEquals":{"aws:RequestTag/job":"8"}}""", false)]
    [InlineData("""{"ForAllValues:StringEquals":{"aws:TagKeys":"job"}}""", true)]
    [InlineData("""{"ForAllValues:StringEquals":{"aws:TagKeys":"other"}}""", false)]
    public async Task The_callers_policy_sees_what_is_asked_for(string condition, bool isAllowed)
    {
        var bob = Given.User(Given.Home, "bob", Given.BobId, Given.Bob) with
        {
            Policies =
            [
                new StoredPolicy(
                    "p",
                    $$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":["sts:GetWebIdentityToken","sts:TagGetWebIdentityToken"],"Resource":"*","Condition":{{{condition}}}}}"""),
            ],
        };
        await using var sts = await StsFixture.StartAsync(Enabled, bob);

        var answer = await sts.CallAsync(
            Given.Bob, "GetWebIdentityToken", ("Audience.member.1", "a"), ("Audience.member.2", "b"), ("SigningAlgorithm", "ES384"),
            ("Tags.member.1.Key", "job"), ("Tags.member.1.Value", "7"));

        if (isAllowed)
            answer.ShouldSucceed();
        else
            Assert.Equal("AccessDenied", answer.Code);
    }

    [Fact]
    public async Task Tags_need_a_permission_of_their_own()
    {
        var bob = Given.User(Given.Home, "bob", Given.BobId, Given.Bob) with
        {
            Policies = [new StoredPolicy("p", """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:GetWebIdentityToken","Resource":"*"}}""")],
        };
        await using var sts = await StsFixture.StartAsync(Enabled, bob);
        (string, string)[] plain = [("Audience.member.1", "a"), ("SigningAlgorithm", "ES384")];

        var untagged = await sts.CallAsync(Given.Bob, "GetWebIdentityToken", plain);
        var tagged = await sts.CallAsync(Given.Bob, "GetWebIdentityToken", [.. plain, ("Tags.member.1.Key", "k"), ("Tags.member.1.Value", "v")]);

        untagged.ShouldSucceed();
        tagged.ShouldBe(
            403, "AccessDenied",
            "User: arn:aws:iam::111122223333:user/bob is not authorized to perform: sts:TagGetWebIdentityToken because no identity-based policy allows the sts:TagGetWebIdentityToken action");
    }

    [Fact]
    public async Task Tag_keys_are_unique_whatever_their_case_and_not_reserved()
    {
        await using var sts = await StsFixture.StartAsync(Enabled);
        (string, string)[] plain = [("Audience.member.1", "a"), ("SigningAlgorithm", "ES384")];

        var twice = await sts.CallAsync(
            Given.Alice, "GetWebIdentityToken",
            [.. plain, ("Tags.member.1.Key", "k"), ("Tags.member.1.Value", "v"), ("Tags.member.2.Key", "K"), ("Tags.member.2.Value", "v")]);
        var reserved = await sts.CallAsync(
            Given.Alice, "GetWebIdentityToken", [.. plain, ("Tags.member.1.Key", "aws:k"), ("Tags.member.1.Value", "v")]);

        Assert.Equal(("InvalidParameterValue", "InvalidParameterValue"), (twice.Code, reserved.Code));
    }

    [Fact]
    public async Task The_global_endpoint_does_not_serve_it()
    {
        await using var sts = await StsFixture.StartAsync(Enabled);
        var call = StsCall.Of("GetWebIdentityToken", ("Audience.member.1", "a"), ("SigningAlgorithm", "ES384")) with { Credentials = Given.Alice };

        var global = await sts.SendAsync(call.With("host", "sts.amazonaws.com"));
        var regional = await sts.SendAsync(call.With("host", "sts.us-east-1.amazonaws.com"));

        Assert.Equal("InvalidAction", global.Code);
        regional.ShouldSucceed();
    }

    [Theory]
    [InlineData(SessionKind.SessionToken, "GetSessionToken")]
    [InlineData(SessionKind.FederatedUser, "GetFederationToken")]
    public async Task Sessions_that_may_call_little_of_STS_get_no_token(SessionKind kind, string action)
    {
        await using var sts = await StsFixture.StartAsync(Enabled);
        var session = await sts.CallAsync(Given.Alice, action, kind == SessionKind.FederatedUser ? [("Name", "fred"), ("Policy", Given.Anything)] : []);

        var answer = await sts.CallAsync(session.Credentials, "GetWebIdentityToken", ("Audience.member.1", "a"), ("SigningAlgorithm", "ES384"));

        Assert.Equal("AccessDenied", answer.Code);
    }

    internal static (JsonElement Header, JsonElement Claims) Read(StsAnswer answer)
    {
        string[] parts = answer.Find("WebIdentityToken")!.Split('.');
        return (Parse(parts[0]), Parse(parts[1]));
    }

    private static JsonElement Parse(string part)
    {
        using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(part));
        return document.RootElement.Clone();
    }
}
