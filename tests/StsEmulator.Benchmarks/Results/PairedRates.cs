using System.Globalization;

namespace StsEmulator.Benchmarks.Results;

/// <summary>
/// Two rates measured in turn, so that what else the machine does falls on both alike. The figure is the median of the ratios, not the
/// ratio of medians.
/// </summary>
internal sealed class PairedRates
{
    private readonly List<(double Limit, double Ours)> pairs = [];

    public double Ratio => Median(pairs.Select(pair => pair.Ours / pair.Limit));

    /// <summary>Measures pairs after one that is thrown away.</summary>
    public static async Task<PairedRates> MeasureAsync(int count, Func<Task<double>> limit, Func<Task<double>> ours)
    {
        var rates = new PairedRates();
        await limit();
        await ours();
        for (int i = 0; i < count; i++)
            rates.pairs.Add((await limit(), await ours()));
        return rates;
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    public override string ToString()
    {
        double least = pairs.Min(pair => pair.Ours / pair.Limit), most = pairs.Max(pair => pair.Ours / pair.Limit);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Median(pairs.Select(pair => pair.Ours)):N0}/s of {Median(pairs.Select(pair => pair.Limit)):N0}/s; ratios {least:P1} to {most:P1}");
    }
}
