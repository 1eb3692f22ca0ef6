using StsEmulator.Benchmarks.Results;

namespace StsEmulator.Benchmarks;

/// <summary>One benchmark: it makes its own set-up, measures, and gives one figure or more.</summary>
internal interface IBenchmark
{
    /// <summary>Gets the name that <c>--only</c> selects by.</summary>
    string Name { get; }

    Task<IReadOnlyList<Figure>> MeasureAsync(BenchmarkOptions options, CancellationToken cancellationToken);
}
