namespace StsEmulator.Iam.Policies.Matching;

/// <summary>
/// Wildcard matching. In a compiled pattern two noncharacters stand for the wildcards, so that <c>*</c> and <c>?</c> that came
/// out of a variable are ordinary characters.
/// </summary>
internal static class Glob
{
    /// <summary>Any run of characters, the empty one included.</summary>
    public const char Any = '\uFFFF';

    /// <summary>Exactly one character.</summary>
    public const char One = '\uFFFE';

    public static bool HasWildcards(ReadOnlySpan<char> pattern) => pattern.ContainsAny(Any, One);

    public static string Compile(string source) => source.Replace('*', Any).Replace('?', One);

    /// <remarks>
    /// The parts between stars are found left to right, each at its first place, and nothing is ever tried again: the first place of
    /// a part leaves the most room for the rest. Source of the rules: IAM User Guide, "Using wildcards in resource ARNs".
    /// </remarks>
    public static bool IsMatch(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text, bool ignoreCase = false)
    {
        int star = pattern.IndexOf(Any);
        if (star < 0)
            return pattern.Length == text.Length && StartsWith(text, pattern, ignoreCase);
        if (text.Length < star || !StartsWith(text, pattern[..star], ignoreCase))
            return false;
        text = text[star..];
        pattern = pattern[(star + 1)..];

        while ((star = pattern.IndexOf(Any)) >= 0)
        {
            int found = IndexOf(text, pattern[..star], ignoreCase);
            if (found < 0)
                return false;
            text = text[(found + star)..];
            pattern = pattern[(star + 1)..];
        }
        return text.Length >= pattern.Length && StartsWith(text[^pattern.Length..], pattern, ignoreCase);
    }

    private static int IndexOf(ReadOnlySpan<char> text, ReadOnlySpan<char> part, bool ignoreCase)
    {
        if (!ignoreCase && !part.Contains(One))
            return text.IndexOf(part);
        for (int start = 0; start <= text.Length - part.Length; start++)
        {
            if (StartsWith(text[start..], part, ignoreCase))
                return start;
        }
        return -1;
    }

    private static bool StartsWith(ReadOnlySpan<char> text, ReadOnlySpan<char> part, bool ignoreCase)
    {
        for (int i = 0; i < part.Length; i++)
        {
            char wanted = part[i];
            if (wanted != text[i] && wanted != One && !(ignoreCase && Fold(wanted) == Fold(text[i])))
                return false;
        }
        return true;
    }

    /// <summary>Lower case of an ASCII letter: action names are ASCII.</summary>
    private static char Fold(char c) => char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c;
}
