using System.Text;
using System.Text.Json;
using StsEmulator.Federation.Tokens;
using StsEmulator.Server.Control;

namespace StsEmulator.Server.Tests.Control;

public sealed class MintRequestTests
{
    private const string Issuer = "https://issuer.example";

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    [Fact]
    public void An_issuer_is_enough()
    {
        using var claims = Claims($$"""{"Issuer":"{{Issuer}}"}""");

        Assert.Equal(["iss", "aud", "iat", "nbf", "exp", "jti"], claims.RootElement.EnumerateObject().Select(claim => claim.Name));
        Assert.Equal((Issuer, "app", "id-1"), (Text(claims, "iss"), Text(claims, "aud"), Text(claims, "jti")));
        Assert.Equal((1_800_000_000, 1_800_000_600), (claims.RootElement.GetProperty("iat").GetInt64(), claims.RootElement.GetProperty("exp").GetInt64()));
    }

    [Fact]
    public void Claims_are_added_stand_in_place_of_the_usual_ones_or_take_one_away()
    {
        using var claims = Claims($$"""{"Issuer":"{{Issuer}}","Algorithm":"ES256","ExpiresIn":"PT1H","Claims":{"sub":"a","aud":["x","y"],"nbf":null,"iss":null,"exp":1,"nested":{"a":[1]} } }""");

        Assert.Equal(["iat", "jti", "sub", "aud", "exp", "nested"], claims.RootElement.EnumerateObject().Select(claim => claim.Name));
        Assert.Equal("""["x","y"]""", claims.RootElement.GetProperty("aud").GetRawText());
        Assert.Equal(1, claims.RootElement.GetProperty("exp").GetInt64());
    }

    [Theory]
    [InlineData("RS256", SignatureAlgorithm.RS256), InlineData("ES256", SignatureAlgorithm.ES256), InlineData("ES384", SignatureAlgorithm.ES384)]
    public void The_algorithms_are_those_that_the_issuers_have_keys_for(string name, SignatureAlgorithm algorithm) =>
        Assert.Equal(algorithm, Read($$"""{"Issuer":"{{Issuer}}","Algorithm":"{{name}}"}""").Request!.Algorithm);

    [Theory]
    [InlineData("PT1S", 1), InlineData("P1D", 86_400), InlineData("PT24H", 86_400)]
    public void A_lifetime_is_a_second_to_a_day(string text, int seconds) =>
        Assert.Equal(seconds, Read($$"""{"Issuer":"{{Issuer}}","ExpiresIn":"{{text}}"}""").Request!.Lifetime.TotalSeconds);

    [Theory]
    [InlineData("", "The body is not valid JSON.")]
    [InlineData("{", "The body is not valid JSON.")]
    [InlineData("""{"Issuer":"a","Issuer":"b"}""", "The body is not valid JSON.")]
    [InlineData("""{"Issuer":"\ud800"}""", "The body is not valid JSON.")]
    [InlineData("[]", "The body is a JSON object.")]
    [InlineData("""{"issuer":"a"}""", "`issuer` is not known; a body has Issuer, Claims, Algorithm, ExpiresIn.")]
    [InlineData("{}", "`Issuer` is missing.")]
    [InlineData("""{"Issuer":null}""", "`Issuer` is missing.")]
    [InlineData("""{"Issuer":1}""", "`Issuer` is a text.")]
    [InlineData("""{"Issuer":"a","Claims":[]}""", "`Claims` is a JSON object.")]
    [InlineData("""{"Issuer":"a","Claims":"x"}""", "`Claims` is a JSON object.")]
    [InlineData("""{"Issuer":"a","Claims":{"iss":"b"}}""", "The claim `iss` is the `Issuer`, or null to leave it out.")]
    [InlineData("""{"Issuer":"a","Claims":{"iss":1}}""", "The claim `iss` is the `Issuer`, or null to leave it out.")]
    [InlineData("""{"Issuer":"a","Algorithm":256}""", "`Algorithm` is a text.")]
    [InlineData("""{"Issuer":"a","Algorithm":"none"}""", "`Algorithm` is one of RS256, ES256, ES384.")]
    [InlineData("""{"Issuer":"a","Algorithm":"rs256"}""", "`Algorithm` is one of RS256, ES256, ES384.")]
    [InlineData("""{"Issuer":"a","Algorithm":"RS512"}""", "`Algorithm` is one of RS256, ES256, ES384.")]
    [InlineData("""{"Issuer":"a","Algorithm":"0"}""", "`Algorithm` is one of RS256, ES256, ES384.")]
    [InlineData("""{"Issuer":"a","ExpiresIn":600}""", "`ExpiresIn` is a text.")]
    [InlineData("""{"Issuer":"a","ExpiresIn":"600"}""", "`ExpiresIn` is an ISO 8601 duration from PT1S to P1D; for other times give the claim `exp`.")]
    [InlineData("""{"Issuer":"a","ExpiresIn":"PT0S"}""", "`ExpiresIn` is an ISO 8601 duration from PT1S to P1D; for other times give the claim `exp`.")]
    [InlineData("""{"Issuer":"a","ExpiresIn":"PT86401S"}""", "`ExpiresIn` is an ISO 8601 duration from PT1S to P1D; for other times give the claim `exp`.")]
    public void What_cannot_be_minted_is_said(string body, string problem)
    {
        var (request, found) = Read(body);

        Assert.Null(request);
        Assert.Equal(problem, found);
    }

    private static (MintRequest? Request, string? Problem) Read(string body)
    {
        MintRequest.TryRead(Encoding.UTF8.GetBytes(body), out var request, out string? problem);
        return (request, problem);
    }

    private static JsonDocument Claims(string body) => JsonDocument.Parse(Read(body).Request!.Write(Now, "app", "id-1"));

    private static string? Text(JsonDocument claims, string name) => claims.RootElement.GetProperty(name).GetString();
}
