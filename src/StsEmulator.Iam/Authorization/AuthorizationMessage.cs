using System.Buffers;
using System.Text;
using System.Text.Json;
using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Principals;

namespace StsEmulator.Iam.Authorization;

/// <summary>
/// Why a request was denied, as the JSON text that DecodeAuthorizationMessage returns: every collection is wrapped in <c>items</c>,
/// every scalar of one in <c>value</c>.
/// </summary>
public static class AuthorizationMessage
{
    /// <param name="policies">The policies that took part, among which the deciding statements are found by name.</param>
    /// <returns>At most <see cref="AuthorizationMessageCodec.MaximumMessageLength"/> bytes; condition keys that do not fit are left out.</returns>
    public static string Write(
        Principal principal, string action, string resource, PolicyDecision decision, ConditionContext context, IReadOnlyList<NamedPolicy> policies)
    {
        string[] keys = [.. context.Keys.Order(StringComparer.OrdinalIgnoreCase)];
        for (int count = keys.Length; ; count = count * 3 / 4)
        {
            string message = Write(principal, action, resource, decision, context, policies, keys.AsSpan(0, count));
            if (Encoding.UTF8.GetByteCount(message) <= AuthorizationMessageCodec.MaximumMessageLength)
                return message;
            if (count == 0)
                return Write(principal, action, resource, new PolicyDecision { Outcome = decision.Outcome }, context, [], []);
        }
    }

    private static string Write(
        Principal principal, string action, string resource, PolicyDecision decision, ConditionContext context,
        IReadOnlyList<NamedPolicy> policies, ReadOnlySpan<string> keys)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteBoolean("allowed"u8, decision.IsAllowed);
        json.WriteBoolean("explicitDeny"u8, decision.Outcome == PolicyOutcome.ExplicitDeny);
        json.WriteStartObject("matchedStatements"u8);
        json.WriteStartArray("items"u8);
        foreach (var statement in decision.DecidedBy)
            MatchedStatement.Write(json, statement, policies);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject("failures"u8);
        json.WriteStartArray("items"u8);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject("context"u8);
        WritePrincipal(json, principal);
        json.WriteString("action"u8, action);
        json.WriteString("resource"u8, resource);
        WriteConditions(json, context, keys);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WritePrincipal(Utf8JsonWriter json, Principal principal)
    {
        json.WriteStartObject("principal"u8);
        json.WriteString("id"u8, principal.UserId);
        if (principal is { Kind: PrincipalKind.User, Name: { } name })
            json.WriteString("name"u8, name);
        json.WriteString("arn"u8, principal.Arn);
        json.WriteEndObject();
    }

    private static void WriteConditions(Utf8JsonWriter json, ConditionContext context, ReadOnlySpan<string> keys)
    {
        json.WriteStartObject("conditions"u8);
        json.WriteStartArray("items"u8);
        foreach (string key in keys)
        {
            if (!context.TryGet(key, out var value))
                continue;
            json.WriteStartObject();
            json.WriteString("key"u8, key);
            json.WriteStartObject("values"u8);
            json.WriteStartArray("items"u8);
            for (int i = 0; i < value.Count; i++)
            {
                json.WriteStartObject();
                json.WriteString("value"u8, value[i]);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
