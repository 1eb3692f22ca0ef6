using System.Diagnostics;
using System.Text;

namespace StsEmulator.BlackBox;

/// <summary>
/// One emulator as its own process. Every listener takes a free port, and the banner tells which; what the tests run is the
/// executable that <c>STS_EMULATOR_EXECUTABLE</c> names, else the one built beside them.
/// </summary>
public sealed class EmulatorProcess : IAsyncDisposable
{
    /// <summary>Time enough for a loaded machine; an emulator that is not up by then never will be.</summary>
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);

    /// <summary>The promise is 10 s; the rest is the machine's.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(20);

    private readonly Process process;
    private readonly StringBuilder standardError;

    private EmulatorProcess(Process process, StringBuilder standardError, string banner)
    {
        this.process = process;
        this.standardError = standardError;
        Banner = banner;
        AwsUrl = Find("AWS API");
        MetadataUrl = Find("metadata");
        VerifierUrl = Find("verifier");
        Client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { BaseAddress = AwsUrl, Timeout = StartPatience };
    }

    public static string Executable =>
        Environment.GetEnvironmentVariable("STS_EMULATOR_EXECUTABLE") is { Length: > 0 } given ? given : BuiltBeside(AppContext.BaseDirectory);

    public string Banner { get; }

    public Uri AwsUrl { get; }

    public Uri MetadataUrl { get; }

    public Uri VerifierUrl { get; }

    /// <summary>Gets a client of the AWS listener.</summary>
    public HttpClient Client { get; }

    /// <summary>Gets what the process has logged so far.</summary>
    public string StandardError
    {
        get
        {
            lock (standardError)
                return standardError.ToString();
        }
    }

    public static Task<EmulatorProcess> StartAsync(params string[] arguments) => StartAsync(new Dictionary<string, string?>(), arguments);

    /// <summary>Starts <c>serve</c> and waits until it says that it is ready.</summary>
    public static async Task<EmulatorProcess> StartAsync(IReadOnlyDictionary<string, string?> environment, params string[] arguments)
    {
        string[] listeners = ["--aws-url", "http://127.0.0.1:0", "--metadata-url", "http://127.0.0.1:0", "--verifier-url", "http://127.0.0.1:0"];
        var free = listeners.Chunk(2).Where(pair => !arguments.Contains(pair[0])).SelectMany(pair => pair);
        var process = Launch(environment, ["serve", .. free, .. arguments]);
        StringBuilder error = new();
        process.ErrorDataReceived += (_, line) =>
        {
            lock (error)
                error.AppendLine(line.Data);
        };
        process.BeginErrorReadLine();
        try
        {
            string banner = await ReadBannerAsync(process);
            return new EmulatorProcess(process, error, banner);
        }
        catch
        {
            process.Kill();
            process.Dispose();
            lock (error)
                throw new InvalidOperationException($"The emulator did not start: {error}");
        }
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<CommandOutcome> RunAsync(IReadOnlyDictionary<string, string?> environment, params string[] arguments)
    {
        using var process = Launch(environment, arguments);
        using CancellationTokenSource patience = new(StartPatience);
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var error = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await process.WaitForExitAsync(patience.Token);
            return new CommandOutcome(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    public static Task<CommandOutcome> RunAsync(params string[] arguments) => RunAsync(new Dictionary<string, string?>(), arguments);

    /// <summary>Stops it as an init system does, and gives its exit code.</summary>
    public async Task<int> StopAsync()
    {
        if (!process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            await kill.WaitForExitAsync();
        }
        using CancellationTokenSource patience = new(StopPatience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new InvalidOperationException($"The emulator did not stop within {StopPatience.TotalSeconds:0} s of SIGTERM.");
        }
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        int exitCode = await StopAsync();
        process.Dispose();
        if (exitCode != 0)
            throw new InvalidOperationException($"The emulator ended with exit code {exitCode}: {StandardError}");
    }

    private static Process Launch(IReadOnlyDictionary<string, string?> environment, string[] arguments)
    {
        ProcessStartInfo start = new(Executable, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        // A developer's own settings must not decide what a test finds.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("STS_EMULATOR_") || name.StartsWith("AWS_")).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start) ?? throw new InvalidOperationException($"`{Executable}` cannot be started.");
    }

    private static async Task<string> ReadBannerAsync(Process process)
    {
        using CancellationTokenSource patience = new(StartPatience);
        StringBuilder banner = new();
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            banner.AppendLine(line);
            if (line.Contains("--role-session-name", StringComparison.Ordinal))
                return banner.ToString();
        }
        throw new InvalidOperationException("The emulator ended before it was ready.");
    }

    private Uri Find(string label)
    {
        string line = Banner.Split('\n').First(line => line.TrimStart().StartsWith(label, StringComparison.Ordinal));
        return new Uri(line.Split(' ', StringSplitOptions.RemoveEmptyEntries).First(word => word.StartsWith("http", StringComparison.Ordinal)));
    }

    /// <summary>Tests lie at <c>artifacts/bin/PROJECT/CONFIGURATION</c>, and so does the server.</summary>
    private static string BuiltBeside(string folder)
    {
        DirectoryInfo configuration = new(folder.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(configuration.Parent!.Parent!.FullName, "StsEmulator.Server", configuration.Name, "sts-emulator");
    }
}

/// <summary>How a command ended and what it wrote.</summary>
public sealed record CommandOutcome(int ExitCode, string Output, string Error);
