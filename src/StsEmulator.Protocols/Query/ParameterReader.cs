using System.Globalization;
using StsEmulator.Protocols.Errors;

namespace StsEmulator.Protocols.Query;

/// <summary>
/// Reads typed parameters and gathers everything that is wrong with them into one answer, as the query services do: numbers that are
/// none come first and alone, then all failed constraints together.
/// </summary>
/// <param name="showsValues">
/// Whether violations repeat the value. STS does; IAM, by recordings of 2026, says <c>Value at 'path'</c> and no more.
/// </param>
public sealed class ParameterReader(QueryParameters parameters, bool showsValues = true)
{
    private List<string>? violations;
    private WireError? malformed;

    /// <summary>Gets the one error for everything read so far; null when all is well.</summary>
    public WireError? Error
    {
        get
        {
            if (malformed is not null)
                return malformed;
            if (violations is null)
                return null;
            string noun = violations.Count == 1 ? "error" : "errors";
            return new WireError("ValidationError", 400, $"{violations.Count} validation {noun} detected: {string.Join("; ", violations)}");
        }
    }

    /// <summary>Reads a text that must be there; returns an empty one after recording what is wrong.</summary>
    /// <param name="isSensitive">Whether the value is printed as <c>***</c>.</param>
    public string Required(string name, int minimum, int maximum, TextPattern? pattern = null, bool isSensitive = false)
    {
        if (parameters[name] is { } value)
            return Check(value, Path(name), minimum, maximum, pattern, isSensitive);
        Violate("null", Path(name), "Member must not be null", isQuoted: false);
        return "";
    }

    /// <summary>Reads a text that may be absent.</summary>
    public string? Optional(string name, int minimum, int maximum, TextPattern? pattern = null, bool isSensitive = false) =>
        parameters[name] is { } value ? Check(value, Path(name), minimum, maximum, pattern, isSensitive) : null;

