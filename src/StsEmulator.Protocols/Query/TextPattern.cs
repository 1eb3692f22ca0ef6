using System.Buffers;
using System.Globalization;
using System.Text;

namespace StsEmulator.Protocols.Query;

/// <summary>
/// A pattern of the published service models: the text that errors print, and the check. All of them are sets of characters with
/// <c>*</c> or <c>+</c>, so no regular expression runs.
/// </summary>
public sealed class TextPattern
{
    private readonly Func<string, bool> accepts;

    private TextPattern(string published, bool acceptsEmpty, Func<string, bool> accepts)
    {
        Published = published;
        AcceptsEmpty = acceptsEmpty;
        this.accepts = accepts;
    }

    /// <summary>ARNs. As published; what follows <c>\uFFFD</c> in it never matches a character above U+FFFF.</summary>
    public static TextPattern Arn { get; } = new(
        @"[\u0009\u000A\u000D\u0020-\u007E\u0085\u00A0-\uD7FF\uE000-\uFFFD\u10000-\u10FFFF]+", false, static text =>
        {
            foreach (char c in text)
            {
                if (c is not ('\t' or '\n' or '\r' or (>= ' ' and <= '~') or '\u0085' or (>= '\u00A0' and <= '\uD7FF') or (>= '\uE000' and <= '\uFFFD')))
                    return false;
            }
            return true;
        });

    /// <summary>Role session names, source identities and federated user names.</summary>
    public static TextPattern SessionName { get; } = Of(@"[\w+=,.@-]*", "+=,.@-");

    public static TextPattern ExternalId { get; } = Of(@"[\w+=,.@:\/-]*", "+=,.@:/-");

    public static TextPattern SerialNumber { get; } = Of(@"[\w+=/:,.@-]*", "+=/:,.@-");

    public static TextPattern AccessKeyId { get; } = Of(@"[\w]*", "");

    public static TextPattern Digits { get; } = new(@"[\d]*", true, static text => !text.AsSpan().ContainsAnyExceptInRange('0', '9'));

    public static TextPattern Policy { get; } = new(@"[\u0009\u000A\u000D\u0020-\u00FF]+", false, static text =>
    {
        foreach (char c in text)
        {
            if (c is not ('\t' or '\n' or '\r' or (>= ' ' and <= '\u00FF')))
                return false;
        }
        return true;
    });

    public static TextPattern TagKey { get; } = new(@"[\p{L}\p{Z}\p{N}_.:/=+\-@]+", false, IsTagText);

    public static TextPattern TagValue { get; } = new(@"[\p{L}\p{Z}\p{N}_.:/=+\-@]*", true, IsTagText);

    /// <summary>Gets the pattern as errors print it.</summary>
    public string Published { get; }

    private bool AcceptsEmpty { get; }

    public bool IsMatch(string text) => text.Length == 0 ? AcceptsEmpty : accepts(text);

    /// <summary>Makes a pattern of word characters and others; <paramref name="acceptsEmpty"/> tells <c>*</c> from <c>+</c>.</summary>
    public static TextPattern SetOf(string published, string alsoAllowed, bool acceptsEmpty)
    {
        var allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_" + alsoAllowed);
        return new TextPattern(published, acceptsEmpty, text => !text.AsSpan().ContainsAnyExcept(allowed));
    }

    /// <summary>Makes a pattern that is no mere set; it refuses the empty text unless told otherwise.</summary>
    public static TextPattern Where(string published, Func<string, bool> accepts, bool acceptsEmpty = false) => new(published, acceptsEmpty, accepts);

    private static TextPattern Of(string published, string alsoAllowed) => SetOf(published, alsoAllowed, acceptsEmpty: true);

    private static bool IsTagText(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            bool isAllowed = Rune.GetUnicodeCategory(rune) is
                UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
                or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;
            if (!isAllowed && !(rune.IsAscii && "_.:/=+-@".Contains((char)rune.Value, StringComparison.Ordinal)))
                return false;
        }
        return true;
    }
}
