using Microsoft.Playwright;

namespace StsEmulator.Browser.Tests.Browsers;

/// <summary>The Chromium of this machine, without a window; started by the first test that needs it. Nothing is downloaded.</summary>
public sealed class Chromium : IAsyncDisposable
{
    /// <summary>Time enough for a page on a loaded machine; whatever is not there by then never comes.</summary>
    public const float PatienceMilliseconds = 30_000;

    /// <summary>
    /// What a container allows, and no traffic of the browser's own. The sandbox needs user namespaces, which containers rarely have; all
    /// pages are ours.
    /// </summary>
    private static readonly string[] Switches =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
    ];

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> started = new(StartAsync);

    public async Task<IBrowser> BrowserAsync() => (await started.Value).Browser;

    public async ValueTask DisposeAsync()
    {
        if (!started.IsValueCreated || !started.Value.IsCompletedSuccessfully)
            return;
        var (playwright, browser) = await started.Value;
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    private static async Task<(IPlaywright Playwright, IBrowser Browser)> StartAsync()
    {
        string? executable = Tools.Find(Names);
        Assert.True(executable is not null, "Chromium (`chromium`) is not on PATH; .config/install-test-tools installs it.");
        Assertions.SetDefaultExpectTimeout(PatienceMilliseconds);
        var playwright = await Playwright.CreateAsync();
        return (playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = executable, Args = Switches }));
    }
}
