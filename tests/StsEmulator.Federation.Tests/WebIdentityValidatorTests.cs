namespace StsEmulator.Federation.Tests;

/// <summary>What makes a web identity token good, and each single fault that spoils it.</summary>
public sealed class WebIdentityValidatorTests
{
    private readonly Given given = new();

    [Fact]
    public async Task A_sound_token_tells_issuer_provider_subject_and_audience()
    {
        var identity = await given.AcceptAsync();

        Assert.Equal(TestIssuer.Url, identity.Issuer);
        Assert.Equal(Given.ProviderArn, identity.ProviderArn);
        Assert.Equal("repo:octo/app", identity.Subject);
        Assert.Equal("app", identity.Audience);
        Assert.Equal(["issuer.example/tenant:aud", "issuer.example/tenant:sub"], identity.ConditionKeys.Keys.Order());
        Assert.Empty(identity.Tags);
        Assert.Null(identity.SourceIdentity);
    }

    [Theory]
    [InlineData("RS256"), InlineData("RS384"), InlineData("RS512"), InlineData("ES256"), InlineData("ES384"), InlineData("ES512")]
    public async Task The_six_asymmetric_algorithms_are_taken(string algorithm)
    {
        var result = await given.ValidateAsync(TestIssuer.Sign(Given.Claims(), algorithm));

        Assert.True(result.IsValid, result.Refusal?.ToString());
    }

    [Theory]
    [InlineData("none"), InlineData("HS256"), InlineData("HS384"), InlineData("PS256"), InlineData("PS384"), InlineData("PS512")]
    [InlineData("rs256"), InlineData("ES256K"), InlineData("EdDSA"), InlineData("")]
    public async Task No_other_algorithm_is_taken(string algorithm)
    {
        var result = await given.ValidateAsync(TestIssuer.Sign(Given.Claims(), algorithm, "rsa"));

        Assert.Equal(WebIdentityRefusalKind.NotAToken, result.Refusal?.Kind);
    }

    [Theory]
    [InlineData("\n"), InlineData("\r\n"), InlineData(" \t")]
    public async Task White_space_around_the_token_is_not_part_of_it(string space)
    {
        var result = await given.ValidateAsync(space + TestIssuer.Sign(Given.Claims()) + space);

        Assert.True(result.IsValid);
    }

    [Theory]
    [InlineData("iss", null), InlineData("sub", null), InlineData("aud", null), InlineData("iat", null), InlineData("exp", null)]
    [InlineData("iss", "null"), InlineData("sub", "\"\""), InlineData("aud", "[]"), InlineData("exp", "null")]
    public async Task A_required_claim_that_is_absent_is_named(string claim, string? json)
    {
        var refusal = await given.RefuseAsync((claim, json));

        Assert.Equal((WebIdentityRefusalKind.MissingClaim, claim), (refusal.Kind, refusal.Claim));
    }

    [Theory]
    [InlineData("iss", "1"), InlineData("sub", "1"), InlineData("sub", "[\"a\"]"), InlineData("aud", "1"), InlineData("aud", "[1]")]
    [InlineData("aud", "{}"), InlineData("iat", "\"1\""), InlineData("exp", "\"1900000000\""), InlineData("exp", "1900000000.5")]
    [InlineData("exp", "1900000000.0"), InlineData("exp", "1.9e9"), InlineData("exp", "99999999999999999999"), InlineData("exp", "true")]
    [InlineData("nbf", "\"1\""), InlineData("nbf", "1.5"), InlineData("azp", "1"), InlineData("azp", "[\"app\"]"), InlineData("amr", "{}")]
    [InlineData("amr", "[1]"), InlineData("sub", "\"\\ud800\""), InlineData("sub", "\"a\\u0000\""), InlineData("sub", "\"a\\uffff\"")]
    [InlineData("sub", "\"a\\n\""), InlineData("iss", "\"https://issuer.example/tenant\\u0085\"")]
    public async Task A_claim_of_another_type_makes_it_no_token(string claim, string json)
    {
        var refusal = await given.RefuseAsync((claim, json));

        Assert.Equal(WebIdentityRefusalKind.NotAToken, refusal.Kind);
    }

