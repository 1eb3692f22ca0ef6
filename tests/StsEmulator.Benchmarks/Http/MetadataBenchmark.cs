using System.Text;
using StsEmulator.Benchmarks.Limits;
using StsEmulator.Benchmarks.Processes;
using StsEmulator.Benchmarks.Requests;
using StsEmulator.Benchmarks.Results;

namespace StsEmulator.Benchmarks.Http;

/// <summary>The two requests of which instance metadata sees the most, against an endpoint that writes the same bytes and headers.</summary>
internal sealed class MetadataBenchmark : IBenchmark
{
    private const string CredentialsPath = "/latest/meta-data/iam/security-credentials/Instance";

    public string Name => "metadata";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        await using var emulator = await EmulatorProcess.StartAsync(cancellationToken);
        var put = new PlainRequest("PUT", "/latest/api/token", [new("X-aws-ec2-metadata-token-ttl-seconds", "21600")]);
        var token = await emulator.AskMetadataAsync(put, cancellationToken);
        var get = new PlainRequest("GET", CredentialsPath, [new("X-aws-ec2-metadata-token", Encoding.ASCII.GetString(token.Body))]);
        await using var limit = await LimitProcess.StartAsync(
            new LimitAnswers(new Dictionary<string, RecordedAnswer>
            {
                ["PUT"] = token,
                ["GET"] = await emulator.AskMetadataAsync(get, cancellationToken),
            }),
            cancellationToken);
        return
        [
            Figure.Share("metadata token PUT, of an empty Kestrel endpoint", await emulator.CompareMetadataAsync(limit, put, options, cancellationToken), 0.75),
            Figure.Share("metadata credentials GET, of an empty Kestrel endpoint", await emulator.CompareMetadataAsync(limit, get, options, cancellationToken), 0.75),
        ];
    }
}
