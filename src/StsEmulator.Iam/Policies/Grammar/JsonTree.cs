using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace StsEmulator.Iam.Policies.Grammar;

/// <summary>Why a text is no JSON document that a policy could be read from.</summary>
/// <param name="IsJson">Whether the text is well-formed JSON all the same.</param>
/// <param name="Path">The place of a fault that well-formed JSON has; empty otherwise.</param>
internal sealed record JsonFault(string Detail, int Offset, bool IsJson, string Path = "")
{
    /// <summary>The same fault, seen from one level further out.</summary>
    public JsonFault In(string step)
    {
        string inner = Path.Length == 0 || Path[0] == '[' ? Path : $".{Path}";
        return this with { Path = step + inner };
    }
}

/// <summary>Reads strict JSON: no comments, no trailing commas, no repeated member names, at most 32 levels.</summary>
internal static class JsonTree
{
    public const int MaximumDepth = 32;

    public static bool TryRead(
        ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out JsonNode? root, [NotNullWhen(false)] out JsonFault? fault,
        int maximumDepth = MaximumDepth)
    {
        root = null;
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = maximumDepth });
        try
        {
            reader.Read();
            root = ReadValue(ref reader, out fault);
            // Reading on past the value makes the reader find what must not follow it.
            if (root is not null)
                reader.Read();
        }
        catch (JsonException malformed)
        {
            root = null;
            fault = new JsonFault("not valid JSON", OffsetOf(utf8, malformed), IsJson: false);
        }
        catch (InvalidOperationException)
        {
            // The reader's answer to an escaped lone surrogate, which has no text.
            root = null;
            fault = new JsonFault("a string holds half of a surrogate pair", (int)reader.TokenStartIndex, IsJson: false);
        }
        return root is not null;
    }

    public static (int Line, int Column) Locate(ReadOnlySpan<byte> utf8, int offset)
    {
        var before = utf8[..Math.Min(offset, utf8.Length)];
        return (before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'));
    }

    private static JsonNode? ReadValue(ref Utf8JsonReader reader, out JsonFault? fault)
    {
        fault = null;
        int start = (int)reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadObject(ref reader, start, out fault);
            case JsonTokenType.StartArray:
                return ReadArray(ref reader, start, out fault);
            case JsonTokenType.String:
                string text = reader.GetString()!;
                // INVARIANT: no text of a policy holds a noncharacter; compiled patterns use two of them for the wildcards.
                if (text.AsSpan().ContainsAny('\uFFFE', '\uFFFF'))
                {
                    fault = new JsonFault("a string holds a noncharacter", start, IsJson: true);
                    return null;
                }
                return new JsonNode(JsonNodeKind.String, text, start, (int)reader.BytesConsumed);
            case JsonTokenType.Number:
                return new JsonNode(JsonNodeKind.Number, Encoding.UTF8.GetString(reader.ValueSpan), start, (int)reader.BytesConsumed);
            case JsonTokenType.True or JsonTokenType.False:
                string word = reader.TokenType == JsonTokenType.True ? "true" : "false";
                return new JsonNode(JsonNodeKind.Boolean, word, start, (int)reader.BytesConsumed);
            default:
                return new JsonNode(JsonNodeKind.Null, "", start, (int)reader.BytesConsumed);
        }
    }

    private static JsonNode? ReadObject(ref Utf8JsonReader reader, int start, out JsonFault? fault)
    {
        var node = new JsonNode(JsonNodeKind.Object, "", start, start);
        HashSet<string>? names = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int nameStart = (int)reader.TokenStartIndex;
            string name = reader.GetString()!;
            if (IsRepeated(node, name, ref names))
            {
                fault = new JsonFault($"the name `{name}` is repeated", nameStart, IsJson: true);
                return null;
            }
            reader.Read();
            if (ReadValue(ref reader, out fault) is not { } value)
            {
                fault = fault?.In(name);
                return null;
            }
            node.Members.Add((name, value));
        }
        fault = null;
        node.End = (int)reader.BytesConsumed;
        return node;
    }

    /// <summary>Few names are looked through, for which a set would cost more; many go into one.</summary>
    private static bool IsRepeated(JsonNode node, string name, ref HashSet<string>? names)
    {
        const int Few = 8;
        if (names is null && node.Members.Count < Few)
            return node.Find(name) is not null;
        names ??= new HashSet<string>(node.Members.Select(member => member.Name), StringComparer.Ordinal);
        return !names.Add(name);
    }

    private static JsonNode? ReadArray(ref Utf8JsonReader reader, int start, out JsonFault? fault)
    {
        var node = new JsonNode(JsonNodeKind.Array, "", start, start);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (ReadValue(ref reader, out fault) is not { } item)
            {
                fault = fault?.In($"[{node.Items.Count}]");
                return null;
            }
            node.Items.Add(item);
        }
        fault = null;
        node.End = (int)reader.BytesConsumed;
        return node;
    }

    private static int OffsetOf(ReadOnlySpan<byte> utf8, JsonException malformed)
    {
        int offset = 0;
        for (long line = malformed.LineNumber ?? 0; line > 0; line--)
        {
            int end = utf8[offset..].IndexOf((byte)'\n');
            if (end < 0)
                break;
            offset += end + 1;
        }
        return offset + (int)(malformed.BytePositionInLine ?? 0);
    }
}
