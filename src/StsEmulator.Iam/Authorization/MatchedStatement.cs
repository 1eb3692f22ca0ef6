using System.Text.Json;
using StsEmulator.Iam.Policies;

namespace StsEmulator.Iam.Authorization;

/// <summary>A statement that decided, with what its document says, as an authorization message shows it.</summary>
internal static class MatchedStatement
{
    public static void Write(Utf8JsonWriter json, in DecidingStatement statement, IReadOnlyList<NamedPolicy> policies)
    {
        json.WriteStartObject();
        json.WriteString("statementId"u8, statement.Sid ?? "");
        json.WriteString("effect"u8, statement.Effect == PolicyEffect.Deny ? "DENY"u8 : "ALLOW"u8);
        using var document = Find(statement, policies);
        var element = document is null ? default : StatementAt(document.RootElement, statement.Statement);
        WriteValues(json, "principals"u8, element, "Principal"u8, "NotPrincipal"u8);
        json.WriteStartObject("principalGroups"u8);
        json.WriteStartArray("items"u8);
        json.WriteEndArray();
        json.WriteEndObject();
        WriteValues(json, "actions"u8, element, "Action"u8, "NotAction"u8);
        WriteValues(json, "resources"u8, element, "Resource"u8, "NotResource"u8);
        WriteConditions(json, element);
        json.WriteEndObject();
    }

    private static JsonDocument? Find(in DecidingStatement statement, IReadOnlyList<NamedPolicy> policies)
    {
        foreach (var policy in policies)
        {
            if (policy.Name == statement.Policy)
                return JsonDocument.Parse(policy.Document.Text);
        }
        return null;
    }

    private static JsonElement StatementAt(JsonElement policy, int index)
    {
        var statements = policy.GetProperty("Statement"u8);
        return statements.ValueKind == JsonValueKind.Array ? statements[index] : statements;
    }

    private static void WriteValues(
        Utf8JsonWriter json, ReadOnlySpan<byte> name, JsonElement statement, ReadOnlySpan<byte> element, ReadOnlySpan<byte> negated)
    {
        json.WriteStartObject(name);
        json.WriteStartArray("items"u8);
        if (statement.ValueKind == JsonValueKind.Object
            && (statement.TryGetProperty(element, out var values) || statement.TryGetProperty(negated, out values)))
        {
            WriteItems(json, values);
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A value, a list of them, or for principals an object of either.</summary>
    private static void WriteItems(Utf8JsonWriter json, JsonElement values)
    {
        if (values.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in values.EnumerateObject())
                WriteItems(json, member.Value);
        }
        else if (values.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in values.EnumerateArray())
                WriteItems(json, item);
        }
        else
        {
            json.WriteStartObject();
            json.WriteString("value"u8, values.ToString());
            json.WriteEndObject();
        }
    }

    private static void WriteConditions(Utf8JsonWriter json, JsonElement statement)
    {
        json.WriteStartObject("conditions"u8);
        json.WriteStartArray("items"u8);
        if (statement.ValueKind == JsonValueKind.Object && statement.TryGetProperty("Condition"u8, out var blocks))
        {
            foreach (var key in blocks.EnumerateObject().SelectMany(block => block.Value.EnumerateObject()))
            {
                json.WriteStartObject();
                json.WriteString("key"u8, key.Name);
                json.WriteStartObject("values"u8);
                json.WriteStartArray("items"u8);
                WriteItems(json, key.Value);
                json.WriteEndArray();
                json.WriteEndObject();
                json.WriteEndObject();
            }
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
