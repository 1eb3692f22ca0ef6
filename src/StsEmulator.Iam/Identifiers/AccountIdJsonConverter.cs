using System.Text.Json;
using System.Text.Json.Serialization;

namespace StsEmulator.Iam.Identifiers;

/// <summary>An account id is its 12 digits in JSON.</summary>
public sealed class AccountIdJsonConverter : JsonConverter<AccountId>
{
    public override AccountId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        AccountId.TryParse(reader.GetString(), out var account) ? account : throw new JsonException("An account id has 12 digits.");

    public override void Write(Utf8JsonWriter writer, AccountId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
