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
                ["AssumeRole"] = await emulator.AskAsync(assumeRole, cancellationToken),
                ["GetCallerIdentity"] = await emulator.AskAsync(callerIdentity, cancellationToken),
            }),
            cancellationToken);
        return
        [
            Figure.Share("GetCallerIdentity, of an empty Kestrel endpoint", await CompareAsync(limit, emulator, callerIdentity, options, cancellationToken), 0.7),
            Figure.Share("AssumeRole in memory, of an empty Kestrel endpoint", await CompareAsync(limit, emulator, assumeRole, options, cancellationToken), 0.6),
        ];
    }

    private static async Task<PairedRates> CompareAsync(
        LimitProcess limit, EmulatorProcess emulator, SignedForm form, BenchmarkOptions options, CancellationToken cancellationToken)
    {
        using var onLimit = new WrkLoad(limit.Url, form);
        using var onEmulator = new WrkLoad(emulator.Url, form);
        await limit.WithBothCoresAsync(() => onLimit.RunAsync(options.WarmUp, cancellationToken), cancellationToken);
        await emulator.WithBothCoresAsync(() => onEmulator.RunAsync(options.WarmUp, cancellationToken), cancellationToken);
        return await PairedRates.MeasureAsync(
            options.Pairs,
            () => onLimit.RunAsync(options.Slice, cancellationToken),
            () => onEmulator.RunAsync(options.Slice, cancellationToken));
    }
}
