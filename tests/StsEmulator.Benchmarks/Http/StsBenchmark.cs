using StsEmulator.Benchmarks.Limits;
using StsEmulator.Benchmarks.Processes;
using StsEmulator.Benchmarks.Requests;
using StsEmulator.Benchmarks.Results;

namespace StsEmulator.Benchmarks.Http;

/// <summary>AssumeRole and GetCallerIdentity over HTTP, in memory, against an endpoint that reads the same form and writes the same bytes.</summary>
internal sealed class StsBenchmark : IBenchmark
{
    public string Name => "sts";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        await using var emulator = await EmulatorProcess.StartAsync(cancellationToken);
        var session = await emulator.IssueAsync(cancellationToken);
        var assumeRole = emulator.AssumeRole();
        var callerIdentity = SignedForm.GetCallerIdentity(emulator.Host, session);
        await using var limit = await LimitProcess.StartAsync(
            new LimitAnswers(new Dictionary<string, RecordedAnswer>
            {
                ["AssumeRole"] = await emulator.AskAsync(assumeRole.Request, cancellationToken),
                ["GetCallerIdentity"] = await emulator.AskAsync(callerIdentity.Request, cancellationToken),
            }),
            cancellationToken);
        return
        [
            Figure.Share("GetCallerIdentity, of an empty Kestrel endpoint", await emulator.CompareAsync(limit, callerIdentity.Request, options, cancellationToken), 0.7),
            Figure.Share("AssumeRole in memory, of an empty Kestrel endpoint", await emulator.CompareAsync(limit, assumeRole.Request, options, cancellationToken), 0.6),
        ];
    }
}
