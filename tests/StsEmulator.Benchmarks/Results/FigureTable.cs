using System.Globalization;
using System.Text;

namespace StsEmulator.Benchmarks.Results;

/// <summary>The figures as a Markdown table, as docs/performance.md has it.</summary>
internal static class FigureTable
{
    public static string Write(IReadOnlyList<Figure> figures)
    {
        var text = new StringBuilder("\n| figure | measured | target | | detail |\n| --- | --- | --- | --- | --- |\n");
        foreach (var figure in figures)
        {
            string bound = figure.Target is not { } target ? "–" : (figure.IsFloor ? "≥ " : "≤ ") + Print(target, figure.Format);
            string verdict = figure.Target is null ? "–" : figure.Passes ? "pass" : "FAIL";
            text.Append(CultureInfo.InvariantCulture, $"| {figure.What} | {Print(figure.Value, figure.Format)} | {bound} | {verdict} | {figure.Detail} |\n");
        }
        int missed = figures.Count(figure => !figure.Passes);
        text.Append(CultureInfo.InvariantCulture, $"\n{figures.Count(figure => figure.Target is not null) - missed} passed, {missed} missed\n");
        return text.ToString();
    }

    private static string Print(double value, string format) =>
        double.IsNaN(value) ? "–" : value.ToString(format, CultureInfo.InvariantCulture);
}
