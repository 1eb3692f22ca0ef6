using System.Globalization;
using System.Text;

namespace StsEmulator.Server.Seeds;

/// <summary>
/// Takes policy documents that are strict JSON on one line out of a large YAML text, before the YAML parser spends most of its time on them, and
/// leaves a mark for each. The marks count only when the parser meets every one of them as a whole value; else the text is read as it is.
/// </summary>
internal sealed class PolicyLines
{
    /// <summary>Below this many characters a text is read as it is.</summary>
    public const int MinimumLength = 256 * 1024;

    /// <summary>Begins a mark; a text that holds this character of private use is read as it is.</summary>
    private const char Mark = '\uE000';

    private readonly List<byte[]> documents;
    private readonly SeedProblems problems;
    private int met;

    private PolicyLines(string text, List<byte[]> documents, SeedProblems problems)
    {
        Text = text;
        this.documents = documents;
        this.problems = problems;
    }

    /// <summary>Gets the text with marks; every line is where it was.</summary>
    public string Text { get; }

    /// <summary>Gets whether every mark was met as a value.</summary>
    public bool AreAllMet => met == documents.Count;

    /// <summary>Gives null for a text without such lines.</summary>
    /// <param name="problems">Where a document tells what is wrong with it when it is taken apart, which is later.</param>
    public static PolicyLines? TryFind(string text, SeedProblems problems)
    {
        if (text.Contains(Mark, StringComparison.Ordinal))
            return null;
        List<byte[]> documents = [];
        StringBuilder marked = new(text.Length / 4);
        int copied = 0;
        for (int start = 0; start < text.Length;)
        {
            int length = text.AsSpan(start).IndexOf('\n');
            int end = length < 0 ? text.Length : start + length;
            var line = text.AsSpan(start, end - start).TrimEnd("\r ");
            int open = ValueOfPolicy(line);
            if (open > 0 && line[^1] == '}')
            {
                byte[] json = Encoding.UTF8.GetBytes(line[open..].ToString());
                if (SeedJsonFile.IsJson(json))
                {
                    marked.Append(text, copied, start + open - copied).Append(Mark).Append(CultureInfo.InvariantCulture, $"{documents.Count}");
                    copied = start + line.Length;
                    documents.Add(json);
                }
            }
            start = end + 1;
        }
        return documents.Count == 0 ? null : new PolicyLines(marked.Append(text, copied, text.Length - copied).ToString(), documents, problems);
    }

    /// <summary>Gives the document that a value stands for; null for every other value.</summary>
    public SeedText? Find(string property, string value, SeedPlace place)
    {
        // Marks are met in their order, because values are.
        if (value.Length < 2 || value[0] != Mark || !PoliciesAhead.IsPolicy(property) || met == documents.Count
            || !value.AsSpan(1).SequenceEqual(met.ToString(CultureInfo.InvariantCulture)))
        {
            return null;
        }
        return new SeedText(place, documents[met++], problems);
    }

    /// <summary>Where the value begins on a line such as <c>- PolicyDocument: {</c>; 0 for every other line.</summary>
    private static int ValueOfPolicy(ReadOnlySpan<char> line)
    {
        int at = 0;
        while (at < line.Length && (line[at] == ' ' || (line[at] == '-' && line[at..].StartsWith("- "))))
            at++;
        var rest = line[at..];
        int colon = rest.IndexOf(':');
        if (colon < 0 || !rest[colon..].StartsWith(": {") || !PoliciesAhead.IsPolicy(rest[..colon].ToString()))
            return 0;
        return at + colon + 2;
    }
}
