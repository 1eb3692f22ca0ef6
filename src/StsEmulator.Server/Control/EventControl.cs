using System.Globalization;
using System.Text.Json;
using StsEmulator.Iam.Audit;
using StsEmulator.Iam.WhatIf;

namespace StsEmulator.Server.Control;

/// <summary>Lists the latest calls and why they were refused. Secrets, tokens and signatures are in no answer.</summary>
internal sealed class EventControl(CallLog calls)
{
    private const int DefaultLimit = 100;

    private const int MaximumLimit = 1000;

    private static readonly string[] Known = ["after", "limit", "principal", "action", "decision"];

    private static readonly (string Word, CallOutcome Outcome)[] Outcomes =
    [
        ("allowed", CallOutcome.Allowed), ("implicitDeny", CallOutcome.ImplicitDeny), ("explicitDeny", CallOutcome.ExplicitDeny), ("refused", CallOutcome.Refused),
    ];

    /// <summary>
    /// Lists the newest first. <c>?after=ID</c> goes on behind that event, <c>?limit=</c> is 1 to 1000, default 100; <c>principal</c> (an ARN
    /// or access key id), <c>action</c> and <c>decision</c> (<c>denied</c> for everything but allowed) leave the others out.
    /// </summary>
    public ValueTask<ControlAnswer> ListAsync(ControlRequest request, CancellationToken cancellationToken) => ValueTask.FromResult(List(request.Http.Request.Query));

    private ControlAnswer List(IQueryCollection query)
    {
        if (query.Keys.FirstOrDefault(key => !Known.Contains(key, StringComparer.Ordinal)) is { } unknown)
            return ControlAnswer.Invalid($"`{Shown(unknown)}` is none of {string.Join(", ", Known)}.");
        if (!TryReadNumber(query, "limit", MaximumLimit, out long? limit))
            return ControlAnswer.Invalid($"`limit` is a number from 1 to {MaximumLimit}.");
        if (!TryReadNumber(query, "after", long.MaxValue, out long? after))
            return ControlAnswer.Invalid("`after` is the Id of an event.");
        string? principal = Text(query, "principal"), action = Text(query, "action"), decision = Text(query, "decision");
        if (decision is not (null or "denied") && !Array.Exists(Outcomes, known => known.Word == decision))
            return ControlAnswer.Invalid("`decision` is allowed, implicitDeny, explicitDeny, refused or denied.");

        // One more than asked for tells whether another page follows.
        int count = (int)(limit ?? DefaultLimit);
        var found = calls.Latest(count + 1, after, call =>
            (principal is null || call.Principal?.Arn == principal || call.Principal?.PrincipalArn == principal || call.AccessKeyId == principal)
            && (action is null || call.Action.Equals(action, StringComparison.OrdinalIgnoreCase))
            && (decision is null || (decision == "denied" ? call.Outcome != CallOutcome.Allowed : Spell(call.Outcome) == decision)));
        return ControlAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("Events"u8);
            foreach (var call in found.Take(count))
                Write(writer, call);
            writer.WriteEndArray();
            if (found.Count > count)
                writer.WriteNumber("NextAfter"u8, found[count - 1].Id);
            writer.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter writer, CallRecord call)
    {
        writer.WriteStartObject();
        writer.WriteNumber("Id"u8, call.Id);
        writer.WriteString("Time"u8, call.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        writer.WriteString("Source"u8, call.Source);
        writer.WriteString("Principal"u8, call.Principal?.Arn);
        if (call.AccessKeyId is { } accessKeyId)
            writer.WriteString("AccessKeyId"u8, accessKeyId);
        writer.WriteString("Action"u8, call.Action);
        writer.WriteString("Resource"u8, call.Resource);
        writer.WriteString("Decision"u8, Spell(call.Outcome));
        writer.WriteString("ErrorCode"u8, call.ErrorCode);
        if (call.ErrorMessage is { } message)
            writer.WriteString("Message"u8, message);
        if (call.RequestId is { } requestId)
            writer.WriteString("RequestId"u8, requestId);
        WhatIfAnswer.WriteReasons(writer, call.Decision, call.NearestMiss);
        if (call.Evidence?.Note is { } note)
            writer.WriteString("Note"u8, note);
        writer.WriteEndObject();
    }

    private static string Spell(CallOutcome outcome) => Array.Find(Outcomes, known => known.Outcome == outcome).Word;

    private static string? Text(IQueryCollection query, string name) => query.TryGetValue(name, out var given) ? given.ToString() : null;

    private static bool TryReadNumber(IQueryCollection query, string name, long maximum, out long? number)
    {
        number = null;
        if (Text(query, name) is not { } text)
            return true;
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long read) || read < 1 || read > maximum)
            return false;
        number = read;
        return true;
    }

    private static string Shown(string text) => text.Length > 64 ? text[..64] + "..." : text;
}
