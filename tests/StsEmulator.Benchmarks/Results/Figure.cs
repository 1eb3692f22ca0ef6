namespace StsEmulator.Benchmarks.Results;

/// <summary>One measured figure and what it has to reach.</summary>
/// <param name="What">What was measured, in words.</param>
/// <param name="Value">The figure; a ratio, a time or a size as <paramref name="Format"/> says.</param>
/// <param name="Target">The bound; null where the figure is only reported.</param>
/// <param name="IsFloor">Whether the bound is a floor and not a ceiling.</param>
/// <param name="Format">A .NET format for value and target, such as <c>0.00×</c>.</param>
/// <param name="Detail">What the figure was made of: the rates, the spread.</param>
internal sealed record Figure(string What, double Value, double? Target, bool IsFloor, string Format, string Detail)
{
    public bool Passes => Target is not { } target || (IsFloor ? Value >= target : Value <= target);

    /// <summary>A ratio of rates that has to reach a floor.</summary>
    public static Figure Share(string what, PairedRates rates, double floor) =>
        new(what, rates.Ratio, floor, IsFloor: true, "0.0 %", rates.ToString());

    public static Figure AtMost(string what, double value, double ceiling, string format, string detail) =>
        new(what, value, ceiling, IsFloor: false, format, detail);

    public static Figure Reported(string what, double value, string format, string detail) =>
        new(what, value, null, IsFloor: false, format, detail);

    /// <summary>A figure that could not be had: it counts as missed, because nothing was shown.</summary>
    public static Figure NotMeasured(string what, string reason) => new(what, double.NaN, 0, IsFloor: true, "0", $"not measured: {reason}");
}
