using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using StsEmulator.Benchmarks.Processes;
using StsEmulator.Benchmarks.Requests;

namespace StsEmulator.Benchmarks.Http;

/// <summary>One request sent over and over on 64 connections by wrk, on the load's core.</summary>
internal sealed partial class WrkLoad : IDisposable
{
    private const string Connections = "64";

    private readonly string script = Path.Combine(Path.GetTempPath(), $"sts-emulator-bench-{Guid.NewGuid():N}.lua");
    private readonly string url;

    public WrkLoad(string url, PlainRequest request)
    {
        this.url = url.TrimEnd('/') + request.Path;
        var lua = new StringBuilder();
        // Without a request function wrk formats the request once and repeats its bytes.
        lua.Append(CultureInfo.InvariantCulture, $"wrk.method = {Quote(request.Method)}\n");
        if (request.Body.Length > 0)
            lua.Append(CultureInfo.InvariantCulture, $"wrk.body = {Quote(request.Body)}\n");
        foreach (var (name, value) in request.Headers)
            lua.Append(CultureInfo.InvariantCulture, $"wrk.headers[{Quote(name)}] = {Quote(value)}\n");
        File.WriteAllText(script, lua.ToString());
    }

    /// <summary>Gets how many requests the last run sent.</summary>
    public double LastCount { get; private set; }

    /// <summary>Loads the server and gives the answers a second. Every answer has to be a success.</summary>
    public async Task<double> RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        // wrk takes whole seconds; a shorter slice is cut by the signal it prints its sums on.
        string[] arguments = ["--signal=INT", Seconds(duration), "wrk", "--threads", "1", "--connections", Connections, "--duration", "600", "--script", script, url];
        string output = await PinnedProcess.RunAsync(PinnedProcess.LoadCore, "timeout", ["--preserve-status", .. arguments], cancellationToken);
        if (FailedAnswers.IsMatch(output))
            throw new InvalidOperationException($"The server did not answer every request with success: {output}");
        LastCount = double.Parse(RequestCount.Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
        var rate = RequestsPerSecond.Match(output);
        return rate.Success
            ? double.Parse(rate.Groups[1].Value, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"wrk printed no rate: {output}");
    }

    public void Dispose() => File.Delete(script);

    private static string Seconds(TimeSpan duration) => duration.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Quote(string text) =>
        '"' + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + '"';

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex RequestsPerSecond { get; }

    [GeneratedRegex(@"(\d+) requests in")]
    private static partial Regex RequestCount { get; }

    [GeneratedRegex(@"Non-2xx|connect [1-9]|read [1-9]|write [1-9]|timeout [1-9]")]
    private static partial Regex FailedAnswers { get; }
}
