using System.Globalization;

namespace StsEmulator.Benchmarks.Processes;

/// <summary>A Redis server that keeps nothing on disk, on the load's core: it is no part of what is measured.</summary>
internal sealed class RedisProcess : IAsyncDisposable
{
    private readonly PinnedProcess process;

    private RedisProcess(PinnedProcess process, int port)
    {
        this.process = process;
        Url = $"redis://127.0.0.1:{port}";
    }

    public string Url { get; }

    public static async Task<RedisProcess> StartAsync(CancellationToken cancellationToken)
    {
        int port = FreePort.Find();
        var process = PinnedProcess.Start(
            PinnedProcess.LoadCore, "redis-server", "--port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no");
        while (!await EmulatorProcess.ListensAsync(port, cancellationToken))
        {
            if (process.HasExited)
                throw new BenchmarkUnavailableException($"redis-server ended at start: {process.Output}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
        }
        return new RedisProcess(process, port);
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();
}
