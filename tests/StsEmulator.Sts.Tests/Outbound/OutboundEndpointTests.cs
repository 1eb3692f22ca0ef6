using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using StsEmulator.Federation.Outbound;
using StsEmulator.Iam.Directory;

namespace StsEmulator.Sts.Tests.Outbound;

public sealed class OutboundEndpointTests
{
    private static readonly Account Enabled = Given.Account(Given.Home, isDefault: true, Given.Root) with { OutboundWebIdentityFederation = true };

    [Theory]
    [InlineData("RS256")]
    [InlineData("ES384")]
    public async Task A_token_verifies_with_what_its_issuer_publishes(string algorithm)
    {
        await using var sts = await StsFixture.StartAsync(Enabled);
        var issued = await sts.CallAsync(Given.Alice, "GetWebIdentityToken", ("Audience.member.1", "me"), ("SigningAlgorithm", algorithm));

        using var discovery = await GetAsync(sts, new Uri(Issuer(sts) + "/.well-known/openid-configuration"));
        using var keys = await GetAsync(sts, new Uri(discovery.RootElement.GetProperty("jwks_uri").GetString()!));

        var outcome = await new JsonWebTokenHandler().ValidateTokenAsync(issued.Find("WebIdentityToken"), new TokenValidationParameters
        {
            ValidIssuer = discovery.RootElement.GetProperty("issuer").GetString(),
            ValidAudience = "me",
            IssuerSigningKeys = new JsonWebKeySet(keys.RootElement.GetRawText()).GetSigningKeys(),
            LifetimeValidator = (_, expires, _, _) => expires > sts.Clock.GetUtcNow().UtcDateTime,
            ValidAlgorithms = [algorithm],
        });
        Assert.True(outcome.IsValid, outcome.Exception?.Message);
    }

    [Fact]
    public async Task The_discovery_document_has_what_the_real_one_has()
    {
        await using var sts = await StsFixture.StartAsync(Enabled);
        string issuer = Issuer(sts);

        using var discovery = await GetAsync(sts, new Uri(issuer + "/.well-known/openid-configuration"));

        Assert.Equal(
            $$"""{"issuer":"{{issuer}}","jwks_uri":"{{issuer}}/.well-known/jwks.json","subject_types_supported":["public"],"id_token_signing_alg_values_supported":["RS256","ES384"],"claims_supported":["sub","iss","aud","exp","iat","jti","https://sts.amazonaws.com/"]}""",
            discovery.RootElement.GetRawText());
    }

    [Fact]
    public async Task Accounts_have_keys_of_their_own()
    {
        await using var sts = await StsFixture.StartAsync(Enabled, Given.Account(Given.Elsewhere) with { OutboundWebIdentityFederation = true });
        string home = Issuer(sts), elsewhere = sts.Services.GetRequiredService<OutboundIssuer>().UrlOf(Given.Elsewhere);

        using var one = await GetAsync(sts, new Uri(home + "/.well-known/jwks.json"));
        using var other = await GetAsync(sts, new Uri(elsewhere + "/.well-known/jwks.json"));

        Assert.Equal(2, one.RootElement.GetProperty("keys").GetArrayLength());
        Assert.Empty(Ids(one).Intersect(Ids(other)));
    }

    [Theory]
    [InlineData("GET", "", 404)]
    [InlineData("GET", "/", 404)]
    [InlineData("GET", "/.well-known/openid-configuration", 200)]
    [InlineData("HEAD", "/.well-known/openid-configuration", 200)]
    [InlineData("HEAD", "/.well-known/jwks.json", 200)]
    [InlineData("GET", "/.well-known/other", 404)]
    [InlineData("POST", "/.well-known/jwks.json", 405)]
    public async Task Nothing_else_is_served(string method, string path, int status)
    {
        await using var sts = await StsFixture.StartAsync(Enabled);
        using HttpRequestMessage request = new(new HttpMethod(method), new Uri(Issuer(sts) + path));

        var answer = await sts.SendAsync(request);

        Assert.Equal(status, (int)answer.Status);
    }

    [Fact]
    public async Task An_account_that_has_it_off_and_one_that_does_not_exist_have_no_issuer()
    {
        await using var sts = await StsFixture.StartAsync();
        string off = Issuer(sts), unknown = off.Replace("111122223333", "999988887777", StringComparison.Ordinal);

        foreach (string issuer in (string[])[off, unknown])
        {
            using HttpRequestMessage request = new(HttpMethod.Get, new Uri(issuer + "/.well-known/openid-configuration"));
            Assert.Equal(HttpStatusCode.NotFound, (await sts.SendAsync(request)).Status);
        }
    }

    [Fact]
    public async Task AssumeRoleWithWebIdentity_takes_no_such_token_even_of_a_registered_issuer()
    {
        var role = Given.Role(
            Given.Home, "Federated", "AROARTX3GSDSQFEDERATE",
            """{"Federated":"*"}""", "\"sts:AssumeRoleWithWebIdentity\"");
        await using var sts = await StsFixture.StartAsync(Enabled, role);
        using var keys = await GetAsync(sts, new Uri(Issuer(sts) + "/.well-known/jwks.json"));
        await sts.ChangeAsync(
            [new OidcProvider { AccountId = Given.Home, Url = Issuer(sts), Jwks = keys.RootElement.GetRawText(), ClientIdList = ["me"] }], []);
        var issued = await sts.CallAsync(Given.Alice, "GetWebIdentityToken", ("Audience.member.1", "me"), ("SigningAlgorithm", "ES384"));

        var answer = await sts.CallAsync(
            null, "AssumeRoleWithWebIdentity", ("RoleArn", "arn:aws:iam::111122223333:role/Federated"), ("RoleSessionName", "s1"),
            ("WebIdentityToken", issued.Find("WebIdentityToken")!));

        answer.ShouldBe(400, "InvalidIdentityToken", "A token that GetWebIdentityToken issued cannot be used with AssumeRoleWithWebIdentity.");
    }

    private static string Issuer(StsFixture sts) => sts.Services.GetRequiredService<OutboundIssuer>().UrlOf(Given.Home);

    private static async Task<JsonDocument> GetAsync(StsFixture sts, Uri url)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, url);
        var answer = await sts.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(("application/json", "*"), (answer.Headers["Content-Type"], answer.Headers["Access-Control-Allow-Origin"]));
        return JsonDocument.Parse(Encoding.UTF8.GetString(answer.Bytes));
    }

    private static IEnumerable<string?> Ids(JsonDocument keys) =>
        keys.RootElement.GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("kid").GetString());
}
