using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using StsEmulator.Browser.Tests.Stages;
using static Microsoft.Playwright.Assertions;

namespace StsEmulator.Browser.Tests.IdentityProvider;

/// <summary>A browser that runs no scripts.</summary>
public sealed class WithoutScriptsTests(SharedStage shared)
{
    private static readonly BrowserNewContextOptions NoScripts = new() { JavaScriptEnabled = false };

    private readonly string verifier = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    [Fact]
    public async Task Sign_in_and_consent_lead_back_with_a_code_that_is_good()
    {
        var stage = await shared.GetAsync();
        await using var visitor = await stage.VisitAsync(NoScripts);
        await visitor.Page.GotoAsync(AuthorizeUrl(stage, "query"));

        await visitor.EnterAsync("plain", "wrong");
        await Expect(visitor.Alert).ToContainTextAsync("The user name or the password is wrong.");
        await visitor.EnterAsync("plain");
        await Expect(visitor.Heading).ToHaveTextAsync("Share with Photo shop?");
        await visitor.Button("Allow").ClickAsync();
        await visitor.Page.WaitForURLAsync(stage.SampleUrl + "?**");

        Dictionary<string, string> answer = QueryOf(visitor.Page.Url);
        Assert.Equal("given", answer["state"]);
        Assert.NotEmpty((await RedeemAsync(stage, answer["code"])).GetProperty("id_token").GetString()!);
    }

    [Fact]
    public async Task An_answer_that_is_posted_has_a_button_to_send_it()
    {
        var stage = await shared.GetAsync();
        await using var visitor = await stage.VisitAsync(NoScripts);
        var posted = new TaskCompletionSource<string>();
        await visitor.Page.RouteAsync(stage.SampleUrl, async route =>
        {
            posted.TrySetResult(route.Request.PostData ?? "");
            await route.FulfillAsync(new RouteFulfillOptions { Body = "received" });
        });
        await visitor.Page.GotoAsync(AuthorizeUrl(stage, "form_post"));

        await visitor.EnterAsync("asking");
        await visitor.Button("Allow").ClickAsync();
        await Expect(visitor.Heading).ToHaveTextAsync("Almost there");
        await visitor.Button("Continue").ClickAsync();

        Dictionary<string, string> answer = QueryOf(stage.SampleUrl + "?" + await posted.Task);
        Assert.Equal("given", answer["state"]);
        Assert.NotEmpty((await RedeemAsync(stage, answer["code"])).GetProperty("id_token").GetString()!);
    }

    private string AuthorizeUrl(Stage stage, string responseMode)
    {
        string challenge = Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))).Replace('+', '-').Replace('/', '_').TrimEnd('=');
        return $"{stage.Issuer}/authorize?client_id={BrowserSeed.Curious}&response_type=code&scope=openid&state=given&response_mode={responseMode}"
            + $"&redirect_uri={Uri.EscapeDataString(stage.SampleUrl)}&code_challenge={challenge}&code_challenge_method=S256";
    }

    private Task<JsonElement> RedeemAsync(Stage stage, string code) => stage.PostAsync(
        "/token", ("client_id", BrowserSeed.Curious), ("grant_type", "authorization_code"), ("redirect_uri", stage.SampleUrl), ("code", code),
        ("code_verifier", verifier));

    private static Dictionary<string, string> QueryOf(string url) => new Uri(url).Query.TrimStart('?').Split('&')
        .Select(pair => pair.Split('=', 2))
        .ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]));
}
