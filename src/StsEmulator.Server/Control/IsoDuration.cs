using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace StsEmulator.Server.Control;

/// <summary>
/// Durations as ISO 8601 writes them: <c>PT50M</c>, <c>P1DT12H</c>, <c>-PT5M</c>, <c>PT0.5S</c>, <c>P2W</c>. Years and months are not
/// read, because their length depends on where they start.
/// </summary>
internal static partial class IsoDuration
{
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        if (text.Length > 64 || Form.Match(text) is not { Success: true } match || text[^1] is 'P' or 'T')
            return false;
        decimal seconds = 0;
        foreach (var (name, unit) in Units)
        {
            if (match.Groups[name] is { Success: true } group)
                seconds += decimal.Parse(group.ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * unit;
        }
        if (seconds > (decimal)TimeSpan.MaxValue.TotalSeconds - 1)
            return false;
        duration = TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond) * (text[0] == '-' ? -1 : 1));
        return true;
    }

    public static string Format(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero)
            return "PT0S";
        var length = duration.Duration();
        StringBuilder text = new(duration < TimeSpan.Zero ? "-P" : "P");
        Append(text, length.Days, 'D');
        if (length.Ticks % TimeSpan.TicksPerDay != 0)
        {
            text.Append('T');
            Append(text, length.Hours, 'H');
            Append(text, length.Minutes, 'M');
            decimal seconds = length.Ticks % TimeSpan.TicksPerMinute / (decimal)TimeSpan.TicksPerSecond;
            if (seconds > 0)
                text.Append(seconds.ToString("0.#######", CultureInfo.InvariantCulture)).Append('S');
        }
        return text.ToString();
    }

    private static readonly (string Name, decimal Seconds)[] Units = [("w", 604_800), ("d", 86_400), ("h", 3600), ("m", 60), ("s", 1)];

    private static void Append(StringBuilder text, int count, char unit)
    {
        if (count > 0)
            text.Append(CultureInfo.InvariantCulture, $"{count}{unit}");
    }

    [GeneratedRegex(
        @"\A-?P(?:(?<w>[0-9]{1,9})W|(?:(?<d>[0-9]{1,9})D)?(?:T(?:(?<h>[0-9]{1,12})H)?(?:(?<m>[0-9]{1,12})M)?(?:(?<s>[0-9]{1,15}(?:\.[0-9]{1,7})?)S)?)?)\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Form { get; }
}
