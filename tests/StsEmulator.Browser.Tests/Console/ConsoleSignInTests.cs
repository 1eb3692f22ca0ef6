using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Microsoft.Playwright;
using StsEmulator.Browser.Tests.Browsers;
using StsEmulator.Browser.Tests.Stages;
using static Microsoft.Playwright.Assertions;

namespace StsEmulator.Browser.Tests.Console;

/// <summary>IAM users at the console sign-in.</summary>
public sealed class ConsoleSignInTests(SharedStage shared)
{
    [Fact]
    public async Task A_user_learns_who_they_are_and_a_wrong_password_is_refused_first()
    {
        var stage = await shared.GetAsync();
        await using var visitor = await stage.VisitAsync();
        await visitor.Page.GotoAsync(stage.ConsoleUrl());

        await visitor.EnterAtConsoleAsync("operator", "wrong");
        await Expect(visitor.Alert).ToContainTextAsync("Your sign-in details are wrong.");
        await Expect(visitor.Field("IAM user name")).ToHaveValueAsync("operator");
        await Expect(visitor.Field("Password")).ToHaveValueAsync("");
        await Expect(visitor.Field("Password")).ToBeFocusedAsync();
        await visitor.EnterAtConsoleAsync("operator");

        await Expect(visitor.Heading).ToHaveTextAsync("You are signed in");
        await Expect(visitor.Fact("Signed in as")).ToHaveTextAsync(ConsoleVisits.UserArn("operator"));
        await Expect(visitor.Fact("Account")).ToHaveTextAsync(ConsoleVisits.Account);
        await Expect(visitor.Fact("Signed in with")).ToHaveTextAsync("password");
    }

    [Fact]
    public async Task A_code_is_asked_of_whoever_has_a_device_and_opens_roles_that_want_one()
    {
        var stage = await shared.GetAsync();
        await using var visitor = await stage.VisitAsync();
        await using var other = await stage.VisitAsync();
        string code = Authenticator.Code(BrowserSeed.MfaSeed);
        await visitor.Page.GotoAsync(stage.ConsoleUrl());
        await visitor.EnterAtConsoleAsync("careful");
        await Expect(visitor.Heading).ToHaveTextAsync("Enter your MFA code");

        await EnterCodeAsync(visitor, code == "000000" ? "000001" : "000000");
        await Expect(visitor.Alert).ToContainTextAsync("The code is wrong or was used before.");
        await EnterCodeAsync(visitor, code);
        await Expect(visitor.Fact("Signed in with")).ToHaveTextAsync("password and MFA code");
        await visitor.SwitchToAsync(BrowserSeed.MfaRole);
        await Expect(visitor.Fact("Signed in as")).ToHaveTextAsync(ConsoleVisits.SessionArn(BrowserSeed.MfaRole, "careful"));

        await other.Page.GotoAsync(stage.ConsoleUrl());
        await other.EnterAtConsoleAsync("careful");
        await EnterCodeAsync(other, code);
        await Expect(other.Alert).ToContainTextAsync("The code is wrong or was used before.");
    }

    [Fact]
    public async Task Root_signs_in_by_e_mail()
    {
        var stage = await shared.GetAsync();
        await using var visitor = await stage.VisitAsync();
        await visitor.Page.GotoAsync(stage.ConsoleUrl());

        await visitor.Link("Sign in as root user").ClickAsync();
        await visitor.Field("Root user email").FillAsync("root@example.com");
        await visitor.Field("Password").FillAsync(BrowserSeed.Password);
        await visitor.Button("Sign in").ClickAsync();

        await Expect(visitor.Fact("Signed in as")).ToHaveTextAsync($"arn:aws:iam::{BrowserSeed.Account}:root");
        await Expect(visitor.Button("Use these credentials in a terminal")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task After_signing_out_the_next_visit_asks_again()
    {
        var stage = await shared.GetAsync();
        await using var visitor = await stage.VisitAsync();
        await visitor.SignInAtConsoleAsync(stage);

        await visitor.Link("Sign out").ClickAsync();
        await visitor.Button("Sign out").ClickAsync();

        await Expect(visitor.Heading).ToHaveTextAsync("You are signed out");
        await visitor.Page.GotoAsync(stage.ConsoleUrl());
        await Expect(visitor.Field("Password")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_credentials_for_a_terminal_are_those_of_the_page()
    {
        var stage = await shared.GetAsync();
        await using var visitor = await stage.VisitAsync();
        await visitor.SignInAtConsoleAsync(stage);
        await visitor.SwitchToAsync(BrowserSeed.OpenRole);

        await visitor.Button("Use these credentials in a terminal").ClickAsync();
        string lines = await visitor.Page.Locator("pre").First.InnerTextAsync();

        string ValueOf(string name) => lines.Split('\n').Single(line => line.Contains($" {name}=", StringComparison.Ordinal)).Split('"')[1];
        using AmazonSecurityTokenServiceClient client = new(
            new SessionAWSCredentials(ValueOf("AWS_ACCESS_KEY_ID"), ValueOf("AWS_SECRET_ACCESS_KEY"), ValueOf("AWS_SESSION_TOKEN")),
            new AmazonSecurityTokenServiceConfig { ServiceURL = ValueOf("AWS_ENDPOINT_URL_STS") });
        var identity = await client.GetCallerIdentityAsync(new GetCallerIdentityRequest());
        Assert.Equal(ConsoleVisits.SessionArn(BrowserSeed.OpenRole, "operator"), identity.Arn);
    }

    [Fact]
    public async Task Everything_works_without_scripts()
    {
        var stage = await shared.GetAsync();
        await using var visitor = await stage.VisitAsync(new BrowserNewContextOptions { JavaScriptEnabled = false });

        await visitor.SignInAtConsoleAsync(stage);
        await visitor.SwitchToAsync(BrowserSeed.OpenRole);

        await Expect(visitor.Fact("Role")).ToHaveTextAsync(BrowserSeed.OpenRole);
    }

    private static async Task EnterCodeAsync(Visitor visitor, string code)
    {
        await visitor.Field("MFA code").FillAsync(code);
        await visitor.Button("Continue").ClickAsync();
    }
}
