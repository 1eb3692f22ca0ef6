using System.Text.Json;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using StsEmulator.Browser.Tests.Stages;
using static Microsoft.Playwright.Assertions;

namespace StsEmulator.Browser.Tests.Console;

/// <summary>Temporary credentials become a link, and the link a signed-in browser.</summary>
public sealed class FederationTests(SharedStage shared)
{
    private const string Portal = "https://portal.example/";

    [Fact]
    public async Task A_login_link_signs_in_once_and_shows_which_role_it_is()
    {
        var stage = await shared.GetAsync();
        await using var visitor = await stage.VisitAsync();
        await using var thief = await stage.VisitAsync();
        string link = await LinkAsync(stage, "https://console.aws.amazon.com/s3/");

        await visitor.Page.GotoAsync(link);

        await Expect(visitor.Fact("Signed in as")).ToHaveTextAsync(ConsoleVisits.SessionArn(BrowserSeed.OpenRole, "federated"));
        await Expect(visitor.Fact("Signed in with")).ToContainTextAsync(Portal);
        await Expect(visitor.Link("https://console.aws.amazon.com/s3/")).ToBeVisibleAsync();
        await thief.Page.GotoAsync(link);
        await Expect(thief.Alert).ToContainTextAsync("was used before");
        await Expect(thief.Link(Portal)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_link_that_leads_elsewhere_signs_nobody_in()
    {
        var stage = await shared.GetAsync();
        await using var visitor = await stage.VisitAsync();

        await visitor.Page.GotoAsync(await LinkAsync(stage, "https://evil.example/"));

        await Expect(visitor.Heading).ToHaveTextAsync("This sign-in cannot go on");
        await visitor.Page.GotoAsync(stage.ConsoleUrl());
        await Expect(visitor.Field("Password")).ToBeVisibleAsync();
    }

    private static async Task<string> LinkAsync(Stage stage, string destination)
    {
        using AmazonSecurityTokenServiceClient client = new(
            new BasicAWSCredentials(BrowserSeed.AccessKeyId, BrowserSeed.SecretAccessKey),
            new AmazonSecurityTokenServiceConfig { ServiceURL = stage.Emulator.AwsUrl.ToString() });
        var assumed = await client.AssumeRoleAsync(
            new AssumeRoleRequest { RoleArn = $"arn:aws:iam::{BrowserSeed.Account}:role/{BrowserSeed.OpenRole}", RoleSessionName = "federated" });
        string session = JsonSerializer.Serialize(new Dictionary<string, string>
        {
            ["sessionId"] = assumed.Credentials.AccessKeyId,
            ["sessionKey"] = assumed.Credentials.SecretAccessKey,
            ["sessionToken"] = assumed.Credentials.SessionToken,
        });
        var answer = await stage.ControlAsync($"/federation?Action=getSigninToken&Session={Uri.EscapeDataString(session)}");
        return new Uri(
            stage.Emulator.AwsUrl,
            $"/federation?Action=login&Issuer={Uri.EscapeDataString(Portal)}&Destination={Uri.EscapeDataString(destination)}"
                + $"&SigninToken={answer.GetProperty("SigninToken").GetString()}").ToString();
    }
}
