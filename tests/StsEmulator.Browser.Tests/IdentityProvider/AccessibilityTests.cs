using Microsoft.Playwright;
using StsEmulator.Browser.Tests.Browsers;
using StsEmulator.Browser.Tests.Stages;
using static Microsoft.Playwright.Assertions;

namespace StsEmulator.Browser.Tests.IdentityProvider;

/// <summary>Every page in every state, as axe-core judges it; no page has to be scrolled sideways.</summary>
public sealed class AccessibilityTests(SharedStage shared)
{
    private const int NarrowestScreen = 320;

    [Theory]
    [InlineData(ColorScheme.Light, "seeing")]
    [InlineData(ColorScheme.Dark, "watching")]
    public async Task Nothing_is_found_on_the_way_through_a_login(ColorScheme scheme, string userName)
    {
        var stage = await shared.GetAsync();
        await using var visitor = await stage.VisitAsync(new BrowserNewContextOptions
        {
            ColorScheme = scheme,
            ViewportSize = new ViewportSize { Width = NarrowestScreen, Height = 640 },
        });
        await visitor.OpenSampleAsync(BrowserSeed.Curious);
        await AuditAsync(visitor, scheme);

        await visitor.Button("Sign in").ClickAsync();
        await AuditAsync(visitor, scheme, "Sign in");
        await visitor.EnterAsync(userName, "");
        await Expect(visitor.Alert).ToContainTextAsync("Enter your password.");
        await AuditAsync(visitor, scheme, "Sign in");
        await visitor.EnterAsync(userName);
        await AuditAsync(visitor, scheme, "Share with Photo shop?");
        await visitor.Button("Allow").ClickAsync();
        await visitor.SeesSignedCallAsync();
        await AuditAsync(visitor, scheme);
        await visitor.Page.GotoAsync(stage.SampleUrl + "?state=strange");
        await Expect(visitor.Alert).ToBeVisibleAsync();
        await AuditAsync(visitor, scheme);
        await visitor.Page.GotoAsync(stage.Issuer);
        await AuditAsync(visitor, scheme, BrowserSeed.Shown(userName));
        await visitor.Page.GotoAsync(stage.Issuer + "/device");
        await AuditAsync(visitor, scheme, "Sign a device in");
        await visitor.Page.GotoAsync(stage.Issuer + "/authorize?client_id=unknown");
        await AuditAsync(visitor, scheme);
        await visitor.Page.GotoAsync(stage.Issuer + "/sign-out");
        await AuditAsync(visitor, scheme, "Sign out?");
        await visitor.Button("Sign out").ClickAsync();
        await AuditAsync(visitor, scheme, "You are signed out");
    }

    [Fact]
    public async Task Nothing_is_found_where_codes_are_asked_for()
    {
        var stage = await shared.GetAsync();
        await using var visitor = await stage.VisitAsync();
        await visitor.BeginSignInAsync();
        await visitor.EnterAsync("ada");

        await AuditAsync(visitor, ColorScheme.Light, "Enter your code");

        await Expect(visitor.Field("Six-digit code")).ToHaveAttributeAsync("autocomplete", "one-time-code");
        await Expect(visitor.Field("Six-digit code")).ToHaveAttributeAsync("inputmode", "numeric");
    }

    private static async Task AuditAsync(Visitor visitor, ColorScheme scheme, string? heading = null)
    {
        if (heading is not null)
            await Expect(visitor.Heading).ToHaveTextAsync(heading);
        await AccessibilityAudit.AssertNothingFoundAsync(visitor.Page, scheme);
    }
}
