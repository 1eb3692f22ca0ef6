using System.Text.Json;
using System.Text.Json.Serialization;

namespace StsEmulator.Iam.Identifiers;

/// <summary>An access key id is its text in JSON.</summary>
public sealed class AccessKeyIdJsonConverter : JsonConverter<AccessKeyId>
{
    public override AccessKeyId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        AccessKeyId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("An access key id has 4 to 128 word characters.");

    public override void Write(Utf8JsonWriter writer, AccessKeyId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
