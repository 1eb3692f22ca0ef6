using System.Globalization;
using System.Reflection;
using StsEmulator.Benchmarks.Processes;

namespace StsEmulator.Benchmarks.Limits;

/// <summary>A running limit server on the server's core.</summary>
internal sealed class LimitProcess : IAsyncDisposable
{
    private readonly PinnedProcess process;
    private readonly string answersFile;

    private LimitProcess(PinnedProcess process, string answersFile, int port, int grpcPort)
    {
        this.process = process;
        this.answersFile = answersFile;
        Url = $"http://127.0.0.1:{port}/";
        GrpcPort = grpcPort;
    }

    public string Url { get; }

    public int GrpcPort { get; }

    /// <summary>Gets this program's own executable, which has the limit server and the gRPC load as modes.</summary>
    public static string Executable => Path.ChangeExtension(Assembly.GetExecutingAssembly().Location, null);

    public static async Task<LimitProcess> StartAsync(LimitAnswers answers, CancellationToken cancellationToken)
    {
        int port = FreePort.Find(), grpcPort = FreePort.Find();
        string file = Path.Combine(Path.GetTempPath(), $"sts-emulator-bench-{Guid.NewGuid():N}.json");
        await answers.WriteAsync(file, cancellationToken);
        var process = PinnedProcess.Start(
            PinnedProcess.ServerCore, Executable, LimitServer.Mode, port.ToString(CultureInfo.InvariantCulture), grpcPort.ToString(CultureInfo.InvariantCulture), file);
        while (!await EmulatorProcess.ListensAsync(grpcPort, cancellationToken))
        {
            if (process.HasExited)
                throw new InvalidOperationException($"The limit server ended at start: {process.Output}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
        }
        return new LimitProcess(process, file, port, grpcPort);
    }

    public Task WithBothCoresAsync(Func<Task> work, CancellationToken cancellationToken) => process.WithBothCoresAsync(work, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        File.Delete(answersFile);
    }
}
