using System.Security.Cryptography;

namespace StsEmulator.Federation.Tests.Keys;

/// <summary>Which key of a set a token is verified with.</summary>
public sealed class VerificationKeySetTests
{
    private const string Nameless = """{"alg":"RS256"}""";

    private readonly Given given = new();

    [Fact]
    public async Task The_key_is_found_by_its_id()
    {
        using var stranger = RSA.Create(2048);
        Pin(TestIssuer.RsaJwk("old", stranger), TestIssuer.RsaKey);

        Assert.Null((await ValidateAsync("rsa")).Refusal);
        Assert.Equal(WebIdentityRefusalKind.SignatureInvalid, (await ValidateAsync("old")).Refusal?.Kind);
        Assert.Equal(WebIdentityRefusalKind.KeyUnavailable, (await ValidateAsync("new")).Refusal?.Kind);
        Assert.Equal(WebIdentityRefusalKind.KeyUnavailable, (await ValidateAsync("RSA")).Refusal?.Kind);
    }

    [Fact]
    public async Task Without_an_id_only_a_single_suitable_key_can_be_meant()
    {
        string token = TestIssuer.SignWithHeader(Nameless, Given.Claims());

        var single = await given.ValidateAsync(token);
        Pin(TestIssuer.RsaKey, TestIssuer.RsaKeyWith("second"));
        var several = await given.ValidateAsync(token);

        Assert.True(single.IsValid);
        Assert.Equal(WebIdentityRefusalKind.KeyUnavailable, several.Refusal?.Kind);
    }

    [Fact]
    public async Task Keys_that_share_an_id_are_all_tried()
    {
        using var stranger = RSA.Create(2048);
        Pin(TestIssuer.RsaJwk("rsa", stranger), TestIssuer.RsaKey);

        Assert.True((await ValidateAsync("rsa")).IsValid);
    }

    [Theory]
    [InlineData("", true), InlineData(""","alg":"RS256","use":"sig","key_ops":["verify"]""", true), InlineData(""","alg":"RS512" """, false)]
    [InlineData(""","use":"enc" """, false), InlineData(""","key_ops":["encrypt"]""", false), InlineData(""","alg":"RSA-OAEP" """, false)]
    public async Task A_key_is_used_only_for_what_it_says_it_is_for(string more, bool isUsed)
    {
        Pin(TestIssuer.RsaKeyWith("rsa", more));

        Assert.Equal(isUsed ? null : WebIdentityRefusalKind.KeyUnavailable, (await ValidateAsync("rsa")).Refusal?.Kind);
    }

    [Theory]
    [InlineData("ES256", "rsa"), InlineData("RS256", "ES256"), InlineData("ES256", "ES384"), InlineData("ES512", "ES256")]
    public async Task A_key_of_another_type_or_curve_is_not_the_one(string algorithm, string keyId)
    {
        var result = await given.ValidateAsync(TestIssuer.Sign(Given.Claims(), algorithm, keyId));

        Assert.Equal(WebIdentityRefusalKind.KeyUnavailable, result.Refusal?.Kind);
    }

    [Theory]
    [InlineData("""{"kty":"RSA","kid":"rsa"}"""), InlineData("""{"kty":"RSA","kid":"rsa","n":"AQ","e":"AQAB"}""")]
    [InlineData("""{"kty":"RSA","kid":"rsa","n":"!","e":"?"}"""), InlineData("""{"kty":"RSA","kid":"rsa","n":"","e":""}""")]
    public async Task A_broken_key_verifies_nothing_and_spoils_no_other(string broken)
    {
        Pin(broken);
        var alone = await ValidateAsync("rsa");
        Pin(broken, TestIssuer.RsaKey);
        var beside = await ValidateAsync("rsa");

        Assert.Equal(WebIdentityRefusalKind.SignatureInvalid, alone.Refusal?.Kind);
        Assert.True(beside.IsValid);
    }

    [Theory]
    [InlineData("""{"kty":"EC","kid":"ES256","crv":"P-256"}"""), InlineData("""{"kty":"EC","kid":"ES256","crv":"P-256","x":"AQ","y":"AQ"}""")]
    public async Task A_point_off_its_curve_verifies_nothing(string broken)
    {
        Pin(broken);

        Assert.Equal(WebIdentityRefusalKind.SignatureInvalid, (await given.ValidateAsync(TestIssuer.Sign(Given.Claims(), "ES256"))).Refusal?.Kind);
    }

    [Fact]
    public async Task An_EC_key_under_the_name_of_another_curve_verifies_nothing()
    {
        Pin(TestIssuer.EcKeyWith("ES256", "P-384"));

        var result = await given.ValidateAsync(TestIssuer.Sign(Given.Claims(), "ES384", "ES256"));

        Assert.Equal(WebIdentityRefusalKind.SignatureInvalid, result.Refusal?.Kind);
    }

    [Theory]
    [InlineData(100, true), InlineData(101, false)]
    public async Task A_set_holds_at_most_100_keys_of_a_type(int count, bool isRead)
    {
        Pin([.. Enumerable.Range(1, count - 1).Select(i => TestIssuer.RsaKeyWith($"k{i}")), TestIssuer.RsaKey]);

        Assert.Equal(isRead, (await ValidateAsync("rsa")).IsValid);
    }

    [Fact]
    public async Task A_symmetric_key_in_the_set_verifies_nothing()
    {
        Pin("""{"kty":"oct","kid":"rsa","k":"c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0"}""");

        Assert.Equal(WebIdentityRefusalKind.KeyUnavailable, (await ValidateAsync("rsa")).Refusal?.Kind);
    }

    [Fact]
    public async Task One_set_serves_many_callers_at_once()
    {
        string token = TestIssuer.Sign(Given.Claims());

        var results = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => given.ValidateAsync(token).AsTask())));

        Assert.All(results, result => Assert.True(result.IsValid));
    }

    private void Pin(params string[] keys) =>
        given.Account = Given.AccountWith(TestIssuer.Url, $$"""{"keys":[{{string.Join(',', keys)}}]}""", "app");

    private ValueTask<WebIdentityResult> ValidateAsync(string keyId) => given.ValidateAsync(TestIssuer.Sign(Given.Claims(), keyId: keyId));
}
