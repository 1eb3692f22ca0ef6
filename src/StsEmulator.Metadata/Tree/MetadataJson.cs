using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace StsEmulator.Metadata.Tree;

/// <summary>A property of a flat document; a null value is written as <c>null</c>.</summary>
internal readonly record struct JsonLine(string Name, string? Value)
{
    /// <summary>Gets the texts of an array, which stand instead of the value.</summary>
    public string[]? Values { get; init; }
}

/// <summary>Flat JSON in the layout of the service, which no serializer writes: two spaces, and a space on both sides of the colon.</summary>
internal static class MetadataJson
{
    public static byte[] Write(ReadOnlySpan<JsonLine> lines)
    {
        var text = new StringBuilder("{\n", 1024);
        for (int i = 0; i < lines.Length; i++)
        {
            text.Append("  \"").Append(lines[i].Name).Append("\" : ");
            if (lines[i].Values is { } values)
                text.Append("[ ").AppendJoin(", ", values.Select(Quoted)).Append(" ]");
            else if (lines[i].Value is { } value)
                text.Append(Quoted(value));
            else
                text.Append("null");
            text.Append(i + 1 < lines.Length ? ",\n" : "\n");
        }
        return Encoding.UTF8.GetBytes(text.Append('}').ToString());
    }

    private static string Quoted(string value) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value)}\"";

    /// <summary>Whole seconds and <c>Z</c>: some SDKs read no fractions.</summary>
    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
