using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace StsEmulator.Server.Seeds;

/// <summary>
/// Reads YAML, and so JSON, into nodes. Built on the parser's events, which nest without recursion: depth, size and what aliases
/// multiply are bounded here. Tags are refused, because a CloudFormation function would silently become plain text.
/// </summary>
internal sealed class SeedTree
{
    /// <summary>How deep a file may nest.</summary>
    public const int MaximumDepth = 32;

    /// <summary>How many nodes the aliases of a file may stand for, written out; the other nodes are bounded by its size.</summary>
    public const int MaximumWeight = 500_000;

    private readonly string file;
    private readonly SeedProblems problems;
    private readonly Parser parser;
    private readonly PoliciesAhead? ahead;
    private readonly PolicyLines? lines;
    private readonly Dictionary<string, SeedNode> anchors = new(StringComparer.Ordinal);
    private long aliased;
    private bool isRefused;

    private SeedTree(string file, string text, SeedProblems problems, PoliciesAhead? ahead, PolicyLines? lines)
    {
        this.file = file;
        this.problems = problems;
        this.ahead = ahead;
        this.lines = lines;
        parser = new Parser(new StringReader(text));
    }

    private ParsingEvent Current => parser.Current ?? throw new YamlException("the file ends early");

    private SeedPlace Here => new(file, (int)Current.Start.Line);

    /// <summary>Reads one document; null when it cannot be read, with the problem reported.</summary>
    public static SeedNode? Read(string file, string text, SeedProblems problems, PoliciesAhead? ahead = null) =>
        (text.Length >= PolicyLines.MinimumLength && PolicyLines.TryFind(text, problems) is { } lines ? ReadMarked(file, lines, ahead) : null)
        ?? Read(file, text, problems, ahead, lines: null);

    /// <summary>Reads a text with marks; null for a text with any problem, which is read again as it is, so that it is told as ever.</summary>
    internal static SeedNode? ReadMarked(string file, PolicyLines lines, PoliciesAhead? ahead)
    {
        SeedProblems met = new();
        var root = Read(file, lines.Text, met, ahead, lines);
        return met.Found.Count == 0 && lines.AreAllMet ? root : null;
    }

    private static SeedNode? Read(string file, string text, SeedProblems problems, PoliciesAhead? ahead, PolicyLines? lines)
    {
        try
        {
            return new SeedTree(file, text, problems, ahead, lines).ReadDocument();
        }
        catch (YamlException malformed)
        {
            problems.Add(new SeedPlace(file, (int)malformed.Start.Line), $"not valid YAML: {malformed.Message}");
        }
        catch (Exception malformed) when (malformed is InvalidOperationException or ArgumentException or FormatException or OverflowException)
        {
            // What the parser throws for some malformed texts in place of its own exception.
            problems.Add(new SeedPlace(file, 0), "not valid YAML");
        }
        return null;
    }

    private SeedNode? ReadDocument()
    {
        while (parser.MoveNext() && Current is StreamStart or DocumentStart)
        {
        }
        if (Current is StreamEnd)
        {
            problems.Add(Here, "the file is empty");
            return null;
        }
        var root = ReadNode(1);
        while (root is not null && Current is DocumentEnd && parser.MoveNext())
        {
        }
        if (root is null || Current is StreamEnd)
            return root;
        problems.Add(Here, "a seed file holds one document");
        return null;
    }

    /// <summary>Reads the node at the current event and moves past it.</summary>
    private SeedNode? ReadNode(int depth)
    {
        if (depth > MaximumDepth)
            return Refuse($"nested deeper than {MaximumDepth} levels");
        switch (Current)
        {
            case AnchorAlias alias:
                if (!anchors.TryGetValue(alias.Value.Value, out var known))
                    return Refuse($"the alias `*{alias.Value.Value}` stands for nothing before it");
                aliased += known.Weight;
                if (aliased > MaximumWeight)
                    return Refuse($"more than {MaximumWeight} values with all aliases written out");
                parser.MoveNext();
                return known;
            case Scalar scalar:
                return IsTagged(scalar, "!!str") ? null : ReadScalar(scalar);
            case SequenceStart sequence:
                return IsTagged(sequence, "!!seq") ? null : ReadList(sequence, depth);
            case MappingStart mapping:
                return IsTagged(mapping, "!!map") ? null : ReadMapping(mapping, depth);
            default:
                return Refuse("a value is missing");
        }
    }

    private SeedNode ReadScalar(Scalar scalar)
    {
        bool isPlain = scalar.Style == ScalarStyle.Plain;
        bool isNull = isPlain && scalar.Value is ("" or "~" or "null" or "Null" or "NULL");
        SeedNode node = new(isNull ? SeedNodeKind.Null : SeedNodeKind.Scalar, Here) { Text = scalar.Value, IsPlain = isPlain };
        Remember(scalar.Anchor, node);
        parser.MoveNext();
        return node;
    }

    private SeedNode? ReadList(SequenceStart start, int depth)
    {
        SeedNode list = new(SeedNodeKind.List, Here);
        parser.MoveNext();
        while (Current is not SequenceEnd)
        {
            if (ReadNode(depth + 1) is not { } item)
                return null;
            list.Weight += item.Weight;
            list.Items.Add(item);
        }
        parser.MoveNext();
        Remember(start.Anchor, list);
        return list;
    }

    private SeedNode? ReadMapping(MappingStart start, int depth)
    {
        SeedNode mapping = new(SeedNodeKind.Mapping, Here);
        HashSet<string> names = new(StringComparer.Ordinal);
        parser.MoveNext();
        while (Current is not MappingEnd)
        {
            var place = Here;
            if (ReadNode(depth + 1) is not { } name)
                return null;
            if (name.Kind is not (SeedNodeKind.Scalar or SeedNodeKind.Null))
                return Refuse("a property name is a plain text");
            if (!names.Add(name.Text))
                problems.Add(place, $"`{Shown(name.Text)}` is given twice");
            if (ReadNode(depth + 1) is not { } value)
                return null;
            if (value.IsPlain && lines?.Find(name.Text, value.Text, value.Place) is { } document)
                value = SeedNode.Unread(document);
            mapping.Weight += value.Weight;
            mapping.Members.Add((name.Text, place, value));
            if (PoliciesAhead.IsPolicy(name.Text))
                ahead?.Add(name.Text, value);
        }
        parser.MoveNext();
        Remember(start.Anchor, mapping);
        return mapping;
    }

    /// <summary>An anchor counts only when its node is whole, so that no node can hold itself.</summary>
    private void Remember(AnchorName anchor, SeedNode node)
    {
        if (!anchor.IsEmpty)
            anchors[anchor.Value] = node;
    }

    private bool IsTagged(NodeEvent node, string ordinary)
    {
        if (node.Tag.IsEmpty || node.Tag.IsNonSpecific || node.Tag.Value == ordinary || node.Tag.Value == "tag:yaml.org,2002:" + ordinary[2..])
            return false;
        Refuse($"the tag `{Shown(node.Tag.Value)}` has no meaning here; write the value itself");
        return true;
    }

    private SeedNode? Refuse(string message)
    {
        if (!isRefused)
            problems.Add(Here, message);
        isRefused = true;
        return null;
    }

    private static string Shown(string text) => text.Length > 64 ? text[..64] + "..." : text;
}
