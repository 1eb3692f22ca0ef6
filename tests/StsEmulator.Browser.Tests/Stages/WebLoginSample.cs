using System.Diagnostics;
using StsEmulator.Browser.Tests.Browsers;

namespace StsEmulator.Browser.Tests.Stages;

/// <summary>The sample of docs/samples/web-login, served by its own server on a free port.</summary>
internal sealed class WebLoginSample : IAsyncDisposable
{
    /// <summary>Node.js and a bundle of one SDK client; the rest is the machine's.</summary>
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);

    private readonly Process process;

    private WebLoginSample(Process process, Uri url) => (this.process, Url) = (process, url);

    public Uri Url { get; }

    public static async Task<WebLoginSample> StartAsync(Uri emulator, string roleArn)
    {
        string folder = Path.Combine(Tools.Repository, "docs/samples/web-login");
        string? node = Tools.Find("node");
        Assert.True(node is not null, "Node.js (`node`) is not on PATH; .config/install-test-tools installs it.");
        Assert.True(
            Directory.Exists(Path.Combine(folder, "node_modules")), "The modules of docs/samples/web-login are missing; .config/install-test-tools installs them.");
        ProcessStartInfo start = new(node, ["serve.mjs"]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        foreach (string name in (string[])["ISSUER", "CLIENT_ID", "SCOPE", "AWS_REGION"])
            start.Environment.Remove(name);
        start.Environment["AWS_ENDPOINT_URL_STS"] = emulator.ToString();
        start.Environment["ROLE_ARN"] = roleArn;
        start.Environment["PORT"] = "0";
        var process = Process.Start(start) ?? throw new InvalidOperationException($"`{node}` cannot be started.");
        try
        {
            using CancellationTokenSource patience = new(StartPatience);
            var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
            string line = await process.StandardOutput.ReadLineAsync(patience.Token) ?? throw new InvalidOperationException($"The sample did not start: {await error}");
            return new WebLoginSample(process, new Uri(line[line.LastIndexOf("http", StringComparison.Ordinal)..]));
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
