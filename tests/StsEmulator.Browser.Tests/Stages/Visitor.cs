using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace StsEmulator.Browser.Tests.Stages;

/// <summary>A person with a browser of their own, at one page of it.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly Stage stage;
    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<string> complaints = new();

    public Visitor(Stage stage, IBrowserContext context, IPage page)
    {
        (this.stage, this.context, Page) = (stage, context, page);
        page.PageError += (_, error) => complaints.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
                complaints.Enqueue(message.Text);
        };
    }

    public IPage Page { get; }

    public ILocator Heading => Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 });

    public ILocator Alert => Page.GetByRole(AriaRole.Alert);

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = name, Exact = true });

    public ILocator Field(string label) => Page.GetByLabel(label, new PageGetByLabelOptions { Exact = true });

    /// <summary>A step of the sample, whose <c>data-state</c> tells how far it is.</summary>
    public ILocator Step(string id) => Page.Locator($"#{id}");

    /// <summary>What the sample or a page of the emulator says beside a name.</summary>
    public ILocator Fact(string name) => Page.Locator("dl > div").Filter(new LocatorFilterOptions { Has = Page.Locator($"dt:text-is(\"{name}\")") }).Locator("dd");

    /// <summary>Opens the sample as the page of an application.</summary>
    public async Task OpenSampleAsync(string clientId = BrowserSeed.Trusted)
    {
        await Page.RouteAsync("**/settings.json", async route =>
        {
            var original = await route.FetchAsync();
            var settings = JsonNode.Parse(await original.TextAsync())!;
            settings["clientId"] = clientId;
            await route.FulfillAsync(new RouteFulfillOptions { Response = original, Body = settings.ToJsonString() });
        });
        await Page.GotoAsync(stage.SampleUrl);
        await AtSampleAsync();
    }

    /// <summary>Waits until the sample has read its address.</summary>
    public Task AtSampleAsync() => Page.Locator("html[data-ready]").WaitForAsync();

    /// <summary>Opens the sample and goes to the sign-in page from there.</summary>
    public async Task BeginSignInAsync(string clientId = BrowserSeed.Trusted)
    {
        await OpenSampleAsync(clientId);
        await Button("Sign in").ClickAsync();
        await Field("Password").WaitForAsync();
    }

    public async Task EnterAsync(string userName, string password = BrowserSeed.Password)
    {
        await Field("User name").FillAsync(userName);
        await Field("Password").FillAsync(password);
        await Button("Sign in").ClickAsync();
    }

    /// <summary>Signs in at the sample and waits for its signed call.</summary>
    public async Task SignInAsync(string userName, string clientId = BrowserSeed.Trusted)
    {
        await BeginSignInAsync(clientId);
        await EnterAsync(userName);
        await SeesSignedCallAsync();
    }

    public Task SeesSignedCallAsync() => Assertions.Expect(Step("call")).ToHaveAttributeAsync("data-state", "done");

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        if (!complaints.IsEmpty)
            throw new InvalidOperationException($"The browser complained: {string.Join("; ", complaints)}");
    }
}
