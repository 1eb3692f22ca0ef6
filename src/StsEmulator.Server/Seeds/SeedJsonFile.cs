using System.Text;
using System.Text.Json;

namespace StsEmulator.Server.Seeds;

/// <summary>
/// Reads a seed that is written as JSON: a large one in a fraction of the time that YAML takes. Policy documents, most of a large seed, are
/// not taken apart unless something is wrong with one. What is no strict JSON is left to the YAML reader, which knows more and explains more.
/// </summary>
internal ref struct SeedJsonFile
{
    private readonly ReadOnlyMemory<byte> json;
    private readonly string file;
    private readonly SeedProblems problems;
    private readonly bool defers;
    private readonly PoliciesAhead? ahead;
    private Utf8JsonReader reader;
    private int counted;
    private int line;

    private SeedJsonFile(string file, ReadOnlyMemory<byte> json, int line, SeedProblems problems, bool defers, PoliciesAhead? ahead = null)
    {
        this.file = file;
        this.json = json;
        this.line = line;
        this.problems = problems;
        this.defers = defers;
        this.ahead = ahead;
        reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = SeedTree.MaximumDepth });
    }

    private SeedPlace Here
    {
        get
        {
            int at = (int)reader.TokenStartIndex;
            line += json.Span[counted..at].Count((byte)'\n');
            counted = at;
            return new SeedPlace(file, line);
        }
    }

    /// <summary>Reads a file; null when it is not strict JSON of an allowed depth, and then nothing is reported.</summary>
    public static SeedNode? Read(string file, ReadOnlyMemory<byte> json, SeedProblems problems, PoliciesAhead? ahead = null)
    {
        if (json.Span.StartsWith(Encoding.UTF8.Preamble))
            json = json[3..];
        if (!json.Span.TrimStart(" \t\r\n"u8).StartsWith("{"u8) || !IsJson(json.Span))
            return null;
        return new SeedJsonFile(file, json, 1, problems, defers: true, ahead).Root();
    }

    /// <summary>Takes an object apart that was left whole.</summary>
    public static SeedNode ReadPart(SeedText text) =>
        new SeedJsonFile(text.Place.File, text.Json, text.Place.Line, text.Problems, defers: false).Root();

    /// <summary>Goes over all tokens first, so that nothing is reported twice when the YAML reader has to take over.</summary>
    public static bool IsJson(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader all = new(json, new JsonReaderOptions { MaxDepth = SeedTree.MaximumDepth });
        try
        {
            while (all.Read())
            {
                // A lone surrogate has no text.
                if (all.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && all.ValueIsEscaped)
                    all.GetString();
            }
            return true;
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private SeedNode Root()
    {
        reader.Read();
        return Value(isPolicy: false);
    }

    private SeedNode Value(bool isPolicy)
    {
        var place = Here;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject when isPolicy && defers:
                int start = (int)reader.TokenStartIndex;
                reader.Skip();
                return SeedNode.Unread(new SeedText(place, json[start..(int)reader.BytesConsumed], problems));
            case JsonTokenType.StartObject:
                return Mapping(new SeedNode(SeedNodeKind.Mapping, place));
            case JsonTokenType.StartArray:
                SeedNode list = new(SeedNodeKind.List, place);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    list.Items.Add(Value(isPolicy: false));
                return list;
            case JsonTokenType.Null:
                return new SeedNode(SeedNodeKind.Null, place) { Text = "null", IsPlain = true };
            case JsonTokenType.String:
                return new SeedNode(SeedNodeKind.Scalar, place) { Text = reader.GetString()! };
            default:
                return new SeedNode(SeedNodeKind.Scalar, place) { Text = Encoding.UTF8.GetString(reader.ValueSpan), IsPlain = true };
        }
    }

    private SeedNode Mapping(SeedNode mapping)
    {
        var members = mapping.Members;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var place = Here;
            string name = Name();
            // Few names at a time: looking through them is faster than a set.
            foreach (var (known, _, _) in members)
            {
                if (known == name)
                    problems.Add(place, $"`{(name.Length > 64 ? name[..64] + "..." : name)}` is given twice");
            }
            reader.Read();
            var value = Value(isPolicy: name.EndsWith("PolicyDocument", StringComparison.Ordinal));
            members.Add((name, place, value));
            if (PoliciesAhead.IsPolicy(name))
                ahead?.Add(name, value);
        }
        return mapping;
    }

    /// <summary>The names that a large seed repeats are made once.</summary>
    private readonly string Name()
    {
        if (reader.ValueTextEquals("PolicyDocument"u8))
            return "PolicyDocument";
        if (reader.ValueTextEquals("PolicyName"u8))
            return "PolicyName";
        return reader.GetString()!;
    }
}
