using StsEmulator.Server.Seeds;

namespace StsEmulator.Server.Control;

/// <summary>Reads durations and instants of a control body.</summary>
internal static class TimedElement
{
    private static readonly TextRule AnyText = new("a duration or an instant", 1, 64);

    /// <summary>Reads an ISO 8601 duration within limits, both included; null when it is absent or wrong.</summary>
    public static TimeSpan? Duration(this SeedElement element, string name, TimeSpan minimum, TimeSpan maximum)
    {
        if (element.Text(name, AnyText) is not { } text)
            return null;
        if (IsoDuration.TryParse(text, out var duration) && duration >= minimum && duration <= maximum)
            return duration;
        element.Report(name, $"expected an ISO 8601 duration from {IsoDuration.Format(minimum)} to {IsoDuration.Format(maximum)}");
        return null;
    }

    /// <summary>Reads an instant; null when it is absent or wrong.</summary>
    public static DateTimeOffset? Instant(this SeedElement element, string name)
    {
        if (element.Text(name, AnyText) is not { } text)
            return null;
        // What is counted from it has to be a date still.
        if (IsoInstant.TryParse(text, out var instant) && instant.UtcDateTime.Year is >= 1970 and < 9000)
            return instant.ToUniversalTime();
        element.Report(name, $"`{text}` is no instant such as 2026-01-31T12:00:00Z, from 1970 to 8999");
        return null;
    }
}
