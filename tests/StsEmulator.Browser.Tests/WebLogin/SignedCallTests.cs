using Microsoft.Playwright;
using StsEmulator.Browser.Tests.Stages;
using static Microsoft.Playwright.Assertions;

namespace StsEmulator.Browser.Tests.WebLogin;

/// <summary>The sample from the first click to signing out.</summary>
public sealed class SignedCallTests(SharedStage shared)
{
    [Fact]
    public async Task Signing_in_ends_in_a_call_that_the_emulator_knows_the_caller_of()
    {
        var stage = await shared.GetAsync();
        await using var visitor = await stage.VisitAsync();

        await visitor.SignInAsync("demo");

        await Expect(visitor.Heading).ToHaveTextAsync("Signed in as Demo Person");
        await Expect(visitor.Fact("ARN")).ToHaveTextAsync($"arn:aws:sts::{BrowserSeed.Account}:assumed-role/web/demo@example.com");
        await Expect(visitor.Fact("Account")).ToHaveTextAsync(BrowserSeed.Account);
        await Expect(visitor.Fact("Issuer")).ToHaveTextAsync(stage.Issuer);
        await Expect(visitor.Fact("Remaining")).ToContainTextAsync("min");
        string accessKeyId = await visitor.Fact("Access key id").InnerTextAsync();
        Assert.StartsWith("ASIA", accessKeyId, StringComparison.Ordinal);
        Assert.Contains(accessKeyId, (await stage.ControlAsync("/_sts/sessions")).ToString(), StringComparison.Ordinal);
        Assert.Equal(stage.SampleUrl, visitor.Page.Url);
    }

    [Fact]
    public async Task The_page_stores_no_credentials_and_shows_no_secret()
    {
        var stage = await shared.GetAsync();
        await using var visitor = await stage.VisitAsync();
        await visitor.SignInAsync("demo");

        string stored = await visitor.Page.EvaluateAsync<string>("JSON.stringify([localStorage, sessionStorage, document.cookie])");
        int longWords = await visitor.Page.EvaluateAsync<int>("document.body.innerText.split(/\\s/).filter((word) => word.length === 40 || word.length > 80).length");

        Assert.Equal("""[{},{},""]""", stored);
        Assert.Equal(0, longWords);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_at_the_provider_too()
    {
        var stage = await shared.GetAsync();
        await using var visitor = await stage.VisitAsync();
        await visitor.SignInAsync("demo");

        await visitor.Button("Sign out").ClickAsync();

        await Expect(visitor.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("You are signed out, here and at the identity provider.");
        await visitor.Page.GoBackAsync();
        await Expect(visitor.Fact("Access key id")).ToHaveCountAsync(0);
        await visitor.OpenSampleAsync();
        await visitor.Button("Sign in").ClickAsync();
        await Expect(visitor.Field("Password")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Whoever_is_signed_in_at_the_provider_is_not_asked_again()
    {
        var stage = await shared.GetAsync();
        await using var visitor = await stage.VisitAsync();
        await visitor.SignInAsync("demo");

        await visitor.Page.ReloadAsync();
        await Expect(visitor.Fact("Access key id")).ToHaveCountAsync(0);
        await visitor.Button("Sign in").ClickAsync();

        await visitor.SeesSignedCallAsync();
    }

    [Fact]
    public async Task An_answer_that_was_not_asked_for_is_not_used()
    {
        var stage = await shared.GetAsync();
        await using var visitor = await stage.VisitAsync();

        await visitor.Page.GotoAsync(stage.SampleUrl + "?code=stolen&state=strange");

        await Expect(visitor.Alert).ToContainTextAsync("This answer belongs to no sign-in that began in this tab.");
        await Expect(visitor.Step("login")).ToHaveAttributeAsync("data-state", "failed");
        Assert.Equal(stage.SampleUrl, visitor.Page.Url);
    }
}
