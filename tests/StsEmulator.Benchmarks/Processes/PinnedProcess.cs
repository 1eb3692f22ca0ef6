using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace StsEmulator.Benchmarks.Processes;

/// <summary>A child process bound to one core, ended with its owner. What it prints is kept for the case that it fails.</summary>
internal sealed class PinnedProcess : IAsyncDisposable
{
    /// <summary>The core that servers run on.</summary>
    public const int ServerCore = 0;

    /// <summary>The core that loads run on, and a Redis server, which is no part of what is measured.</summary>
    public const int LoadCore = 1;

    private const int KeptOutput = 64 * 1024;

    private readonly Process process;
    private readonly StringBuilder output = new();

    private PinnedProcess(Process process) => this.process = process;

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    /// <summary>Gets the resident memory in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            string line = File.ReadLines($"/proc/{Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
            return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
        }
    }

    /// <param name="core">The core to bind to; null leaves the choice to the scheduler.</param>
    public static PinnedProcess Start(int? core, string file, params IEnumerable<string> arguments)
    {
        if (core is not null && Environment.ProcessorCount < 2)
            throw new BenchmarkUnavailableException("two cores are needed, one for the server and one for the load");
        var start = new ProcessStartInfo { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        string[] binding = core is { } number ? ["taskset", "--cpu-list", number.ToString(CultureInfo.InvariantCulture), file] : [file];
        start.FileName = binding[0];
        foreach (string argument in binding.Skip(1).Concat(arguments))
            start.ArgumentList.Add(argument);
        var child = new PinnedProcess(new Process { StartInfo = start });
        child.process.OutputDataReceived += child.Keep;
        child.process.ErrorDataReceived += child.Keep;
        try
        {
            child.process.Start();
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new BenchmarkUnavailableException($"`{start.FileName}` does not start: {exception.Message}");
        }
        child.process.BeginOutputReadLine();
        child.process.BeginErrorReadLine();
        return child;
    }

    /// <summary>
    /// Lends the process both cores while something runs, then binds it to its own again. Compilation in the background is done sooner
    /// that way; with one core it competes with the very load that it is to speed up.
    /// </summary>
    public async Task WithBothCoresAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        await BindAsync($"{ServerCore},{LoadCore}", cancellationToken);
        await work();
        await BindAsync($"{ServerCore}", cancellationToken);
    }

    /// <summary>Runs a program to its end and gives what it printed.</summary>
    public static async Task<string> RunAsync(int core, string file, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        await using var child = Start(core, file, arguments);
        await child.process.WaitForExitAsync(cancellationToken);
        return child.process.ExitCode == 0
            ? child.Output
            : throw new BenchmarkUnavailableException($"`{file}` ended with {child.process.ExitCode}: {child.Output}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
        process.Dispose();
    }

    private Task<string> BindAsync(string cores, CancellationToken cancellationToken) => RunAsync(
        LoadCore, "taskset", ["--all-tasks", "--cpu-list", "--pid", cores, Id.ToString(CultureInfo.InvariantCulture)], cancellationToken);

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (output)
        {
            if (line.Data is not null && output.Length < KeptOutput)
                output.AppendLine(line.Data);
        }
    }
}