    [Theory]
    [InlineData(",\"sub\":\"root\"}"), InlineData(",\"s\\u0075b\":\"root\"}"), InlineData(",\"x\":{\"a\":1,\"a\":1}}"), InlineData(",}"), InlineData("")]
    [InlineData("}x"), InlineData("}/**/")]
    public async Task A_claim_said_twice_or_broken_JSON_makes_it_no_token(string end)
    {
        var result = await given.ValidateAsync(TestIssuer.Sign(Given.Claims()[..^1] + end));

        Assert.Equal(WebIdentityRefusalKind.NotAToken, result.Refusal?.Kind);
    }

    [Theory]
    [InlineData(30, true), InlineData(31, false)]
    public async Task Claims_nest_at_most_32_deep(int arrays, bool isValid)
    {
        // The claims themselves are the first level, the claim's object the second.
        string nested = "{\"a\":" + new string('[', arrays) + new string(']', arrays) + "}";

        var result = await given.ValidateClaimsAsync(("deep", nested));

        Assert.Equal(isValid, result.IsValid);
    }

    [Theory]
    [InlineData("https://issuer.example/tenant/"), InlineData("https://issuer.example/Tenant"), InlineData("https://Issuer.example/tenant")]
    [InlineData("http://issuer.example/tenant"), InlineData("issuer.example/tenant"), InlineData("https://issuer.example")]
    [InlineData("https://issuer.example:443/tenant"), InlineData("://issuer.example/tenant"), InlineData("https://")]
    public async Task Another_issuer_however_alike_has_no_provider(string issuer)
    {
        var refusal = await given.RefuseAsync(("iss", $"\"{issuer}\""));

        Assert.Equal((WebIdentityRefusalKind.UnknownIssuer, issuer), (refusal.Kind, refusal.Issuer));
    }

    [Fact]
    public async Task An_account_that_does_not_exist_has_no_provider()
    {
        given.Account = null;

        var refusal = await given.RefuseAsync();

        Assert.Equal((WebIdentityRefusalKind.UnknownIssuer, TestIssuer.Url), (refusal.Kind, refusal.Issuer));
    }

    [Fact]
    public async Task An_issuer_on_loopback_has_a_port_in_its_condition_keys()
    {
        given.Account = Given.AccountWith("http://127.0.0.1:4592/oidc", TestIssuer.Jwks, "app");

        var identity = await given.AcceptAsync(("iss", "\"http://127.0.0.1:4592/oidc\""));

        Assert.Equal(["app"], identity.ConditionKeys["127.0.0.1:4592/oidc:aud"]);
        Assert.Equal("arn:aws:iam::123456789012:oidc-provider/127.0.0.1:4592/oidc", identity.ProviderArn);
    }

    [Theory]
    [InlineData(null), InlineData(""), InlineData("{"), InlineData("[]"), InlineData("null"), InlineData("{}"), InlineData("{\"keys\":[]}")]
    [InlineData("{\"keys\":1}"), InlineData("{\"keys\":[1]}"), InlineData("{\"keys\":[null]}"), InlineData("{\"keys\":[{}]}")]
    public async Task Without_usable_pinned_keys_the_verification_key_is_not_to_be_had(string? jwks)
    {
        given.Account = Given.AccountWith(TestIssuer.Url, jwks, "app");

        var refusal = await given.RefuseAsync();

        Assert.Equal(WebIdentityRefusalKind.KeyUnavailable, refusal.Kind);
    }

    [Fact]
    public async Task A_signature_over_other_claims_does_not_verify()
    {
        string[] mine = TestIssuer.Sign(Given.Claims(("sub", "\"mallory\""))).Split('.'), other = TestIssuer.Sign(Given.Claims()).Split('.');

        var result = await given.ValidateAsync($"{mine[0]}.{mine[1]}.{other[2]}");

        Assert.Equal(WebIdentityRefusalKind.SignatureInvalid, result.Refusal?.Kind);
    }

    [Theory]
    [InlineData("\"app\"", null, "app"), InlineData("\"other-app\"", null, "other-app"), InlineData("[\"stranger\",\"other-app\",\"app\"]", null, "other-app")]
    [InlineData("\"stranger\"", "\"app\"", "app"), InlineData("\"App\"", null, null), InlineData("\"stranger\"", null, null), InlineData("\"app \"", null, null)]
    [InlineData("[\"stranger\"]", null, null), InlineData("\"app\"", "\"stranger\"", null), InlineData("\"app\"", "\"\"", null)]
    public async Task The_authorized_party_or_else_a_member_of_the_audience_must_be_a_client_id(string audience, string? party, string? matched)
    {
        var result = await given.ValidateClaimsAsync(("aud", audience), ("azp", party));

        Assert.Equal(matched, result.Identity?.Audience);
        Assert.Equal(matched is null ? WebIdentityRefusalKind.IncorrectAudience : null, result.Refusal?.Kind);
    }

