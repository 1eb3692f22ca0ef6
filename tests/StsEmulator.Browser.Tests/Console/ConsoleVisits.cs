using StsEmulator.Browser.Tests.Stages;
using static Microsoft.Playwright.Assertions;

namespace StsEmulator.Browser.Tests.Console;

/// <summary>What people do at the console sign-in.</summary>
internal static class ConsoleVisits
{
    /// <summary>How the console page shows the account.</summary>
    public const string Account = $"{BrowserSeed.Account} (dev)";

    public static string UserArn(string userName) => $"arn:aws:iam::{BrowserSeed.Account}:user/{userName}";

    public static string SessionArn(string roleName, string sessionName) => $"arn:aws:sts::{BrowserSeed.Account}:assumed-role/{roleName}/{sessionName}";

    public static string ConsoleUrl(this Stage stage) => new Uri(stage.Emulator.AwsUrl, "/signin").ToString();

    public static async Task EnterAtConsoleAsync(this Visitor visitor, string userName, string password = BrowserSeed.Password)
    {
        await visitor.Field("Account ID or alias").FillAsync("dev");
        await visitor.Field("IAM user name").FillAsync(userName);
        await visitor.Field("Password").FillAsync(password);
        await visitor.Button("Sign in").ClickAsync();
    }

    /// <summary>Signs in a user without MFA.</summary>
    public static async Task SignInAtConsoleAsync(this Visitor visitor, Stage stage, string userName = "operator")
    {
        await visitor.Page.GotoAsync(stage.ConsoleUrl());
        await visitor.EnterAtConsoleAsync(userName);
        await Expect(visitor.Heading).ToHaveTextAsync("You are signed in");
    }

    public static async Task SwitchToAsync(this Visitor visitor, string roleName)
    {
        await visitor.Link("Switch role").ClickAsync();
        await visitor.Field("Account ID or alias").FillAsync(BrowserSeed.Account);
        await visitor.Field("Role name").FillAsync(roleName);
        await visitor.Button("Switch role").ClickAsync();
    }
}
