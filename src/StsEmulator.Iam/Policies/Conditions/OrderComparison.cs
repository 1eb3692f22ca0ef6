using System.Globalization;
using StsEmulator.Iam.Policies.Matching;

namespace StsEmulator.Iam.Policies.Conditions;

/// <summary>How the value in the request must stand to the value in the policy.</summary>
internal enum Order
{
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>Numeric and Date conditions: both sides are read to a number; what cannot be read cannot be compared.</summary>
internal sealed class OrderComparison(decimal? wanted, Order order, Func<string, decimal?> read) : ValueComparison
{
    public static OrderComparison Number(string text, Order order) => new(NumberText.Read(text), order, NumberText.Read);

    public static OrderComparison Date(string text, Order order) => new(DateText.Read(text), order, DateText.Read);

    public override ValueMatch Match(string requestValue, ref DecisionTrace trace)
    {
        if (wanted is not { } expected || read(requestValue) is not { } actual)
            return ValueMatch.Incomparable;
        return From(order switch
        {
            Order.Equal => actual == expected,
            Order.Less => actual < expected,
            Order.LessOrEqual => actual <= expected,
            Order.Greater => actual > expected,
            _ => actual >= expected,
        });
    }
}

/// <summary>Decimal numbers: sign, fraction and exponent; <c>10.0</c> equals <c>10</c>. About 28 digits.</summary>
internal static class NumberText
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    public static decimal? Read(string text) =>
        decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out decimal number) ? number : null;
}

/// <summary>
/// Instants: the W3C profile of ISO 8601 (a date alone is its first instant in UTC), or seconds since 1970. The result is in
/// seconds since 1970, so that both forms compare. Source: https://www.w3.org/TR/NOTE-datetime.
/// </summary>
internal static class DateText
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd", "yyyy-MM", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    public static decimal? Read(string text)
    {
        // A lone year would be a valid date too, but reads as seconds.
        const NumberStyles Seconds = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        const DateTimeStyles Style = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (decimal.TryParse(text, Seconds, CultureInfo.InvariantCulture, out decimal seconds))
            return seconds;
        return DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, Style, out var instant)
            ? (decimal)(instant - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerSecond
            : null;
    }
}
