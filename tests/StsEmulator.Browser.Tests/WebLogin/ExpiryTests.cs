using StsEmulator.Browser.Tests.Stages;
using static Microsoft.Playwright.Assertions;

namespace StsEmulator.Browser.Tests.WebLogin;

/// <summary>What ends by itself, on emulators whose clock is moved.</summary>
public sealed class ExpiryTests(SharedStage shared)
{
    [Fact]
    public async Task Expired_credentials_are_refused_and_a_new_sign_in_brings_others()
    {
        await using var stage = await shared.BuildOwnAsync();
        await using var visitor = await stage.VisitAsync();
        await visitor.SignInAsync("demo");
        string first = await visitor.Fact("Access key id").InnerTextAsync();

        await stage.AdvanceAsync("PT15M");
        await visitor.Button("Call again").ClickAsync();

        await Expect(visitor.Alert).ToContainTextAsync("ExpiredToken");
        await Expect(visitor.Step("call")).ToHaveAttributeAsync("data-state", "failed");
        await visitor.Button("Sign in again").ClickAsync();
        await visitor.SeesSignedCallAsync();
        Assert.NotEqual(first, await visitor.Fact("Access key id").InnerTextAsync());
    }

    [Fact]
    public async Task An_expired_browser_session_asks_for_the_password_again()
    {
        await using var stage = await shared.BuildOwnAsync();
        await using var visitor = await stage.VisitAsync();
        await visitor.SignInAsync("demo");

        await stage.AdvanceAsync("PT7H59M");
        await visitor.OpenSampleAsync();
        await visitor.Button("Sign in").ClickAsync();
        await visitor.SeesSignedCallAsync();
        await stage.AdvanceAsync("PT2M");
        await visitor.OpenSampleAsync();
        await visitor.Button("Sign in").ClickAsync();

        await Expect(visitor.Field("Password")).ToBeVisibleAsync();
        await visitor.EnterAsync("demo");
        await visitor.SeesSignedCallAsync();
    }

    [Fact]
    public async Task A_sign_in_page_that_was_left_open_too_long_has_to_be_opened_again()
    {
        await using var stage = await shared.BuildOwnAsync();
        await using var visitor = await stage.VisitAsync();
        await visitor.BeginSignInAsync();
        await visitor.Field("User name").FillAsync("ada");
        await visitor.Field("Password").FillAsync(BrowserSeed.Password);
        await visitor.Button("Sign in").ClickAsync();
        await Expect(visitor.Heading).ToHaveTextAsync("Enter your code");

        await stage.AdvanceAsync("PT11M");
        await visitor.Field("Six-digit code").FillAsync(Browsers.Authenticator.Code(BrowserSeed.MfaSeed));
        await visitor.Button("Continue").ClickAsync();

        await Expect(visitor.Alert).ToContainTextAsync("That took too long. Enter your password again.");
        await Expect(visitor.Field("User name")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task No_page_of_another_origin_reaches_the_control_API()
    {
        await using var stage = await shared.BuildOwnAsync();
        await using var visitor = await stage.VisitAsync();
        await visitor.SignInAsync("demo");

        string read = await visitor.Page.EvaluateAsync<string>(
            "(url) => fetch(url).then((answer) => `answered ${answer.status}`, (error) => error.name)", $"{stage.Emulator.AwsUrl}_sts/sessions");
        await visitor.Page.EvaluateAsync("(url) => fetch(url, { method: 'POST', mode: 'no-cors' }).then(() => null)", $"{stage.Emulator.AwsUrl}_sts/reset");

        Assert.Equal("TypeError", read);
        await visitor.Button("Call again").ClickAsync();
        await visitor.SeesSignedCallAsync();
    }
}
