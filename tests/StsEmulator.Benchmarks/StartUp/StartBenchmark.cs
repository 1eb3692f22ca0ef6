using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using StsEmulator.Benchmarks.Processes;
using StsEmulator.Benchmarks.Results;

namespace StsEmulator.Benchmarks.StartUp;

/// <summary>From exec to the first answer of <c>GET /_sts/health</c>, and the resident memory two seconds later. Default seed, not pinned.</summary>
internal sealed class StartBenchmark : IBenchmark
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(2);

    public string Name => "start";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var figures = new List<Figure>();
        if (File.Exists(Repository.NativeServer))
        {
            var (milliseconds, mebibytes, detail) = await MeasureAsync(Repository.NativeServer, options, cancellationToken);
            figures.Add(Figure.AtMost("native executable: exec to first answer", milliseconds, 120, "0 ms", detail));
            figures.Add(Figure.AtMost("native executable: idle resident memory", mebibytes, 45, "0.0 MB", "default seed, three listeners"));
        }
        else
        {
            figures.Add(Figure.NotMeasured("native executable: start", "run `make publish` first"));
        }
        if (!File.Exists(Repository.OrdinaryServer))
            throw new BenchmarkUnavailableException($"`{Repository.OrdinaryServer}` is not built");
        var ordinary = await MeasureAsync(Repository.OrdinaryServer, options, cancellationToken);
        figures.Add(Figure.AtMost("ordinary build: exec to first answer", ordinary.Milliseconds, 400, "0 ms", ordinary.Detail));
        figures.Add(Figure.Reported("ordinary build: idle resident memory", ordinary.Megabytes, "0.0 MB", "default seed, three listeners"));
        return figures;
    }

    /// <summary>Medians after one start that is thrown away, because it reads the files from disk.</summary>
    private static async Task<(double Milliseconds, double Megabytes, string Detail)> MeasureAsync(
        string executable, BenchmarkOptions options, CancellationToken cancellationToken)
    {
        await StartAsync(executable, cancellationToken);
        var starts = new List<(double Milliseconds, double Megabytes)>();
        for (int i = 0; i < options.Pairs; i++)
            starts.Add(await StartAsync(executable, cancellationToken));
        double[] times = [.. starts.Select(start => start.Milliseconds).Order()];
        return (
            PairedRates.Median(times), PairedRates.Median(starts.Select(start => start.Megabytes)),
            FormattableString.Invariant($"median of {times.Length}, {times[0]:0} to {times[^1]:0} ms"));
    }

    private static async Task<(double Milliseconds, double Megabytes)> StartAsync(string executable, CancellationToken cancellationToken) =>
        await StartAsync(executable, [], cancellationToken);

    /// <param name="arguments">Further arguments of <c>serve</c>.</param>
    internal static async Task<(double Milliseconds, double Megabytes)> StartAsync(
        string executable, string[] arguments, CancellationToken cancellationToken)
    {
        int aws = FreePort.Find(), metadata = FreePort.Find(), verifier = FreePort.Find();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Timeout);
        long start = Stopwatch.GetTimestamp();
        await using var process = PinnedProcess.Start(
            core: null, executable,
            ["serve", "--aws-url", $"http://127.0.0.1:{aws}", "--metadata-url", $"http://127.0.0.1:{metadata}", "--verifier-url", $"http://127.0.0.1:{verifier}", .. arguments]);
        while (!await AnswersAsync(aws, limit.Token))
        {
            if (process.HasExited)
                throw new BenchmarkUnavailableException($"`{executable}` ended at start: {process.Output}");
            await Task.Delay(TimeSpan.FromMilliseconds(1), limit.Token);
        }
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        await Task.Delay(Idle, cancellationToken);
        return (milliseconds, process.ResidentBytes / 1e6);
    }

    private static async Task<bool> AnswersAsync(int port, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellationToken);
        }
        catch (SocketException)
        {
            return false;
        }
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET /_sts/health HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"), cancellationToken);
        byte[] answer = new byte[12];
        int length = 0;
        while (length < answer.Length && await socket.ReceiveAsync(answer.AsMemory(length), cancellationToken) is > 0 and int read)
            length += read;
        return Encoding.ASCII.GetString(answer) == "HTTP/1.1 200";
    }
}
