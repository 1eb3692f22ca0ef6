using Microsoft.Playwright;
using StsEmulator.Browser.Tests.Browsers;
using StsEmulator.Browser.Tests.Stages;
using static Microsoft.Playwright.Assertions;

namespace StsEmulator.Browser.Tests.IdentityProvider;

/// <summary>The sign-in page: passwords and codes, right and wrong.</summary>
public sealed class SignInTests(SharedStage shared)
{
    /// <summary>See <c>PasswordLimiter.AttemptsPerUser</c>.</summary>
    private const int AttemptsPerUser = 10;

    [Fact]
    public async Task A_wrong_password_is_said_where_it_was_typed_and_the_right_one_still_works()
    {
        var stage = await shared.GetAsync();
        await using var visitor = await stage.VisitAsync();
        await visitor.BeginSignInAsync();

        await visitor.EnterAsync("demo", "wrong");

        await Expect(visitor.Alert).ToContainTextAsync("The user name or the password is wrong.");
        await Expect(visitor.Field("User name")).ToHaveValueAsync("demo");
        await Expect(visitor.Field("Password")).ToHaveValueAsync("");
        await Expect(visitor.Field("Password")).ToBeFocusedAsync();
        await Expect(visitor.Field("Password")).ToHaveAccessibleDescriptionAsync("Error: The user name or the password is wrong.");
        await visitor.EnterAsync("demo");
        await visitor.SeesSignedCallAsync();
    }

    [Fact]
    public async Task Nobody_is_told_whether_a_user_exists()
    {
        var stage = await shared.GetAsync();
        await using var visitor = await stage.VisitAsync();
        await visitor.BeginSignInAsync();

        await visitor.EnterAsync("nobody", "wrong");

        await Expect(visitor.Alert).ToContainTextAsync("The user name or the password is wrong.");
    }

    [Fact]
    public async Task After_ten_wrong_passwords_the_right_one_is_refused_too()
    {
        var stage = await shared.GetAsync();
        await using var visitor = await stage.VisitAsync();
        await visitor.BeginSignInAsync();
        for (int attempt = 0; attempt < AttemptsPerUser; attempt++)
        {
            await visitor.EnterAsync("guessed", $"wrong {attempt}");
            await Expect(visitor.Alert).ToContainTextAsync("The user name or the password is wrong.");
        }

        await visitor.EnterAsync("guessed");

        await Expect(visitor.Alert).ToContainTextAsync("There were too many wrong attempts.");
        await visitor.EnterAsync("demo");
        await visitor.SeesSignedCallAsync();
    }

    [Fact]
    public async Task An_authenticator_is_asked_for_a_code_and_each_code_works_once()
    {
        var stage = await shared.GetAsync();
        await using var visitor = await stage.VisitAsync();
        await using var other = await stage.VisitAsync();
        string code = Authenticator.Code(BrowserSeed.MfaSeed), next = Authenticator.Code(BrowserSeed.MfaSeed, stepsAhead: 1);
        await visitor.BeginSignInAsync();
        await visitor.EnterAsync("ada");
        await Expect(visitor.Heading).ToHaveTextAsync("Enter your code");
        await Expect(visitor.Field("Six-digit code")).ToBeFocusedAsync();

        await EnterCodeAsync(visitor, code == "000000" ? "000001" : "000000");
        await Expect(visitor.Alert).ToContainTextAsync("The code is wrong or was used before.");
        await EnterCodeAsync(visitor, $"{code[..3]} {code[3..]}");
        await visitor.SeesSignedCallAsync();
        await other.BeginSignInAsync();
        await other.EnterAsync("ada");
        await EnterCodeAsync(other, code);

        await Expect(other.Alert).ToContainTextAsync("The code is wrong or was used before.");
        await EnterCodeAsync(other, next);
        await other.SeesSignedCallAsync();
    }

    [Fact]
    public async Task An_address_that_the_application_did_not_register_is_never_gone_to()
    {
        var stage = await shared.GetAsync();
        await using var visitor = await stage.VisitAsync();

        await visitor.Page.GotoAsync(
            $"{stage.Issuer}/authorize?client_id={BrowserSeed.Trusted}&response_type=code&scope=openid&redirect_uri={Uri.EscapeDataString("https://evil.example/")}");

        await Expect(visitor.Field("Password")).ToHaveCountAsync(0);
        await Expect(visitor.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("redirect");
        Assert.StartsWith(stage.Issuer, visitor.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_at_the_provider_is_asked_for_and_may_be_declined()
    {
        var stage = await shared.GetAsync();
        await using var visitor = await stage.VisitAsync();
        await visitor.SignInAsync("demo");
        await visitor.Page.GotoAsync(stage.Issuer);
        await Expect(visitor.Heading).ToHaveTextAsync("Demo Person");

        await visitor.Link("Sign out").ClickAsync();
        await visitor.Button("Stay signed in").ClickAsync();
        await Expect(visitor.Heading).ToHaveTextAsync("Demo Person");
        await visitor.Link("Sign out").ClickAsync();
        await visitor.Button("Sign out").ClickAsync();

        await Expect(visitor.Heading).ToHaveTextAsync("You are signed out");
        await visitor.Page.GotoAsync(stage.Issuer);
        await Expect(visitor.Heading).ToHaveTextAsync("Nobody is signed in");
    }

    private static async Task EnterCodeAsync(Visitor visitor, string code)
    {
        await visitor.Field("Six-digit code").FillAsync(code);
        await visitor.Button("Continue").ClickAsync();
    }
}
