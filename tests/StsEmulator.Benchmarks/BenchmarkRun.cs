using StsEmulator.Benchmarks.Grpc;
using StsEmulator.Benchmarks.Http;
using StsEmulator.Benchmarks.InProcess;
using StsEmulator.Benchmarks.Results;
using StsEmulator.Benchmarks.StartUp;

namespace StsEmulator.Benchmarks;

/// <summary>Runs the benchmarks asked for, prints the table, and answers 1 when a target is missed, 2 when asked wrongly.</summary>
internal static class BenchmarkRun
{
    private static readonly IBenchmark[] Benchmarks =
    [
        new SignatureBenchmark(),
        new PolicyBenchmark(),
        new StsBenchmark(),
        new WebIdentityBenchmark(),
        new RedisBenchmark(),
        new ReplicasBenchmark(),
        new VerifierBenchmark(),
        new SessionsBenchmark(),
        new MetadataBenchmark(),
        new StartBenchmark(),
        new DirectoryBenchmark(),
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        if (BenchmarkOptions.TryRead(args) is not { } options)
        {
            await Console.Error.WriteLineAsync(BenchmarkOptions.Usage);
            return 2;
        }
        var chosen = Benchmarks.Where(benchmark => options.Includes(benchmark.Name)).ToList();
        if (chosen.Count == 0)
        {
            await Console.Error.WriteLineAsync($"no such benchmark; there are: {string.Join(", ", Benchmarks.Select(benchmark => benchmark.Name))}");
            return 2;
        }

        Console.WriteLine(MachineDescription.Read());
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) => (pressed.Cancel, _) = (true, stop.CancelAsync());
        var figures = new List<Figure>();
        foreach (var benchmark in chosen)
        {
            await Console.Error.WriteLineAsync($"{benchmark.Name} …");
            try
            {
                figures.AddRange(await benchmark.MeasureAsync(options, stop.Token));
            }
            catch (BenchmarkUnavailableException unavailable)
            {
                figures.Add(Figure.NotMeasured(benchmark.Name, unavailable.Message));
            }
        }
        Console.WriteLine(FigureTable.Write(figures));
        return figures.All(figure => figure.Passes) ? 0 : 1;
    }
}
