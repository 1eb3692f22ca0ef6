using StsEmulator.Iam.Mfa;
using StsEmulator.IdentityProvider.Browser;

namespace StsEmulator.IdentityProvider.Tests.OpenId;

public sealed class SignInTests : IAsyncLifetime
{
    private readonly World world = new();
    private ProviderHost host = null!;

    public async ValueTask InitializeAsync() => host = await ProviderHost.StartAsync(world);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory, InlineData("ada", "wrong"), InlineData("nobody", "right"), InlineData("ada", "")]
    public async Task A_wrong_name_or_password_gets_the_form_again_without_the_password(string name, string password)
    {
        using Person person = new(host);
        var page = await person.FollowAsync(await person.GetAsync(Person.AuthorizeUrl()));

        var again = await person.SubmitAsync(page, ("username", name), ("password", password));

        Assert.Equal((200, null), (again.Status, again.Location));
        Assert.Contains("role=\"alert\"", again.Text, StringComparison.Ordinal);
        Assert.Contains($"value=\"{name}\"", again.Text, StringComparison.Ordinal);
        Assert.Contains("name=\"password\" type=\"password\" value=\"\"", again.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guessing_ends_also_for_the_right_password()
    {
        using Person person = new(host);
        var page = await person.FollowAsync(await person.GetAsync(Person.AuthorizeUrl()));
        for (int i = 0; i < PasswordLimiter.AttemptsPerUser; i++)
            Assert.Equal(200, (await person.SubmitAsync(page, ("username", "ada"), ("password", "wrong"))).Status);

        var refused = await person.SubmitAsync(page, ("username", "ADA"), ("password", "right"));

        Assert.Equal((429, null), (refused.Status, refused.Location));
    }

    [Fact]
    public async Task A_form_that_another_site_posts_is_refused()
    {
        using Person person = new(host);
        var page = await person.FollowAsync(await person.GetAsync(Person.AuthorizeUrl()));

        var answer = await person.PostAsync(page.Url, ("username", "ada"), ("password", "right"));

        Assert.Equal((400, null), (answer.Status, answer.Location));
    }

    [Fact]
    public async Task A_second_factor_is_asked_for_and_its_code_works_once()
    {
        using Person person = new(host);
        string code = TimeBasedCode.Compute(ProviderHost.MfaSeed, World.Start)!;
        var page = await person.FollowAsync(await person.GetAsync(Person.AuthorizeUrl()));

        var asked = await person.SubmitAsync(page, ("username", "grace"), ("password", "right"));
        var wrong = await person.SubmitAsync(asked, ("code", code == "000000" ? "111111" : "000000"));
        var back = await person.FollowAsync(await person.SubmitAsync(wrong, ("code", code)));
        var tokens = await person.RedeemAsync(back.Parameter("code"));
        var again = await person.SubmitAsync(asked, ("code", code));

        Assert.Equal((200, null), (asked.Status, asked.Location));
        Assert.Equal((200, null), (wrong.Status, wrong.Location));
        Assert.Equal("""["pwd","otp","mfa"]""", Answer.Claims(tokens.Member("id_token")).GetProperty("amr").GetRawText());
        Assert.Equal((200, null), (again.Status, again.Location));
        Assert.Contains("role=\"alert\"", again.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Consent_is_asked_once_and_a_no_reaches_the_client()
    {
        using Person person = new(host);
        (string, string?)[] web =
            [("client_id", "web"), ("redirect_uri", "https://web.example/cb"), ("scope", "openid profile"), ("code_challenge", null), ("code_challenge_method", null)];
        var sentToConsent = await person.LogInAsync(Person.AuthorizeUrl(web));
        var page = await person.FollowAsync(sentToConsent);
        Assert.Contains("Share with web?", page.Text, StringComparison.Ordinal);

        var denied = await person.FollowAsync(await person.SubmitAsync(page, ("answer", "deny")));
        var allowed = await person.FollowAsync(await person.SubmitAsync(page, ("answer", "allow")));
        var remembered = await person.GetAsync(Person.AuthorizeUrl(web));
        var more = await person.GetAsync(Person.AuthorizeUrl([.. web, ("scope", "openid")]));

        Assert.Equal("access_denied", denied.Parameter("error"));
        Assert.NotEmpty(allowed.Parameter("code"));
        Assert.NotEmpty(remembered.Parameter("code"));
        Assert.StartsWith(ProviderHost.Issuer + "/consent?", more.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_comes_back_from_a_page_leads_nowhere_else()
    {
        using Person person = new(host);
        var page = await person.GetAsync("/oidc/sign-in?request=https%3A%2F%2Fevil.example%2F%3Fx%3D1");

        var answer = await person.SubmitAsync(page, ("username", "ada"), ("password", "right"));

        Assert.StartsWith(ProviderHost.Issuer + "/authorize", answer.Location, StringComparison.Ordinal);
    }
}