    /// <summary>Reads a number of seconds; null when absent.</summary>
    public TimeSpan? Seconds(string name, int minimum, int maximum)
    {
        if (parameters[name] is not { } text)
            return null;
        // The platform's parser overlooks trailing NULs.
        if (text.EndsWith('\0') || !int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int seconds))
        {
            malformed ??= new WireError("MalformedInput", 400, text.Length == 0 ? "missing value for decimal type" : null);
            return null;
        }
        // What was parsed is checked and printed, so a sign or leading zeros are gone.
        if (seconds < minimum)
            Violate($"{seconds}", Path(name), $"Member must have value greater than or equal to {minimum}");
        else if (seconds > maximum)
            Violate($"{seconds}", Path(name), $"Member must have value less than or equal to {maximum}");
        return TimeSpan.FromSeconds(seconds);
    }

    /// <summary>Reads a whole number; null when absent.</summary>
    public int? Number(string name, int minimum, int maximum) => Seconds(name, minimum, maximum) is { } number ? (int)number.TotalSeconds : null;

    /// <summary>Reads <c>true</c> or <c>false</c>; null when absent.</summary>
    public bool? Flag(string name)
    {
        switch (parameters[name])
        {
            case null:
                return null;
            case "true" or "True":
                return true;
            case "false" or "False":
                return false;
            default:
                malformed ??= new WireError("MalformedInput", 400, null);
                return null;
        }
    }

    /// <summary>Reads one of a closed set of texts; null when absent.</summary>
    public string? OneOf(string name, params IReadOnlyList<string> allowed)
    {
        string? value = parameters[name];
        if (value is not null && !allowed.Contains(value, StringComparer.Ordinal))
            Violate(value, Path(name), $"Member must satisfy enum value set: [{string.Join(", ", allowed)}]");
        return value;
    }

    /// <summary>Records that something which has to be there is not.</summary>
    public void Require(string name, bool isThere)
    {
        if (!isThere)
            Violate("null", Path(name), "Member must not be null", isQuoted: false);
    }

    /// <summary>
    /// Reads a list: items are numbered from 1 without a gap. The function reads one item, given the prefix of its parameters
    /// (<c>Tags.member.1</c>) and of its path in errors (<c>tags.1.member</c>).
    /// </summary>
    public IReadOnlyList<T> List<T>(string name, int maximum, Func<ParameterReader, string, string, T> readItem)
    {
        if (!parameters.HasPrefix(name + ".member."))
            return [];
        var items = new List<T>();
        int count = 0;
        for (int i = 1; parameters.HasPrefix($"{name}.member.{i}."); i++)
        {
            count++;
            if (count <= maximum)
                items.Add(readItem(this, $"{name}.member.{i}", $"{Path(name)}.{i}.member"));
        }
        CheckCount(name, count, maximum);
        return items;
    }

    /// <summary>Reads a list of texts.</summary>
    public IReadOnlyList<string> Texts(string name, int maximumCount, int minimum, int maximum, TextPattern? pattern)
    {
        if (!parameters.HasPrefix(name + ".member."))
            return [];
        var items = new List<string>();
        int count = 0;
        for (int i = 1; parameters[$"{name}.member.{i}"] is { } value; i++)
        {
            count++;
            if (count <= maximumCount)
                items.Add(Check(value, $"{Path(name)}.{i}.member", minimum, maximum, pattern, isSensitive: false));
        }
        CheckCount(name, count, maximumCount);
        return items;
    }

    /// <summary>Reads a list of texts that must have one at least.</summary>
    public IReadOnlyList<string> RequiredTexts(string name, int maximumCount, int minimum, int maximum)
    {
        var items = Texts(name, maximumCount, minimum, maximum, pattern: null);
        if (items.Count == 0)
            Violate("null", Path(name), "Member must not be null", isQuoted: false);
        return items;
    }

    /// <summary>Reads one of a few words of one length; returns an empty one after recording what is wrong.</summary>
    public string RequiredWord(string name, int length, params ReadOnlySpan<string> words)
    {
        string value = Required(name, length, length);
        if (CodePoints(value) != length || words.Contains(value))
            return value;
        Violate(value, Path(name), $"Member must satisfy enum value set: [{string.Join(", ", words!)}]");
        return "";
    }

    /// <summary>Reads a member of a list item that must be there.</summary>
    public string RequiredMember(
        string prefix, string path, string member, int minimum, int maximum, TextPattern? pattern, string? pathName = null)
    {
        string memberPath = $"{path}.{pathName ?? Path(member)}";
        if (parameters[$"{prefix}.{member}"] is { } value)
            return Check(value, memberPath, minimum, maximum, pattern, isSensitive: false);
        Violate("null", memberPath, "Member must not be null", isQuoted: false);
        return "";
    }

    /// <summary>The name of a member in an error: its first letter in lower case.</summary>
    private static string Path(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private void CheckCount(string name, int count, int maximum)
    {
        if (count > maximum)
            Violate($"[{count} members]", Path(name), $"Member must have length less than or equal to {maximum}");
    }

    private string Check(string value, string path, int minimum, int maximum, TextPattern? pattern, bool isSensitive)
    {
        string shown = isSensitive ? "***" : value;
        if (pattern is not null && !pattern.IsMatch(value))
            Violate(shown, path, $"Member must satisfy regular expression pattern: {pattern.Published}");
        // Length counts code points; a value short enough in UTF-16 is so in code points.
        int length = value.Length < minimum || value.Length > maximum || minimum > value.Length / 2 ? CodePoints(value) : value.Length;
        if (length < minimum)
            Violate(shown, path, $"Member must have length greater than or equal to {minimum}");
        else if (length > maximum)
            Violate(shown, path, $"Member must have length less than or equal to {maximum}");
        return value;
    }

    private static int CodePoints(string value)
    {
        int length = value.Length;
        foreach (char c in value)
        {
            if (char.IsLowSurrogate(c))
                length--;
        }
        return length;
    }

    private void Violate(string value, string path, string constraint, bool isQuoted = true)
    {
        violations ??= [];
        violations.Add($"Value{(!showsValues ? "" : isQuoted ? $" '{value}'" : " " + value)} at '{path}' failed to satisfy constraint: {constraint}");
    }
}
