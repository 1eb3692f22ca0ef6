using System.Diagnostics;
using System.Text.Json;
using StsEmulator.BlackBox;

namespace StsEmulator.Clients.Tests.Emulators;

/// <summary>Runs a genuine client as a program of its own, which sees no AWS settings but those it is given.</summary>
internal sealed class ClientProgram(EmulatorProcess emulator)
{
    /// <summary>An interpreter that starts cold on a loaded machine, and no more.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The folder of this project in the working tree, where the programs lie.</summary>
    public static string SourceFolder { get; } = FindSourceFolder();

    /// <summary>Settings of the administrator's keys; without them a client has to look elsewhere.</summary>
    public static IReadOnlyDictionary<string, string> AdminKeys { get; } =
        new Dictionary<string, string> { ["AWS_ACCESS_KEY_ID"] = "test", ["AWS_SECRET_ACCESS_KEY"] = "test" };

    /// <summary>Gives the path of a program, or null when this machine does not have it.</summary>
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Where(folder => folder.Length > 0)
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);

    /// <summary>Runs a program that prints one JSON value.</summary>
    public async Task<JsonElement> JsonAsync(
        string program, IEnumerable<string> arguments, params IEnumerable<KeyValuePair<string, string>> environment)
    {
        var outcome = await RunAsync(program, arguments, environment);
        Assert.True(outcome.ExitCode == 0, $"`{program}` ended with exit code {outcome.ExitCode}: {outcome.Error}");
        using var document = JsonDocument.Parse(outcome.Output);
        return document.RootElement.Clone();
    }

    public async Task<CommandOutcome> RunAsync(
        string program, IEnumerable<string> arguments, params IEnumerable<KeyValuePair<string, string>> environment)
    {
        var home = Directory.CreateTempSubdirectory("sts-emulator-home-");
        try
        {
            ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = home.FullName };
            Isolate(start.Environment, home.FullName);
            foreach (var (name, value) in environment)
                start.Environment[name] = value;
            using var process = Process.Start(start) ?? throw new InvalidOperationException($"`{program}` cannot be started.");
            using CancellationTokenSource patience = new(Patience);
            try
            {
                var error = process.StandardError.ReadToEndAsync(patience.Token);
                string output = await process.StandardOutput.ReadToEndAsync(patience.Token);
                await process.WaitForExitAsync(patience.Token);
                return new CommandOutcome(process.ExitCode, output, await error);
            }
            finally
            {
                if (!process.HasExited)
                    process.Kill(entireProcessTree: true);
            }
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    private void Isolate(IDictionary<string, string?> environment, string home)
    {
        foreach (string name in environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.Ordinal)).ToList())
            environment.Remove(name);
        environment["HOME"] = home;
        environment["AWS_CONFIG_FILE"] = Path.Combine(home, "config");
        environment["AWS_SHARED_CREDENTIALS_FILE"] = Path.Combine(home, "credentials");
        environment["AWS_ENDPOINT_URL_STS"] = emulator.AwsUrl.ToString();
        environment["AWS_ENDPOINT_URL_IAM"] = emulator.AwsUrl.ToString();
        environment["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = emulator.MetadataUrl.ToString();
        environment["AWS_REGION"] = environment["AWS_DEFAULT_REGION"] = "us-east-1"; // Version 1 of the AWS CLI knows only the second.
        environment["NODE_NO_WARNINGS"] = "1";
    }

    private static string FindSourceFolder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "StsEmulator.sln")))
                return Path.Combine(folder.FullName, "tests", "StsEmulator.Clients.Tests");
        }
        throw new InvalidOperationException($"No StsEmulator.sln in a folder above `{AppContext.BaseDirectory}`.");
    }
}
