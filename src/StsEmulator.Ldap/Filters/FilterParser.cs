using System.Text;
using System.Text.RegularExpressions;

namespace StsEmulator.Ldap.Filters;

/// <summary>Reads the text of a filter. Every problem is a <see cref="FormatException"/> whose message says what was expected where.</summary>
internal sealed partial class FilterParser(string text, int argumentCount)
{
    private const int MaximumDepth = 16;

    private int at;

    public FilterNode Parse()
    {
        var root = ReadFilter(1);
        return at == text.Length ? root : throw Expected("the end");
    }

    private FilterNode ReadFilter(int depth)
    {
        if (depth > MaximumDepth)
            throw Expected($"at most {MaximumDepth} levels");
        Take('(');
        FilterNode node = Peek() switch
        {
            '&' => ReadJunction(FilterTags.And, depth),
            '|' => ReadJunction(FilterTags.Or, depth),
            '!' => ReadNot(depth),
            _ => ReadItem(),
        };
        Take(')');
        return node;
    }

    private JunctionNode ReadJunction(System.Formats.Asn1.Asn1Tag kind, int depth)
    {
        at++;
        List<FilterNode> parts = [];
        while (Peek() == '(')
            parts.Add(ReadFilter(depth + 1));
        return parts.Count > 0 ? new JunctionNode(kind, parts) : throw Expected("`(`");
    }

    private JunctionNode ReadNot(int depth)
    {
        at++;
        var part = ReadFilter(depth + 1);
        // A user is found again by subject with the argument left open, which would turn a negation around.
        return part.Arguments().Any() ? throw Expected("no argument below `!`") : new JunctionNode(FilterTags.Not, [part]);
    }

    private FilterNode ReadItem()
    {
        int end = text.IndexOfAny(['=', '(', ')'], at);
        if (end < 0 || text[end] != '=')
            throw Expected("a comparison such as `uid={0}`");
        string left = text[at..end];
        at = end + 1;
        var kind = left.Length == 0 ? '\0' : left[^1];
        if (kind == ':')
            return ReadExtensible(left[..^1]);
        string attribute = kind is '~' or '>' or '<' ? left[..^1] : left;
        if (!Description.IsMatch(attribute))
            throw Expected($"the name of an attribute and not `{attribute}`");
        var pieces = ReadPieces(mayStar: attribute == left);
        if (pieces.Count == 1)
        {
            return new ComparisonNode(
                kind switch
                {
                    '~' => FilterTags.Approximate,
                    '>' => FilterTags.GreaterOrEqual,
                    '<' => FilterTags.LessOrEqual,
                    _ => FilterTags.Equal,
                },
                attribute, pieces[0]);
        }
        if (pieces.Count == 2 && pieces.TrueForAll(piece => piece.IsEmpty))
            return new PresenceNode(attribute);
        return pieces.Skip(1).SkipLast(1).Any(piece => piece.IsEmpty) ? throw Expected("one `*` at a time") : new SubstringsNode(attribute, pieces);
    }

    private ExtensibleNode ReadExtensible(string left)
    {
        if (Extensible.Match(left) is not { Success: true } match)
            throw Expected($"an attribute and a matching rule and not `{left}`");
        string attribute = match.Groups["attribute"].Value, rule = match.Groups["rule"].Value;
        if (attribute.Length == 0 && rule.Length == 0)
            throw Expected("an attribute or a matching rule before `:=`");
        return new ExtensibleNode(
            attribute.Length == 0 ? null : attribute, rule.Length == 0 ? null : rule, match.Groups["dn"].Success, ReadPieces(mayStar: false)[0]);
    }

    /// <summary>Reads a value up to its parenthesis, cut at every star.</summary>
    private List<FilterValue> ReadPieces(bool mayStar)
    {
        List<FilterValue> values = [];
        List<FilterPiece> pieces = [];
        StringBuilder plain = new();
        List<byte> bytes = [];
        for (; Peek() is not ')'; at++)
        {
            switch (Peek())
            {
                case '\0' or '(':
                    throw Expected("`)`");
                case '*' when !mayStar:
                    throw Expected("`\\2a` in place of `*`");
                case '*':
                    Flush();
                    values.Add(new FilterValue([.. pieces]));
                    pieces.Clear();
                    break;
                case '\\':
                    FlushText();
                    if (at + 2 >= text.Length || !byte.TryParse(text.AsSpan(at + 1, 2), System.Globalization.NumberStyles.AllowHexSpecifier, null, out byte escaped))
                        throw Expected("two hexadecimal digits behind `\\`");
                    bytes.Add(escaped);
                    at += 2;
                    break;
                case '{':
                    Flush();
                    pieces.Add(new FilterPiece(null, ReadArgument()));
                    break;
                default:
                    plain.Append(text[at]);
                    break;
            }
        }
        Flush();
        values.Add(new FilterValue([.. pieces]));
        return values;

        void FlushText()
        {
            bytes.AddRange(Encoding.UTF8.GetBytes(plain.ToString()));
            plain.Clear();
        }

        void Flush()
        {
            FlushText();
            if (bytes.Count > 0)
                pieces.Add(new FilterPiece([.. bytes], 0));
            bytes.Clear();
        }
    }

    private int ReadArgument()
    {
        if (at + 2 >= text.Length || text[at + 2] != '}' || !char.IsAsciiDigit(text[at + 1]) || text[at + 1] - '0' >= argumentCount)
            throw Expected(argumentCount == 1 ? "`{0}`, or `\\7b` in place of `{`" : $"`{{0}}` to `{{{argumentCount - 1}}}`, or `\\7b` in place of `{{`");
        int argument = text[at + 1] - '0';
        at += 2;
        return argument;
    }

    private char Peek() => at < text.Length ? text[at] : '\0';

    private void Take(char expected)
    {
        if (Peek() != expected)
            throw Expected($"`{expected}`");
        at++;
    }

    private FormatException Expected(string what) => new($"not a filter (RFC 4515): expected {what} at character {at + 1}");

    // Attribute descriptions and object identifiers. Source: RFC 4512, sections 1.4 and 2.5.
    [GeneratedRegex(@"\A(?:[A-Za-z][A-Za-z0-9-]*|[0-9]+(?:\.[0-9]+)+)(?:;[A-Za-z0-9-]+)*\z")]
    internal static partial Regex Description { get; }

    [GeneratedRegex(@"\A(?<attribute>(?:[A-Za-z][A-Za-z0-9-]*|[0-9]+(?:\.[0-9]+)+)?)(?<dn>:dn)?(?::(?<rule>[A-Za-z][A-Za-z0-9-]*|[0-9]+(?:\.[0-9]+)+))?\z")]
    private static partial Regex Extensible { get; }
}
