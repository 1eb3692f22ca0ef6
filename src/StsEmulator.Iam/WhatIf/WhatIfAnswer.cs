using System.Text.Json;
using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Policies.Explanation;

namespace StsEmulator.Iam.WhatIf;

/// <summary>Writes the answer to a what-if question as JSON.</summary>
public static class WhatIfAnswer
{
    /// <summary>The spelling of an outcome in questions (<c>Expect</c>) and answers (<c>Decision</c>).</summary>
    public static string Spell(PolicyOutcome outcome) => outcome switch
    {
        PolicyOutcome.Allowed => "allowed",
        PolicyOutcome.ExplicitDeny => "explicitDeny",
        PolicyOutcome.ImplicitDeny => "implicitDeny",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    public static void Write(Utf8JsonWriter writer, WhatIfCase question, PolicyDecision decision)
    {
        writer.WriteStartObject();
        writer.WriteString("Decision"u8, Spell(decision.Outcome));
        WriteReasons(writer, decision, question.NearestMiss(decision));
        writer.WriteString("Message"u8, Message(question.Request, decision));
        if (decision.Warnings.Count > 0)
            WriteList(writer, "Warnings", decision.Warnings);
        writer.WriteEndObject();
    }

    /// <summary>Writes what a decision rests on: the deciding statements, the missing condition keys, and the nearest miss where there is one.</summary>
    public static void WriteReasons(Utf8JsonWriter writer, PolicyDecision? decision, NearestMiss? miss)
    {
        writer.WriteStartArray("DecidedBy"u8);
        foreach (var statement in decision?.DecidedBy ?? [])
            Write(writer, statement);
        writer.WriteEndArray();
        WriteList(writer, "MissingContextKeys", decision?.MissingContextKeys ?? []);
        if (miss is not null)
            Write(writer, miss);
    }

    private static void Write(Utf8JsonWriter writer, NearestMiss miss)
    {
        writer.WriteStartObject("NearestMiss"u8);
        writer.WriteString("PolicyType"u8, Spell(miss.PolicyType));
        writer.WriteString("Policy"u8, miss.Policy);
        writer.WriteNumber("Statement"u8, miss.Statement);
        writer.WriteString("Sid"u8, miss.Sid);
        writer.WriteString("Element"u8, miss.Element.ToString());
        writer.WriteString("Explanation"u8, miss.Explanation);
        if (miss.AlsoFailed.Count > 0)
            WriteList(writer, "AlsoFailed", miss.AlsoFailed);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, in DecidingStatement statement)
    {
        writer.WriteStartObject();
        writer.WriteString("PolicyType"u8, Spell(statement.PolicyType));
        writer.WriteString("Policy"u8, statement.Policy);
        writer.WriteNumber("Statement"u8, statement.Statement);
        writer.WriteString("Sid"u8, statement.Sid);
        writer.WriteString("Effect"u8, statement.Effect == PolicyEffect.Allow ? "Allow"u8 : "Deny"u8);
        writer.WriteEndObject();
    }

    /// <summary>The name under which the question held the policy.</summary>
    public static string Spell(PolicyType type) => type switch
    {
        PolicyType.Identity => "Identity",
        PolicyType.Resource or PolicyType.Trust => "Resource",
        PolicyType.PermissionsBoundary => "PermissionsBoundary",
        PolicyType.Session => "Session",
        PolicyType.ServiceControl => "ServiceControl",
        PolicyType.ResourceControl => "ResourceControl",
        PolicyType.VpcEndpoint => "VpcEndpoint",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    /// <summary>The text of the denial in the service's words, or its like for an allowed request.</summary>
    public static string Message(PolicyRequest request, PolicyDecision decision)
    {
        string? resource = request.Resource == "*" ? null : request.Resource;
        if (!decision.IsAllowed)
            return AccessDeniedMessage.For(request.Principal, request.Action, resource, decision);
        string target = resource is null ? "" : $" on resource: {resource}";
        return $"User: {AccessDeniedMessage.Subject(request.Principal)} is authorized to perform: {request.Action}{target}";
    }

    private static void WriteList(Utf8JsonWriter writer, string name, IReadOnlyList<string> values)
    {
        writer.WriteStartArray(name);
        foreach (string value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }
}
