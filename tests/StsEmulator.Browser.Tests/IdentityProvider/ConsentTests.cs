using StsEmulator.Browser.Tests.Stages;
using static Microsoft.Playwright.Assertions;

namespace StsEmulator.Browser.Tests.IdentityProvider;

/// <summary>What an application may learn is the user's to say.</summary>
public sealed class ConsentTests(SharedStage shared)
{
    [Fact]
    public async Task A_user_who_allows_it_is_asked_once()
    {
        var stage = await shared.GetAsync();
        await using var visitor = await stage.VisitAsync();
        await using var later = await stage.VisitAsync();
        await visitor.BeginSignInAsync(BrowserSeed.Curious);
        await visitor.EnterAsync("allowing");

        await Expect(visitor.Heading).ToHaveTextAsync("Share with Photo shop?");
        await Expect(visitor.Page.Locator(".lead")).ToContainTextAsync(new Uri(stage.SampleUrl).Authority);
        await Expect(visitor.Page.Locator(".scopes li")).ToHaveTextAsync(["Who you are", "Your name", "Your e-mail address", "The groups you are in"]);
        await visitor.Button("Allow").ClickAsync();

        await visitor.SeesSignedCallAsync();
        await Expect(visitor.Fact("Audience")).ToHaveTextAsync(BrowserSeed.Curious);
        await later.SignInAsync("allowing", BrowserSeed.Curious);
    }

    [Fact]
    public async Task A_user_who_does_not_allow_it_is_asked_again_next_time()
    {
        var stage = await shared.GetAsync();
        await using var visitor = await stage.VisitAsync();
        await visitor.BeginSignInAsync(BrowserSeed.Curious);
        await visitor.EnterAsync("denying");

        await visitor.Button("Do not allow").ClickAsync();

        await Expect(visitor.Alert).ToContainTextAsync("access_denied");
        await Expect(visitor.Fact("Access key id")).ToHaveCountAsync(0);
        await visitor.Button("Sign in").ClickAsync();
        await Expect(visitor.Heading).ToHaveTextAsync("Share with Photo shop?");
    }
}
