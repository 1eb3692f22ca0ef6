using System.Globalization;
using System.Text.RegularExpressions;

namespace StsEmulator.Federation.Saml.Documents;

/// <summary>Instants as SAML writes them: xs:dateTime in UTC. Source: SAML 2.0 core, section 1.3.3.</summary>
internal static partial class SamlTime
{
    /// <summary>Reads an instant; null when it is none. Digits beyond ten millionths of a second are cut off; no zone means UTC.</summary>
    public static DateTimeOffset? Read(string? text)
    {
        if (text is null || text.Length > 64 || Form.Match(text) is not { Success: true } match)
            return null;
        string fraction = match.Groups[2].Value;
        string zone = match.Groups[3].Value is { Length: > 0 } given ? given : "Z";
        return DateTimeOffset.TryParseExact(
            $"{match.Groups[1].Value}.{fraction[..Math.Min(7, fraction.Length)].PadRight(7, '0')}{zone}", "yyyy-MM-dd'T'HH:mm:ss.fffffffK",
            CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time)
                ? time : null;
    }

    public static string Write(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.([0-9]+))?(Z|[+-][0-9]{2}:[0-9]{2})?\z")]
    private static partial Regex Form { get; }
}
