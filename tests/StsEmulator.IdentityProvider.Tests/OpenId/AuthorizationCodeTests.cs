using System.Text.Json;
using StsEmulator.Federation.Keys;
using StsEmulator.IdentityProvider.OpenId;

namespace StsEmulator.IdentityProvider.Tests.OpenId;

public sealed class AuthorizationCodeTests : IAsyncLifetime
{
    private readonly World world = new();
    private ProviderHost host = null!;

    public async ValueTask InitializeAsync() => host = await ProviderHost.StartAsync(world);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Signing_in_gives_an_ID_token_that_says_who_how_and_when()
    {
        using Person person = new(host);

        var back = await person.LogInAsync(Person.AuthorizeUrl());
        var tokens = await person.RedeemAsync(back.Parameter("code"));

        Assert.StartsWith(Person.Callback + "?", back.Location, StringComparison.Ordinal);
        Assert.Equal("state-1", back.Parameter("state"));
        Assert.Equal(ProviderHost.Issuer, back.Parameter("iss"));
        Assert.True(tokens.Status == 200, tokens.Text);
        var claims = Answer.Claims(tokens.Member("id_token"));
        Assert.Equal(ProviderHost.Issuer, claims.GetProperty("iss").GetString());
        Assert.Equal("spa", claims.GetProperty("aud").GetString());
        Assert.Equal("user-1", claims.GetProperty("sub").GetString());
        Assert.Equal("nonce-1", claims.GetProperty("nonce").GetString());
        Assert.Equal("Ada Lovelace", claims.GetProperty("name").GetString());
        Assert.Equal("ada@example.com", claims.GetProperty("email").GetString());
        Assert.Equal("""["dev"]""", claims.GetProperty("groups").GetRawText());
        Assert.Equal("""["pwd"]""", claims.GetProperty("amr").GetRawText());
        Assert.Equal("engines", claims.GetProperty("department").GetString());
        Assert.Equal(World.Start.ToUnixTimeSeconds(), claims.GetProperty("auth_time").GetInt64());
        Assert.Equal(World.Start.AddHours(1).ToUnixTimeSeconds(), claims.GetProperty("exp").GetInt64());
        Assert.Equal("""{"principal_tags":{"team":["core"]}}""", claims.GetProperty("https://aws.amazon.com/tags").GetRawText());
        Assert.Equal("ada", claims.GetProperty("https://aws.amazon.com/source_identity").GetString());
        Assert.False(claims.TryGetProperty("gid", out _));
    }

