using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using StsEmulator.BlackBox;
using StsEmulator.Browser.Tests.Browsers;

namespace StsEmulator.Browser.Tests.Stages;

/// <summary>One emulator, the sample beside it, and browsers that come to both.</summary>
public sealed class Stage : IAsyncDisposable
{
    private readonly Chromium chromium;
    private readonly BrowserSeed seed;
    private readonly WebLoginSample sample;

    private Stage(Chromium chromium, BrowserSeed seed, EmulatorProcess emulator, WebLoginSample sample) =>
        (this.chromium, this.seed, Emulator, this.sample) = (chromium, seed, emulator, sample);

    public EmulatorProcess Emulator { get; }

    /// <summary>Gets the address of the sample, which is its redirect URI too.</summary>
    public string SampleUrl => sample.Url.ToString();

    public string Issuer => seed.Issuer;

    public static async Task<Stage> BuildAsync(Chromium chromium)
    {
        BrowserSeed seed = new();
        var emulator = await EmulatorProcess.StartAsync([.. seed.Arguments]);
        try
        {
            return new Stage(chromium, seed, emulator, await WebLoginSample.StartAsync(emulator.AwsUrl, BrowserSeed.Role));
        }
        catch
        {
            await emulator.DisposeAsync();
            seed.Dispose();
            throw;
        }
    }

    /// <summary>Opens a browser that was never here before.</summary>
    public async Task<Visitor> VisitAsync(BrowserNewContextOptions? options = null)
    {
        var browser = await chromium.BrowserAsync();
        var context = await browser.NewContextAsync(options);
        context.SetDefaultTimeout(Chromium.PatienceMilliseconds);
        return new Visitor(this, context, await context.NewPageAsync());
    }

    /// <summary>Moves the emulator's clock, on a stage of one's own.</summary>
    public async Task AdvanceAsync(string duration)
    {
        using var answer = await Emulator.Client.PostAsJsonAsync("/_sts/clock", new Dictionary<string, string> { ["Advance"] = duration });
        answer.EnsureSuccessStatusCode();
    }

    public async Task<JsonElement> ControlAsync(string path)
    {
        using var document = JsonDocument.Parse(await Emulator.Client.GetStringAsync(path));
        return document.RootElement.Clone();
    }

    /// <summary>Posts a form to the provider, as an application does behind the browser's back.</summary>
    public async Task<JsonElement> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using FormUrlEncodedContent content = new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await Emulator.Client.PostAsync(Issuer + path, content);
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }

    public async ValueTask DisposeAsync()
    {
        await sample.DisposeAsync();
        await Emulator.DisposeAsync();
        seed.Dispose();
    }
}
