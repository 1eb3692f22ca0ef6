using StsEmulator.Browser.Tests.Stages;
using static Microsoft.Playwright.Assertions;

namespace StsEmulator.Browser.Tests.IdentityProvider;

/// <summary>A whole login without a pointer.</summary>
public sealed class KeyboardTests(SharedStage shared)
{
    /// <summary>More stops than any page has: whatever is not reached by then cannot be reached.</summary>
    private const int MostStops = 20;

    /// <summary>What has the focus, and whether a ring shows it.</summary>
    private const string Focus = """
        () => {
          const focused = document.activeElement;
          const name = focused.labels?.[0]?.innerText ?? focused.innerText;
          return focused === document.body ? "" : `${name.trim()}${getComputedStyle(focused).outlineStyle === "none" ? " (no ring)" : ""}`;
        }
        """;

    [Fact]
    public async Task Tab_and_Enter_are_enough_to_sign_in_consent_and_sign_out()
    {
        var stage = await shared.GetAsync();
        await using var visitor = await stage.VisitAsync();
        var keyboard = visitor.Page.Keyboard;
        await visitor.OpenSampleAsync(BrowserSeed.Curious);

        await TabToAsync(visitor, "Sign in");
        await keyboard.PressAsync("Enter");
        await Expect(visitor.Field("User name")).ToBeFocusedAsync();
        await keyboard.TypeAsync("typing");
        Assert.Equal(["Password"], await TabToAsync(visitor, "Password"));
        await keyboard.TypeAsync(BrowserSeed.Password);
        Assert.Equal(["Sign in"], await TabToAsync(visitor, "Sign in"));
        await keyboard.PressAsync("Enter");
        await Expect(visitor.Heading).ToHaveTextAsync("Share with Photo shop?");
        Assert.Equal(["Skip to content", "Sign out", "Allow"], await TabToAsync(visitor, "Allow"));
        await keyboard.PressAsync("Enter");
        await visitor.SeesSignedCallAsync();
        await TabToAsync(visitor, "Sign out");
        await keyboard.PressAsync("Enter");

        await Expect(visitor.Page.Locator("#message")).ToContainTextAsync("You are signed out");
    }

    [Fact]
    public async Task Enter_in_a_field_sends_the_form_and_the_skip_link_skips()
    {
        var stage = await shared.GetAsync();
        await using var visitor = await stage.VisitAsync();
        var keyboard = visitor.Page.Keyboard;
        await visitor.BeginSignInAsync();

        await keyboard.TypeAsync("demo");
        await keyboard.PressAsync("Enter");
        await Expect(visitor.Alert).ToContainTextAsync("Enter your password.");
        await visitor.Page.EvaluateAsync("document.activeElement.blur()");
        await visitor.Page.GetByText("Skip to content").FocusAsync();
        await keyboard.PressAsync("Enter");

        await Expect(visitor.Page.Locator("#main")).ToBeFocusedAsync();
    }

    /// <summary>Gives the stops on the way.</summary>
    private static async Task<List<string>> TabToAsync(Visitor visitor, string name)
    {
        List<string> stops = [];
        while (stops.Count < MostStops)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            stops.Add(await visitor.Page.EvaluateAsync<string>(Focus));
            if (stops[^1] == name)
                return stops;
        }
        Assert.Fail($"Tab does not reach `{name}` on {visitor.Page.Url}, only {string.Join(", ", stops)}.");
        return stops;
    }
}
