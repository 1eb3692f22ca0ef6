using Microsoft.Playwright;
using StsEmulator.Browser.Tests.Browsers;
using StsEmulator.Browser.Tests.Stages;
using static Microsoft.Playwright.Assertions;

namespace StsEmulator.Browser.Tests.Console;

/// <summary>From the SAML identity provider, with a response that the browser carries, to a role in the console.</summary>
public sealed class SamlRoleChooserTests(SharedStage shared)
{
    private const string SomeRoles = "everywhere", OneRole = "somewhere";

    [Fact]
    public async Task Whoever_takes_all_roles_along_chooses_one_at_AWS()
    {
        var stage = await shared.GetAsync();
        await using var visitor = await stage.VisitAsync();
        await BeginAsync(stage, visitor, SomeRoles);
        await AccessibilityAudit.AssertNothingFoundAsync(visitor.Page, ColorScheme.Light);

        await Expect(Choice(visitor, "All my roles")).ToBeCheckedAsync();
        await visitor.Button("Continue to AWS").ClickAsync();
        await Expect(visitor.Heading).ToHaveTextAsync("Select a role");
        await AccessibilityAudit.AssertNothingFoundAsync(visitor.Page, ColorScheme.Light);
        await Expect(visitor.Page.GetByRole(AriaRole.Radio)).ToHaveCountAsync(2);
        await visitor.Button("Sign in").ClickAsync();
        await Expect(visitor.Alert).ToContainTextAsync("Choose a role.");
        await Choice(visitor, BrowserSeed.SamlWriter).CheckAsync();
        await visitor.Button("Sign in").ClickAsync();

        await Expect(visitor.Fact("Signed in as")).ToHaveTextAsync(ConsoleVisits.SessionArn(BrowserSeed.SamlWriter, $"{SomeRoles}@example.com"));
        await Expect(visitor.Fact("Signed in with")).ToContainTextAsync("SAML");
    }

    [Fact]
    public async Task Whoever_takes_one_role_along_is_not_asked_again()
    {
        var stage = await shared.GetAsync();
        await using var visitor = await stage.VisitAsync();
        await BeginAsync(stage, visitor, SomeRoles);

        await Choice(visitor, BrowserSeed.SamlReader).CheckAsync();
        await visitor.Button("Continue to AWS").ClickAsync();

        await Expect(visitor.Fact("Role")).ToHaveTextAsync(BrowserSeed.SamlReader);
    }

    [Fact]
    public async Task A_browser_without_scripts_carries_the_response_by_a_button()
    {
        var stage = await shared.GetAsync();
        await using var visitor = await stage.VisitAsync(new BrowserNewContextOptions { JavaScriptEnabled = false });
        await BeginAsync(stage, visitor, OneRole);

        await visitor.Button("Continue to AWS").ClickAsync();
        await visitor.Button("Continue").ClickAsync();

        await Expect(visitor.Fact("Role")).ToHaveTextAsync(BrowserSeed.SamlReader);
    }

    [Fact]
    public async Task A_response_that_was_used_is_refused()
    {
        var stage = await shared.GetAsync();
        await using var visitor = await stage.VisitAsync(new BrowserNewContextOptions { JavaScriptEnabled = false });
        await BeginAsync(stage, visitor, OneRole);
        await visitor.Button("Continue to AWS").ClickAsync();
        string response = await visitor.Page.Locator("input[name=SAMLResponse]").GetAttributeAsync("value") ?? "";
        await visitor.Button("Continue").ClickAsync();
        await Expect(visitor.Fact("Role")).ToHaveTextAsync(BrowserSeed.SamlReader);

        using FormUrlEncodedContent again = new([new("SAMLResponse", response)]);
        using var answer = await stage.Emulator.Client.PostAsync("/saml", again);

        Assert.NotEmpty(response);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_user_without_roles_is_told_so()
    {
        var stage = await shared.GetAsync();
        await using var visitor = await stage.VisitAsync();

        await BeginAsync(stage, visitor, "demo");

        await Expect(visitor.Page.Locator("main")).ToContainTextAsync("No role is given to this user.");
        await Expect(visitor.Button("Continue to AWS")).ToHaveCountAsync(0);
    }

    private static async Task BeginAsync(Stage stage, Visitor visitor, string userName)
    {
        await visitor.Page.GotoAsync(stage.ConsoleUrl());
        await visitor.Link("Sign in through the identity provider").ClickAsync();
        await visitor.EnterAsync(userName);
        await Expect(visitor.Heading).ToHaveTextAsync("Sign in to AWS");
    }

    private static ILocator Choice(Visitor visitor, string label) =>
        visitor.Page.Locator("label.choice").Filter(new LocatorFilterOptions { Has = visitor.Page.Locator($"strong:text-is(\"{label}\")") }).GetByRole(AriaRole.Radio);
}
