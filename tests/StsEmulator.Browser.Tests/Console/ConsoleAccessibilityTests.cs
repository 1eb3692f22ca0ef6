using Microsoft.Playwright;
using StsEmulator.Browser.Tests.Browsers;
using StsEmulator.Browser.Tests.Stages;
using static Microsoft.Playwright.Assertions;

namespace StsEmulator.Browser.Tests.Console;

/// <summary>Every page of the console sign-in, as axe-core judges it.</summary>
public sealed class ConsoleAccessibilityTests(SharedStage shared)
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Nothing_is_found_on_the_way_through_the_console_sign_in(ColorScheme scheme)
    {
        var stage = await shared.GetAsync();
        await using var visitor = await stage.VisitAsync(new BrowserNewContextOptions
        {
            ColorScheme = scheme,
            ViewportSize = new ViewportSize { Width = 320, Height = 640 },
        });

        await visitor.Page.GotoAsync(stage.ConsoleUrl());
        await AuditAsync("Sign in as IAM user");
        await visitor.EnterAtConsoleAsync("careful");
        await AuditAsync("Enter your MFA code");
        await visitor.SignInAtConsoleAsync(stage);
        await AuditAsync("You are signed in");
        await visitor.SwitchToAsync("nowhere");
        await Expect(visitor.Alert).ToBeVisibleAsync();
        await AuditAsync("Switch role");
        await visitor.Field("Role name").FillAsync(BrowserSeed.OpenRole);
        await visitor.Button("Switch role").ClickAsync();
        await AuditAsync("You have switched roles");
        await visitor.Button("Use these credentials in a terminal").ClickAsync();
        await AuditAsync("Credentials for a terminal");
        await visitor.Page.GotoAsync(stage.ConsoleUrl() + "/sign-out");
        await AuditAsync("Sign out?");
        await visitor.Button("Sign out").ClickAsync();
        await AuditAsync("You are signed out");
        await visitor.Page.GotoAsync(stage.ConsoleUrl() + "/root");
        await AuditAsync("Sign in as root user");

        async Task AuditAsync(string heading)
        {
            await Expect(visitor.Heading).ToHaveTextAsync(heading);
            await AccessibilityAudit.AssertNothingFoundAsync(visitor.Page, scheme);
        }
    }
}
