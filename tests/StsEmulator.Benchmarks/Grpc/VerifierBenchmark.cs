using System.Globalization;
using System.Text;
using Google.Protobuf;
using Grpc.Net.Client;
using StsEmulator.Benchmarks.Limits;
using StsEmulator.Benchmarks.Processes;
using StsEmulator.Benchmarks.Requests;
using StsEmulator.Benchmarks.Results;
using StsEmulator.Verifier.V1;

namespace StsEmulator.Benchmarks.Grpc;

/// <summary>Unary Verify and VerifyStream against a gRPC service that does nothing, with the same requests and replies.</summary>
internal sealed class VerifierBenchmark : IBenchmark
{
    private const string Service = "/sts_emulator.verifier.v1.Verifier/";
    private const int InFlight = 64, Streams = 8;

    public string Name => "verifier";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        await using var emulator = await EmulatorProcess.StartAsync(cancellationToken);
        var request = Request(SignedForm.GetCallerIdentity(emulator.Host, await emulator.IssueAsync(cancellationToken)));
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{emulator.VerifierPort}");
        var reply = await new Verifier.V1.Verifier.VerifierClient(channel).VerifyAsync(request, cancellationToken: cancellationToken);
        if (!reply.Authenticated)
            throw new InvalidOperationException($"The verifier refused the benchmark's request: {reply.Failure.Code}");
        await using var limit = await LimitProcess.StartAsync(
            new LimitAnswers(new Dictionary<string, RecordedAnswer>(), reply.ToByteArray()), cancellationToken);

        var unary = new Load("Verify", request, reply, Streams: 0);
        var streamed = new Load(
            "VerifyStream",
            new VerifyStreamRequest { CorrelationId = 1, Request = request },
            new VerifyStreamResponse { CorrelationId = 1, Response = reply },
            Streams);
        return
        [
            Figure.Share("Verify, of an empty gRPC service", await CompareAsync(unary, limit, emulator, options, cancellationToken), 0.7),
            Figure.Share("VerifyStream, of an empty gRPC service", await CompareAsync(streamed, limit, emulator, options, cancellationToken), 0.6),
        ];
    }

    private static async Task<PairedRates> CompareAsync(
        Load load, LimitProcess limit, EmulatorProcess emulator, BenchmarkOptions options, CancellationToken cancellationToken)
    {
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, load.Request.ToByteArray(), cancellationToken);
            Task<double> RunAsync(int port, TimeSpan duration) => load.RunAsync(port, file, duration, cancellationToken);
            await limit.WithBothCoresAsync(() => RunAsync(limit.GrpcPort, options.WarmUp), cancellationToken);
            await emulator.WithBothCoresAsync(() => RunAsync(emulator.VerifierPort, options.WarmUp), cancellationToken);
            return await PairedRates.MeasureAsync(
                options.Pairs, () => RunAsync(limit.GrpcPort, options.Slice), () => RunAsync(emulator.VerifierPort, options.Slice));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static VerifyRequest Request(SignedForm form)
    {
        var request = new VerifyRequest { Method = "POST", RawTarget = "/", Body = ByteString.CopyFrom(Encoding.UTF8.GetBytes(form.Body)) };
        request.Headers.AddRange(form.Headers.Select(header => new Header { Name = header.Key, Value = header.Value }));
        return request;
    }

    private sealed record Load(string Method, IMessage Request, IMessage Reply, int Streams)
    {
        public async Task<double> RunAsync(int port, string file, TimeSpan duration, CancellationToken cancellationToken)
        {
            int[] numbers = [Reply.CalculateSize(), Streams, InFlight];
            string output = await PinnedProcess.RunAsync(
                PinnedProcess.LoadCore, LimitProcess.Executable,
                [
                    GrpcLoadMode.Mode, port.ToString(CultureInfo.InvariantCulture), Service + Method, file,
                    .. numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)),
                    duration.TotalSeconds.ToString(CultureInfo.InvariantCulture),
                ],
                cancellationToken);
            return double.Parse(output, CultureInfo.InvariantCulture);
        }
    }
}
