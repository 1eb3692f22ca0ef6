namespace StsEmulator.IdentityProvider.Tests.OpenId;

public sealed class EndSessionTests : IAsyncLifetime
{
    private readonly World world = new();
    private ProviderHost host = null!;

    public async ValueTask InitializeAsync() => host = await ProviderHost.StartAsync(world);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task With_the_ID_token_the_client_signs_its_user_out_and_gets_the_browser_back()
    {
        using Person person = new(host);
        var tokens = await person.RedeemAsync(await person.CodeAsync());

        var back = await person.GetAsync(
            "/oidc/logout?state=s2&post_logout_redirect_uri=https%3A%2F%2Fapp.example%2Fbye&id_token_hint=" + tokens.Member("id_token"));

        Assert.StartsWith("https://app.example/bye", back.Location, StringComparison.Ordinal);
        Assert.Equal("s2", back.Parameter("state"));
        Assert.Equal("login_required", (await person.GetAsync(Person.AuthorizeUrl(("prompt", "none")))).Parameter("error"));
    }

    [Fact]
    public async Task Without_it_the_person_is_asked()
    {
        using Person person = new(host);
        await person.CodeAsync();

        var page = await person.FollowAsync(
            await person.GetAsync("/oidc/logout?client_id=spa&post_logout_redirect_uri=https%3A%2F%2Fapp.example%2Fbye"));
        Assert.NotEmpty((await person.GetAsync(Person.AuthorizeUrl(("prompt", "none")))).Parameter("code"));
        var back = await person.FollowAsync(await person.SubmitAsync(page, ("answer", "leave")));

        Assert.Contains("Sign out?", page.Text, StringComparison.Ordinal);
        Assert.StartsWith("https://app.example/bye", back.Location, StringComparison.Ordinal);
        Assert.Equal("login_required", (await person.GetAsync(Person.AuthorizeUrl(("prompt", "none")))).Parameter("error"));
    }

    [Fact]
    public async Task A_foreign_address_to_return_to_is_refused_on_a_page()
    {
        using Person person = new(host);

        var answer = await person.GetAsync("/oidc/logout?client_id=spa&post_logout_redirect_uri=https%3A%2F%2Fevil.example%2F");

        Assert.Equal((400, null), (answer.Status, answer.Location));
        Assert.Contains("<h1>This login cannot go on</h1>", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_to_return_to_gets_a_page()
    {
        using Person person = new(host);

        var answer = await person.GetAsync("/oidc/logout");

        Assert.Equal(200, answer.Status);
        Assert.Contains("You are signed out", answer.Text, StringComparison.Ordinal);
    }
}
