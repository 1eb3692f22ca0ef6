using System.Globalization;
using System.Text.Json;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Sessions;
using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Time;

namespace StsEmulator.Server.Control;

/// <summary>Lists and revokes sessions. Secrets and tokens are in no answer.</summary>
internal sealed class SessionControl(ISessionStore sessions, EmulatorClock clock)
{
    private const int DefaultLimit = 100;

    private const int MaximumLimit = 1000;

    /// <summary>Lists the newest; <c>?limit=</c> 1 to 1000, default 100.</summary>
    public async ValueTask<ControlAnswer> ListAsync(ControlRequest request, CancellationToken cancellationToken)
    {
        int limit = DefaultLimit;
        if (request.Http.Request.Query.TryGetValue("limit", out var given)
            && (!int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > MaximumLimit))
        {
            return ControlAnswer.Invalid($"`limit` is a number from 1 to {MaximumLimit}.");
        }
        var listed = await sessions.ListAsync(limit, cancellationToken);
        var now = clock.GetUtcNow();
        return ControlAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("Sessions"u8);
            foreach (var session in listed)
                Write(writer, session, now);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    public async ValueTask<ControlAnswer> RevokeAsync(ControlRequest request, CancellationToken cancellationToken) =>
        AccessKeyId.TryParse(request.Tail, out var id) && await sessions.RevokeAsync(id, cancellationToken)
            ? ControlAnswer.NoContent
            : ControlAnswer.NotFound("There is no session with this access key id.");

    private static void Write(Utf8JsonWriter writer, Session session, DateTimeOffset now)
    {
        writer.WriteStartObject();
        writer.WriteString("AccessKeyId"u8, session.AccessKeyId.Value);
        writer.WriteString("Kind"u8, session.Kind.ToString());
        writer.WriteString("Arn"u8, session.Principal.Arn);
        writer.WriteString("UserId"u8, session.Principal.UserId);
        writer.WriteString("Account"u8, session.Account.ToString());
        if (session.Facts?.SourceIdentity is { } sourceIdentity)
            writer.WriteString("SourceIdentity"u8, sourceIdentity);
        writer.WriteString("IssuedAt"u8, Text(session.IssuedAt));
        writer.WriteString("Expiration"u8, Text(session.Expiration));
        writer.WriteString("Status"u8, session.IsRevoked ? "revoked"u8 : session.HasExpired(now) ? "expired"u8 : "active"u8);
        writer.WriteEndObject();
    }

    private static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