    [Fact]
    public async Task An_authorized_party_stands_in_aud_and_the_audience_of_the_token_in_oaud()
    {
        var identity = await given.AcceptAsync(("aud", "[\"api\",\"graph\"]"), ("azp", "\"app\""), ("amr", "[\"pwd\",\"mfa\"]"));

        Assert.Equal(["app"], identity.ConditionKeys["issuer.example/tenant:aud"]);
        Assert.Equal(["app"], identity.ConditionKeys["issuer.example/tenant:azp"]);
        Assert.Equal(["api", "graph"], identity.ConditionKeys["issuer.example/tenant:oaud"]);
        Assert.Equal(["pwd", "mfa"], identity.ConditionKeys["Issuer.example/tenant:AMR"]);
        Assert.Equal(
            ["issuer.example/tenant:amr", "issuer.example/tenant:aud", "issuer.example/tenant:sub"], identity.SessionContext.Keys.Order());
    }

    [Theory]
    [InlineData("exp", 1, null), InlineData("exp", 0, WebIdentityRefusalKind.Expired), InlineData("exp", -1, WebIdentityRefusalKind.Expired)]
    [InlineData("nbf", 0, null), InlineData("nbf", 1, WebIdentityRefusalKind.NotYetValid)]
    [InlineData("iat", 0, null), InlineData("iat", 1, WebIdentityRefusalKind.NotYetValid)]
    [InlineData("iat", -86_400, null), InlineData("iat", -86_401, WebIdentityRefusalKind.TooOld)]
    [InlineData("iat", long.MinValue + Given.Now + Given.Now, WebIdentityRefusalKind.TooOld)]
    public async Task Times_are_judged_to_the_second(string claim, long fromNow, WebIdentityRefusalKind? kind)
    {
        var result = await given.ValidateClaimsAsync((claim, $"{Given.Now + fromNow}"));

        Assert.Equal(kind, result.Refusal?.Kind);
        Assert.Equal(kind is null, result.IsValid);
        if (result.Refusal is { } refusal)
            Assert.Equal((claim, Given.Now, Given.Now + fromNow), (refusal.Claim, refusal.Now, refusal.Time));
    }

    [Fact]
    public async Task A_token_expires_with_the_clock()
    {
        string token = TestIssuer.Sign(Given.Claims());

        given.Time.Advance(TimeSpan.FromSeconds(299.999));
        var before = await given.ValidateAsync(token);
        given.Time.Advance(TimeSpan.FromMilliseconds(1));
        var after = await given.ValidateAsync(token);

        Assert.True(before.IsValid);
        Assert.Equal(WebIdentityRefusalKind.Expired, after.Refusal?.Kind);
    }

    [Fact]
    public async Task The_first_fault_in_the_order_of_the_service_is_answered()
    {
        // Every fault at once, then one less each time.
        var faults = new List<(string, string?)> { ("exp", "1"), ("aud", "\"stranger\""), ("iss", "\"https://stranger.example\""), ("sub", null) };

        var kinds = new List<WebIdentityRefusalKind>();
        for (; faults.Count > 0; faults.RemoveAt(faults.Count - 1))
            kinds.Add((await given.RefuseAsync([.. faults])).Kind);

        Assert.Equal(
            [WebIdentityRefusalKind.MissingClaim, WebIdentityRefusalKind.UnknownIssuer, WebIdentityRefusalKind.IncorrectAudience, WebIdentityRefusalKind.Expired],
            kinds);
    }

    [Fact]
    public async Task An_expired_token_with_a_bad_signature_is_not_told_that_it_has_expired()
    {
        string[] expired = TestIssuer.Sign(Given.Claims(("exp", "1"))).Split('.'), other = TestIssuer.Sign(Given.Claims()).Split('.');

        var result = await given.ValidateAsync($"{expired[0]}.{expired[1]}.{other[2]}");

        Assert.Equal(WebIdentityRefusalKind.SignatureInvalid, result.Refusal?.Kind);
    }
}
