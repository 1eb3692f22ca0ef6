namespace StsEmulator.IdentityProvider.Tests.OpenId;

public sealed class RefreshTests : IAsyncLifetime
{
    private readonly World world = new();
    private ProviderHost host = null!;

    public async ValueTask InitializeAsync() => host = await ProviderHost.StartAsync(world);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_refresh_gives_new_tokens_of_the_same_sign_in()
    {
        using Person person = new(host);
        var first = await person.RedeemAsync(await person.CodeAsync());
        world.Clock.Offset = TimeSpan.FromHours(2);
        Assert.Equal(401, (await person.UserInfoAsync(first.Member("access_token"))).Status);

        var second = await person.RefreshAsync(first.Member("refresh_token"));

        Assert.True(second.Status == 200, second.Text);
        Assert.NotEqual(first.Member("refresh_token"), second.Member("refresh_token"));
        Assert.Equal(World.Start.ToUnixTimeSeconds(), Answer.Claims(second.Member("id_token")).GetProperty("auth_time").GetInt64());
        Assert.Equal(200, (await person.UserInfoAsync(second.Member("access_token"))).Status);
    }

    [Fact]
    public async Task A_replayed_refresh_token_is_refused_and_ends_the_grant()
    {
        using Person person = new(host);
        var first = await person.RedeemAsync(await person.CodeAsync());
        var second = await person.RefreshAsync(first.Member("refresh_token"));

        var replayed = await person.RefreshAsync(first.Member("refresh_token"));

        Assert.Equal((400, "invalid_grant"), (replayed.Status, replayed.Error));
        Assert.Equal("invalid_grant", (await person.RefreshAsync(second.Member("refresh_token"))).Error);
        Assert.Equal(401, (await person.UserInfoAsync(second.Member("access_token"))).Status);
    }

    [Fact]
    public async Task A_refresh_may_ask_for_less_and_not_for_more()
    {
        using Person person = new(host);
        var first = await person.RedeemAsync(await person.CodeAsync(("scope", "openid profile offline_access")));

        var more = await person.RefreshAsync(first.Member("refresh_token"), ("scope", "openid email offline_access"));
        var less = await person.RefreshAsync(first.Member("refresh_token"), ("scope", "openid"));

        Assert.Equal(400, more.Status);
        Assert.True(less.Status == 200, less.Text);
        Assert.False(Answer.Claims(less.Member("id_token")).TryGetProperty("name", out _));
    }

    [Fact]
    public async Task Without_offline_access_there_is_no_refresh_token()
    {
        using Person person = new(host);

        var tokens = await person.RedeemAsync(await person.CodeAsync(("scope", "openid")));

        Assert.False(tokens.Json.TryGetProperty("refresh_token", out _));
    }

    [Fact]
    public async Task A_revoked_token_takes_its_grant_with_it()
    {
        using Person person = new(host);
        var tokens = await person.RedeemAsync(await person.CodeAsync());

        var revoked = await person.PostAsync("/oidc/revoke", ("client_id", "spa"), ("token", tokens.Member("refresh_token")));

        Assert.True(revoked.Status == 200, revoked.Text);
        Assert.Equal("invalid_grant", (await person.RefreshAsync(tokens.Member("refresh_token"))).Error);
        Assert.Equal(401, (await person.UserInfoAsync(tokens.Member("access_token"))).Status);
    }

    [Fact]
    public async Task Tokens_from_before_a_key_rotation_stay_good()
    {
        using Person person = new(host);
        var tokens = await person.RedeemAsync(await person.CodeAsync());
        string old = (await person.GetAsync("/oidc/jwks")).Text;

        await host.Keys.Ring.RotateAsync(CancellationToken.None);
        var refreshed = await person.RefreshAsync(tokens.Member("refresh_token"));
        string jwks = (await person.GetAsync("/oidc/jwks")).Text;

        Assert.True(refreshed.Status == 200, refreshed.Text);
        Assert.Equal(200, (await person.UserInfoAsync(tokens.Member("access_token"))).Status);
        string KeyId(string token) => System.Text.Json.JsonElement.Parse(
            System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[0])).GetProperty("kid").GetString()!;
        Assert.Contains(KeyId(tokens.Member("id_token")), old, StringComparison.Ordinal);
        Assert.Contains(KeyId(tokens.Member("id_token")), jwks, StringComparison.Ordinal);
        Assert.DoesNotContain(KeyId(refreshed.Member("id_token")), old, StringComparison.Ordinal);
        Assert.Contains(KeyId(refreshed.Member("id_token")), jwks, StringComparison.Ordinal);
    }
}