    [Fact]
    public async Task The_ID_token_verifies_with_the_published_keys()
    {
        using Person person = new(host);
        var tokens = await person.RedeemAsync(await person.CodeAsync());

        var jwks = await person.GetAsync("/oidc/jwks");

        string[] token = tokens.Member("id_token").Split('.');
        var header = JsonElement.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token[0]));
        Assert.Equal("RS256", header.GetProperty("alg").GetString());
        Assert.NotNull(VerificationKeySet.TryParse(jwks.Text));
        var key = jwks.Json.GetProperty("keys").EnumerateArray().Single(key => key.GetProperty("kid").GetString() == header.GetProperty("kid").GetString());
        using var rsa = System.Security.Cryptography.RSA.Create(new System.Security.Cryptography.RSAParameters
        {
            Modulus = System.Buffers.Text.Base64Url.DecodeFromChars(key.GetProperty("n").GetString()),
            Exponent = System.Buffers.Text.Base64Url.DecodeFromChars(key.GetProperty("e").GetString()),
        });
        Assert.True(rsa.VerifyData(
            System.Text.Encoding.ASCII.GetBytes($"{token[0]}.{token[1]}"), System.Buffers.Text.Base64Url.DecodeFromChars(token[2]),
            System.Security.Cryptography.HashAlgorithmName.SHA256, System.Security.Cryptography.RSASignaturePadding.Pkcs1));
    }

    [Fact]
    public async Task A_login_begun_on_one_replica_ends_on_another()
    {
        await using var second = await ProviderHost.StartAsync(world);
        using Person person = new(host);
        var page = await person.FollowAsync(await person.GetAsync(Person.AuthorizeUrl()));

        person.Host = second;
        var signedIn = await person.SubmitAsync(page, ("username", "ada"), ("password", "right"));
        person.Host = host;
        var back = await person.FollowAsync(signedIn);
        person.Host = second;
        var tokens = await person.RedeemAsync(back.Parameter("code"));

        Assert.True(tokens.Status == 200, tokens.Text);
    }

    [Fact]
    public async Task A_wrong_verifier_is_refused()
    {
        using Person person = new(host);

        var answer = await person.RedeemAsync(await person.CodeAsync(), verifier: new string('x', 43));

        Assert.Equal((400, "invalid_grant"), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task A_code_for_another_redirect_URI_is_refused()
    {
        using Person person = new(host);

        var answer = await person.RedeemAsync(await person.CodeAsync(), redirectUri: "https://app.example/cb");

        Assert.Equal((400, "invalid_grant"), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task A_code_used_again_is_refused_on_every_replica_and_takes_its_tokens_with_it()
    {
        await using var second = await ProviderHost.StartAsync(world);
        using Person person = new(host);
        string code = await person.CodeAsync();
        var tokens = await person.RedeemAsync(code);
        Assert.Equal(200, (await person.UserInfoAsync(tokens.Member("access_token"))).Status);

        person.Host = second;
        var again = await person.RedeemAsync(code);

        Assert.Equal((400, "invalid_grant"), (again.Status, again.Error));
        Assert.Equal(401, (await person.UserInfoAsync(tokens.Member("access_token"))).Status);
        Assert.Equal("invalid_grant", (await person.RefreshAsync(tokens.Member("refresh_token"))).Error);
    }

    [Fact]
    public async Task A_code_expires_on_the_emulator_clock()
    {
        using Person person = new(host);
        string early = await person.CodeAsync();
        string late = (await person.GetAsync(Person.AuthorizeUrl())).Parameter("code");

        world.Clock.Offset = OpenIdLifetimes.Code - TimeSpan.FromSeconds(1);
        var inTime = await person.RedeemAsync(early);
        world.Clock.Offset = OpenIdLifetimes.Code + TimeSpan.FromSeconds(1);
        var tooLate = await person.RedeemAsync(late);

        Assert.Equal(200, inTime.Status);
        Assert.Equal((400, "invalid_grant"), (tooLate.Status, tooLate.Error));
    }

    [Theory]
    [InlineData("https://evil.example/cb")]
    [InlineData("https://app.example/cb/")]
    [InlineData("https://app.example/cb?x=1")]
    [InlineData("https://app.example:8443/cb")]
    [InlineData("http://app.example/cb")]
    [InlineData("http://127.0.0.1:5173/other")]
    [InlineData("http://127.0.0.1.evil.example/callback")]
    [InlineData("http://127.0.0.1:5173@evil.example/callback")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/callback")]
    public async Task A_foreign_redirect_URI_gets_a_page_and_no_redirect(string uri)
    {
        using Person person = new(host);

        var answer = await person.GetAsync(Person.AuthorizeUrl(("redirect_uri", uri)));

        Assert.Equal((400, null), (answer.Status, answer.Location));
        Assert.Contains("<h1>This login cannot go on</h1>", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_client_gets_a_page_and_no_redirect()
    {
        using Person person = new(host);

        var answer = await person.GetAsync(Person.AuthorizeUrl(("client_id", "nobody")));

        Assert.Equal((400, null), (answer.Status, answer.Location));
    }

    [Theory]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("scope", "openid admin", "invalid_scope")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("response_type", null, "invalid_request")]
    [InlineData("prompt", "none", "login_required")]
    [InlineData("max_age", "-1", "invalid_request")]
    public async Task Other_errors_go_back_to_the_client_with_its_state(string parameter, string? value, string error)
    {
        using Person person = new(host);
        (string, string?)[] changes = parameter == "code_challenge" ? [(parameter, value), ("code_challenge_method", null)] : [(parameter, value)];

        var answer = await person.GetAsync(Person.AuthorizeUrl(changes));

        Assert.True(answer.Location?.StartsWith(Person.Callback, StringComparison.Ordinal), $"{answer.Status} {answer.Location} {answer.Text}");
        Assert.Equal(error, answer.Parameter("error"));
        Assert.Equal("state-1", answer.Parameter("state"));
    }

    [Fact]
    public async Task Who_is_signed_in_is_not_asked_again_unless_the_client_wants_it()
    {
        using Person person = new(host);
        await person.CodeAsync();
        world.Clock.Offset = TimeSpan.FromMinutes(10);

        var silent = await person.GetAsync(Person.AuthorizeUrl(("prompt", "none")));
        var recent = await person.GetAsync(Person.AuthorizeUrl(("max_age", "600")));
        var fresh = await person.GetAsync(Person.AuthorizeUrl(("max_age", "599")));
        var login = await person.GetAsync(Person.AuthorizeUrl(("prompt", "login")));

        Assert.NotEmpty(silent.Parameter("code"));
        Assert.NotEmpty(recent.Parameter("code"));
        Assert.StartsWith(ProviderHost.Issuer + "/sign-in?", fresh.Location, StringComparison.Ordinal);
        Assert.StartsWith(ProviderHost.Issuer + "/sign-in?", login.Location, StringComparison.Ordinal);
        var back = await person.FollowAsync(await person.SubmitAsync(await person.FollowAsync(login), ("username", "ada"), ("password", "right")));
        Assert.NotEmpty(back.Parameter("code"));
    }

    [Fact]
    public async Task A_form_post_answer_is_a_page_that_posts_the_code()
    {
        using Person person = new(host);

        var page = await person.LogInAsync(Person.AuthorizeUrl(("response_mode", "form_post")));

        Assert.Equal(200, page.Status);
        Assert.Contains($"action=\"{Person.Callback}\"", page.Text, StringComparison.Ordinal);
        Assert.Contains("name=\"code\"", page.Text, StringComparison.Ordinal);
        Assert.Contains("form-action 'self' http://127.0.0.1:5173;", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }
}
