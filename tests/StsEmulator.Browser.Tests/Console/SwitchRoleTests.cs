using StsEmulator.Browser.Tests.Stages;
using static Microsoft.Playwright.Assertions;

namespace StsEmulator.Browser.Tests.Console;

/// <summary>Switching to a role and back, and what ends by itself.</summary>
public sealed class SwitchRoleTests(SharedStage shared)
{
    [Fact]
    public async Task A_user_switches_to_a_role_back_and_there_again_by_one_click()
    {
        var stage = await shared.GetAsync();
        await using var visitor = await stage.VisitAsync();
        await visitor.SignInAtConsoleAsync(stage);

        await visitor.SwitchToAsync(BrowserSeed.OpenRole);
        await Expect(visitor.Heading).ToHaveTextAsync("You have switched roles");
        await Expect(visitor.Fact("Signed in as")).ToHaveTextAsync(ConsoleVisits.SessionArn(BrowserSeed.OpenRole, "operator"));
        await Expect(visitor.Fact("Switched from")).ToHaveTextAsync(ConsoleVisits.UserArn("operator"));
        await visitor.Button("Switch back to operator").ClickAsync();
        await Expect(visitor.Fact("Signed in as")).ToHaveTextAsync(ConsoleVisits.UserArn("operator"));
        await visitor.Page.Locator("main button", new() { HasText = BrowserSeed.OpenRole }).ClickAsync();

        await Expect(visitor.Fact("Role")).ToHaveTextAsync(BrowserSeed.OpenRole);
    }

    [Fact]
    public async Task A_role_that_does_not_trust_the_user_is_not_switched_to()
    {
        var stage = await shared.GetAsync();
        await using var visitor = await stage.VisitAsync();
        await visitor.SignInAtConsoleAsync(stage);

        await visitor.SwitchToAsync(BrowserSeed.MfaRole);

        await Expect(visitor.Alert).ToContainTextAsync("You cannot switch to this role.");
        await Expect(visitor.Page.Locator("main")).ToContainTextAsync("is not authorized to perform: sts:AssumeRole");
        await visitor.Link("Back").ClickAsync();
        await Expect(visitor.Fact("Signed in as")).ToHaveTextAsync(ConsoleVisits.UserArn("operator"));
    }

    [Fact]
    public async Task A_link_to_a_role_asks_to_sign_in_first_and_comes_back()
    {
        var stage = await shared.GetAsync();
        await using var visitor = await stage.VisitAsync();

        await visitor.Page.GotoAsync($"{stage.ConsoleUrl()}/switch-role?account=dev&roleName={BrowserSeed.OpenRole}&displayName=Deploying");
        await visitor.EnterAtConsoleAsync("operator");
        await Expect(visitor.Field("Role name")).ToHaveValueAsync(BrowserSeed.OpenRole);
        await visitor.Button("Switch role").ClickAsync();

        await Expect(visitor.Heading).ToHaveTextAsync("Deploying");
    }

    [Fact]
    public async Task The_role_ends_after_an_hour_and_the_session_after_twelve()
    {
        await using var stage = await shared.BuildOwnAsync();
        await using var visitor = await stage.VisitAsync();
        await visitor.SignInAtConsoleAsync(stage);
        await visitor.SwitchToAsync(BrowserSeed.OpenRole);
        await Expect(visitor.Fact("Role")).ToHaveTextAsync(BrowserSeed.OpenRole);

        await stage.AdvanceAsync("PT1H");
        await visitor.Page.GotoAsync(stage.ConsoleUrl());
        await Expect(visitor.Page.Locator(".notice")).ToContainTextAsync("You are yourself again.");
        await Expect(visitor.Fact("Signed in as")).ToHaveTextAsync(ConsoleVisits.UserArn("operator"));
        await stage.AdvanceAsync("PT11H");
        await visitor.Page.GotoAsync(stage.ConsoleUrl());

        await Expect(visitor.Page.Locator(".notice")).ToContainTextAsync("Your session has ended. Sign in again.");
        await visitor.EnterAtConsoleAsync("operator");
        await Expect(visitor.Heading).ToHaveTextAsync("You are signed in");
    }
}
