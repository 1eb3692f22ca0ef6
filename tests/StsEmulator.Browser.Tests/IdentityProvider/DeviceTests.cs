using System.Text.Json;
using StsEmulator.Browser.Tests.Stages;
using static Microsoft.Playwright.Assertions;

namespace StsEmulator.Browser.Tests.IdentityProvider;

/// <summary>A device without a browser, signed in by a person who has one.</summary>
public sealed class DeviceTests(SharedStage shared)
{
    private const string Grant = "urn:ietf:params:oauth:grant-type:device_code";

    [Fact]
    public async Task A_device_is_signed_in_from_the_address_it_shows()
    {
        var stage = await shared.GetAsync();
        await using var visitor = await stage.VisitAsync();
        var device = await BeginAsync(stage);

        await visitor.Page.GotoAsync(Text(device, "verification_uri_complete"));
        await visitor.EnterAsync("demo");
        await Expect(visitor.Field("Code on the device")).ToHaveValueAsync(Text(device, "user_code"));
        await visitor.Button("Continue").ClickAsync();
        await Expect(visitor.Heading).ToHaveTextAsync("Is this your device?");
        await Expect(visitor.Page.Locator(".lead")).ToContainTextAsync(Text(device, "user_code"));
        await visitor.Button("Sign the device in").ClickAsync();

        await Expect(visitor.Heading).ToHaveTextAsync("The device is signed in");
        Assert.NotEmpty(Text(await RedeemAsync(stage, device), "id_token"));
    }

    [Fact]
    public async Task A_device_that_is_turned_away_gets_nothing()
    {
        var stage = await shared.GetAsync();
        await using var visitor = await stage.VisitAsync();
        var device = await BeginAsync(stage);
        await visitor.Page.GotoAsync(Text(device, "verification_uri"));
        await visitor.EnterAsync("demo");

        await visitor.Field("Code on the device").FillAsync("BBBB-BBBB");
        await visitor.Button("Continue").ClickAsync();
        await Expect(visitor.Alert).ToContainTextAsync("No device shows this code now.");
        await visitor.Field("Code on the device").FillAsync(Text(device, "user_code").ToLowerInvariant());
        await visitor.Button("Continue").ClickAsync();
        await visitor.Button("Turn it away").ClickAsync();

        await Expect(visitor.Heading).ToHaveTextAsync("The device was turned away");
        Assert.Equal("access_denied", Text(await RedeemAsync(stage, device), "error"));
    }

    private static Task<JsonElement> BeginAsync(Stage stage) =>
        stage.PostAsync("/device_authorization", ("client_id", BrowserSeed.Trusted), ("scope", "openid profile"));

    private static Task<JsonElement> RedeemAsync(Stage stage, JsonElement device) => stage.PostAsync(
        "/token", ("client_id", BrowserSeed.Trusted), ("grant_type", Grant), ("device_code", Text(device, "device_code")));

    private static string Text(JsonElement answer, string name) => answer.GetProperty(name).GetString()!;
}
