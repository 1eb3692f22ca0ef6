using System.Globalization;
using StsEmulator.Benchmarks.Processes;
using StsEmulator.Benchmarks.Requests;
using StsEmulator.Benchmarks.Results;

namespace StsEmulator.Benchmarks.Http;

/// <summary>GetCallerIdentity of an emulator that holds a million live sessions against one that holds a single one; the memory they take.</summary>
internal sealed class SessionsBenchmark : IBenchmark
{
    /// <summary>Just under what the memory store holds, because the load that fills it does not stop at a number.</summary>
    private const int Sessions = 980_000;

    private const int QuickSessions = 100_000;

    /// <summary>How many sessions one more second of load may add beyond the number aimed at.</summary>
    private static readonly TimeSpan FillSlice = TimeSpan.FromSeconds(1);

    public string Name => "sessions";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        await using var empty = await EmulatorProcess.StartAsync(cancellationToken);
        await using var full = await EmulatorProcess.StartAsync(cancellationToken);
        var (emptyLoad, fullLoad) = (await CallerIdentityAsync(empty, cancellationToken), await CallerIdentityAsync(full, cancellationToken));
        using var onEmpty = emptyLoad;
        using var onFull = fullLoad;
        await empty.WithBothCoresAsync(() => onEmpty.RunAsync(options.WarmUp, cancellationToken), cancellationToken);
        await full.WithBothCoresAsync(() => onFull.RunAsync(options.WarmUp, cancellationToken), cancellationToken);

        long before = full.ResidentBytes;
        double issued = 0;
        using (var issuing = new WrkLoad(full.Url, full.AssumeRole().Request))
        {
            int wanted = options.IsQuick ? QuickSessions : Sessions;
            await full.WithBothCoresAsync(
                async () =>
                {
                    while (issued < wanted - issuing.LastCount)
                    {
                        await issuing.RunAsync(FillSlice, cancellationToken);
                        issued += issuing.LastCount;
                    }
                },
                cancellationToken);
        }
        double perSession = (full.ResidentBytes - before) / issued;

        var rates = await PairedRates.MeasureAsync(
            options.Pairs,
            () => onEmpty.RunAsync(options.Slice, cancellationToken),
            () => onFull.RunAsync(options.Slice, cancellationToken));
        string count = issued.ToString("N0", CultureInfo.InvariantCulture);
        return
        [
            Figure.Share($"GetCallerIdentity beside {count} live sessions, of the same with one", rates, 0.9),
            Figure.AtMost("resident memory a live session", perSession, 1024, "0 B", $"growth over {count} sessions, collector's slack included; {full.ResidentBytes / 1024 / 1024:N0} MiB in all"),
        ];
    }

    private static async Task<WrkLoad> CallerIdentityAsync(EmulatorProcess emulator, CancellationToken cancellationToken) =>
        new(emulator.Url, SignedForm.GetCallerIdentity(emulator.Host, await emulator.IssueAsync(cancellationToken)).Request);
}
