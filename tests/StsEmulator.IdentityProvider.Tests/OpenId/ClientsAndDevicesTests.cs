using System.Text.Json;
using System.Text.RegularExpressions;
using StsEmulator.IdentityProvider.OpenId;

namespace StsEmulator.IdentityProvider.Tests.OpenId;

public sealed class ClientsAndDevicesTests : IAsyncLifetime
{
    private const string DeviceGrant = "urn:ietf:params:oauth:grant-type:device_code";

    private readonly World world = new();
    private ProviderHost host = null!;

    public async ValueTask InitializeAsync() => host = await ProviderHost.StartAsync(world);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_client_with_a_secret_gets_an_access_token_for_its_audience()
    {
        using Person program = new(host);

        var tokens = await program.TokenAsync(("service", "service-secret-1"), ("grant_type", "client_credentials"));

        Assert.True(tokens.Status == 200, tokens.Text);
        var claims = Answer.Claims(tokens.Member("access_token"));
        Assert.Equal("service", claims.GetProperty("sub").GetString());
        Assert.Equal("sts.amazonaws.com", claims.GetProperty("aud").GetString());
        Assert.False(tokens.Json.TryGetProperty("id_token", out _));
    }

    [Theory]
    [InlineData("service", "wrong-secret-1", "invalid_client")]
    [InlineData("service", "", "invalid_client")]
    [InlineData("nobody", "service-secret-1", "invalid_client")]
    [InlineData("web", "web-secret-1", "unauthorized_client")]
    public async Task A_wrong_secret_or_grant_is_refused(string id, string secret, string error)
    {
        using Person program = new(host);

        var answer = await program.TokenAsync(null, ("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret));

        Assert.Contains(answer.Status, new[] { 400, 401 });
        Assert.Contains(answer.Error, secret.Length == 0 ? new[] { error, "invalid_request" } : [error]);
    }

    [Fact]
    public async Task A_public_client_has_no_tokens_of_its_own_and_no_secret()
    {
        using Person program = new(host);
        string code = await program.CodeAsync();

        var answer = await program.TokenAsync(
            null, ("grant_type", "authorization_code"), ("client_id", "spa"), ("client_secret", "something"), ("code", code),
            ("code_verifier", Person.Verifier), ("redirect_uri", Person.Callback));

        Assert.Equal("invalid_client", answer.Error);
    }

    [Fact]
    public async Task The_ID_token_of_a_client_that_wants_ES256_is_signed_so()
    {
        using Person person = new(host);
        (string, string?)[] web =
            [("client_id", "web"), ("redirect_uri", "https://web.example/cb"), ("scope", "openid"), ("code_challenge", null), ("code_challenge_method", null)];
        var page = await person.FollowAsync(await person.LogInAsync(Person.AuthorizeUrl(web)));
        var back = await person.FollowAsync(await person.SubmitAsync(page, ("answer", "allow")));

        var tokens = await person.TokenAsync(
            ("web", "web-secret-1"), ("grant_type", "authorization_code"), ("code", back.Parameter("code")), ("redirect_uri", "https://web.example/cb"));

        Assert.True(tokens.Status == 200, tokens.Text);
        var header = JsonElement.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(tokens.Member("id_token").Split('.')[0]));
        Assert.Equal("ES256", header.GetProperty("alg").GetString());
    }

    [Fact]
    public async Task A_device_gets_tokens_once_the_person_has_said_yes_on_any_replica()
    {
        await using var second = await ProviderHost.StartAsync(world);
        using Person device = new(host), person = new(second);
        var started = await StartAsync(device);
        Assert.Equal("authorization_pending", (await PollAsync(device, started)).Error);
        Assert.Equal("slow_down", (await PollAsync(device, started)).Error);

        await AnswerAsync(person, started, "allow");
        var tokens = await PollAsync(device, started);
        var again = await PollAsync(device, started);

        Assert.True(tokens.Status == 200, tokens.Text);
        Assert.Equal("user-1", Answer.Claims(tokens.Member("id_token")).GetProperty("sub").GetString());
        Assert.Equal("invalid_grant", again.Error);
        Assert.Equal(401, (await device.UserInfoAsync(tokens.Member("access_token"))).Status);
    }

    [Fact]
    public async Task A_device_that_is_turned_away_or_too_late_is_told()
    {
        using Person device = new(host), person = new(host);
        var denied = await StartAsync(device);
        await AnswerAsync(person, denied, "deny");
        var late = await StartAsync(device);

        Assert.Equal("access_denied", (await PollAsync(device, denied)).Error);
        world.Clock.Offset = OpenIdLifetimes.DeviceCode;
        Assert.Equal("expired_token", (await PollAsync(device, late)).Error);
    }

    [Theory, InlineData("urn:sts-emulator:device", "unsupported_grant_type"), InlineData(DeviceGrant, "invalid_request"), InlineData("password", "unsupported_grant_type")]
    public async Task Grants_that_are_not_offered_are_refused(string grant, string error)
    {
        using Person program = new(host);

        var answer = await program.TokenAsync(null, ("grant_type", grant), ("client_id", "spa"), ("username", "ada"), ("password", "right"));

        Assert.Equal((400, error), (answer.Status, answer.Error));
    }

    private static Task<Answer> StartAsync(Person device) =>
        device.PostAsync("/oidc/device_authorization", ("client_id", "spa"), ("scope", "openid profile"));

    private static Task<Answer> PollAsync(Person device, Answer started) => device.TokenAsync(
        null, ("grant_type", DeviceGrant), ("client_id", "spa"), ("device_code", started.Member("device_code")));

    private static async Task AnswerAsync(Person person, Answer started, string answer)
    {
        Assert.Matches(new Regex("^[A-Z]{4}-[A-Z]{4}$"), started.Member("user_code"));
        var signIn = await person.FollowAsync(await person.GetAsync("/oidc/device?user_code=" + started.Member("user_code")));
        var page = await person.FollowAsync(await person.SubmitAsync(signIn, ("username", "ada"), ("password", "right")));
        Assert.Contains(started.Member("user_code"), page.Text, StringComparison.Ordinal);
        var confirm = await person.SubmitAsync(page, ("user_code", started.Member("user_code").ToLowerInvariant()));
        var done = await person.SubmitAsync(confirm, ("answer", answer));
        Assert.Contains(answer == "allow" ? "is signed in" : "turned away", done.Text, StringComparison.Ordinal);
    }
}
