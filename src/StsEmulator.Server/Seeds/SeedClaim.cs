using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace StsEmulator.Server.Seeds;

/// <summary>Turns what the seed says about a claim into JSON: plain numbers and booleans stay what they are, what is quoted is a text.</summary>
internal static class SeedClaim
{
    public static JsonElement ToJson(SeedNode node)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
            Write(writer, node);
        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, SeedNode node)
    {
        switch (node.Kind)
        {
            case SeedNodeKind.Null:
                writer.WriteNullValue();
                break;
            case SeedNodeKind.List:
                writer.WriteStartArray();
                foreach (var item in node.Items)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case SeedNodeKind.Mapping:
                writer.WriteStartObject();
                foreach (var (name, _, value) in node.Members)
                {
                    writer.WritePropertyName(name);
                    Write(writer, value);
                }
                writer.WriteEndObject();
                break;
            default:
                WriteScalar(writer, node);
                break;
        }
    }

    private static void WriteScalar(Utf8JsonWriter writer, SeedNode node)
    {
        if (node.IsPlain && node.Text is ("true" or "false"))
            writer.WriteBooleanValue(node.Text == "true");
        else if (node.IsPlain && long.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number))
            writer.WriteNumberValue(number);
        else
            writer.WriteStringValue(node.Text);
    }
}
