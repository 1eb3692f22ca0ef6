namespace StsEmulator.Iam.Policies.Grammar;

internal enum JsonNodeKind
{
    Object,
    Array,
    String,
    Number,
    Boolean,
    Null,
}

/// <summary>A JSON value with its place in the source, which problems and rewriting need.</summary>
/// <param name="Text">The unescaped text of a string; number and boolean as written; empty otherwise.</param>
/// <param name="Start">Byte offset of the first byte of the value, the opening quote included.</param>
/// <param name="End">Byte offset after the last byte of the value.</param>
internal sealed record JsonNode(JsonNodeKind Kind, string Text, int Start, int End)
{
    /// <summary>Gets the byte offset after the last byte of the value; of an object or array once it has been read.</summary>
    public int End { get; set; } = End;

    // Most nodes are strings and have neither.

    /// <summary>Gets the members of an object, in order.</summary>
    public List<(string Name, JsonNode Value)> Members => field ??= [];

    /// <summary>Gets the items of an array, in order.</summary>
    public List<JsonNode> Items => field ??= [];

    public JsonNode? Find(string name)
    {
        foreach (var (member, value) in Members)
        {
            if (member == name)
                return value;
        }
        return null;
    }
}
