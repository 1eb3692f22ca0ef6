using System.Globalization;

namespace StsEmulator.SigV4;

/// <summary>The two spellings of a request's time: ISO 8601 basic form, and RFC 1123 in a <c>Date</c> header.</summary>
internal static class RequestTime
{
    private const string BasicForm = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>RFC 1123 with the zone as HTTP writes it, and as mail libraries do that some SDKs format it with.</summary>
    private static readonly string[] DateHeaderForms =
        ["ddd, d MMM yyyy HH:mm:ss 'GMT'", "ddd, d MMM yyyy HH:mm:ss '-0000'", "ddd, d MMM yyyy HH:mm:ss '+0000'"];

    /// <summary>Reads <c>yyyyMMddTHHmmssZ</c> and nothing else.</summary>
    public static bool TryReadBasic(ReadOnlySpan<char> text, out DateTimeOffset time)
    {
        time = default;
        if (text.Length != 16 || text[8] != 'T' || text[15] != 'Z')
            return false;
        if (!TryDigits(text[..4], out int year) || !TryDigits(text[4..6], out int month) || !TryDigits(text[6..8], out int day) ||
            !TryDigits(text[9..11], out int hour) || !TryDigits(text[11..13], out int minute) || !TryDigits(text[13..15], out int second))
            return false;
        if (year == 0 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
            return false;
        time = new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero);
        return true;
    }

    /// <summary>Reads a <c>Date</c> header: RFC 1123, or the basic form that some signers put there.</summary>
    public static bool TryReadDateHeader(ReadOnlyMemory<char> text, out DateTimeOffset time, out ReadOnlyMemory<char> basicForm)
    {
        basicForm = text;
        if (TryReadBasic(text.Span, out time))
            return true;
        if (!DateTimeOffset.TryParseExact(
            text.Span, DateHeaderForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time))
            return false;
        basicForm = Format(time).AsMemory();
        return true;
    }

    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString(BasicForm, CultureInfo.InvariantCulture);

    private static bool TryDigits(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        foreach (char c in text)
        {
            if (!char.IsAsciiDigit(c))
                return false;
            value = (value * 10) + (c - '0');
        }

        return true;
    }
}
