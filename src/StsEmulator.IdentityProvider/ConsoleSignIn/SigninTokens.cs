using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using StsEmulator.Iam.Authentication;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Sessions;
using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Time;
using StsEmulator.IdentityProvider.Browser;

namespace StsEmulator.IdentityProvider.ConsoleSignIn;

/// <summary>Trades temporary credentials for sign-in tokens, and those for a session. A token works once, for 15 minutes.</summary>
/// <remarks>Source: IAM user guide, "Enable custom identity broker access to the AWS console".</remarks>
internal sealed class SigninTokens(
    ISessionStore sessions, RequestAuthenticator authenticator, IOneTimeStore once, SealedText seal, IdentifierGenerator identifiers,
    EmulatorClock clock)
{
    private const string Purpose = "console/signin-token";

    /// <summary>The longest token that is looked at, in characters.</summary>
    private const int MaximumLength = 4096;

    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>Makes a token of credentials that are right and may sign in; otherwise says why not.</summary>
    public async ValueTask<SigninTokenResult> IssueAsync(PresentedCredentials presented, TimeSpan? duration, CancellationToken cancellationToken)
    {
        if (!AccessKeyId.TryParse(presented.SessionId, out var id))
            return SigninRefusal.InvalidCredentials;
        if (!id.IsTemporary)
            return SigninRefusal.LongTermCredentials;
        if ((await sessions.FindAsync(id, cancellationToken)).Session is not { } session || !IsRight(session, presented))
            return SigninRefusal.InvalidCredentials;
        // INVARIANT: only who has shown secret and token learns more about the session.
        if (session.HasExpired(clock.GetUtcNow()))
            return SigninRefusal.ExpiredCredentials;
        if (await CallerAsync(id, cancellationToken) is null)
            return SigninRefusal.InvalidCredentials;
        if (session.Kind is not (SessionKind.Role or SessionKind.FederatedUser))
            return SigninRefusal.WrongKind;
        if (duration is not null && (session.Kind == SessionKind.FederatedUser || session.Facts?.IsChained == true))
            return SigninRefusal.DurationNotAllowed;
        SigninTicket ticket = new(
            identifiers.RequestId(), id.Value, presented.SessionToken, duration is { } asked ? (int)asked.TotalSeconds : null, clock.GetUtcNow() + Lifetime);
        return await seal.SealAsync(Purpose, JsonSerializer.SerializeToUtf8Bytes(ticket, ConsoleJson.Default.SigninTicket), cancellationToken);
    }

    /// <summary>Takes a token; null when it is none, has expired, was used, or its credentials have ended since.</summary>
    public async ValueTask<(Caller Caller, SigninTicket Ticket)?> RedeemAsync(string token, CancellationToken cancellationToken)
    {
        if (token.Length is 0 or > MaximumLength || await seal.OpenAsync(Purpose, token, cancellationToken) is not { } content)
            return null;
        var ticket = JsonSerializer.Deserialize(content, ConsoleJson.Default.SigninTicket)!;
        if (clock.GetUtcNow() >= ticket.ExpiresAt || !AccessKeyId.TryParse(ticket.AccessKeyId, out var id))
            return null;
        // The claim outlives a clock that tests set back and forth.
        if (!await once.TryClaimAsync($"signin-token:{ticket.Id:N}", TimeSpan.FromHours(1), cancellationToken))
            return null;
        return await CallerAsync(id, cancellationToken) is { } caller ? (caller, ticket) : null;
    }

    private async ValueTask<Caller?> CallerAsync(AccessKeyId id, CancellationToken cancellationToken)
    {
        var result = await authenticator.IdentifyAsync(id, cancellationToken);
        return result.IsAuthenticated && result.Caller.Session is not null ? result.Caller : null;
    }

    private static bool IsRight(Session session, PresentedCredentials presented)
    {
        bool isSecret = CryptographicOperations.FixedTimeEquals(Digest(session.SecretAccessKey), Digest(presented.SessionKey));
        bool isToken = session.TokenDigest.Equals(SessionTokenDigest.Of(presented.SessionToken));
        return isSecret & isToken;
    }

    private static byte[] Digest(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}

/// <summary>Temporary credentials as the parameter <c>Session</c> spells them.</summary>
internal sealed record PresentedCredentials(string SessionId, string SessionKey, string SessionToken)
{
    /// <summary>The longest parameter that is looked at, in characters.</summary>
    private const int MaximumLength = 8192;

    /// <summary>Reads the JSON object; null when it is none, or a member is not a text.</summary>
    public static PresentedCredentials? Read(string json)
    {
        if (json.Length is 0 or > MaximumLength)
            return null;
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && Text(document.RootElement, "sessionId") is { } id && Text(document.RootElement, "sessionKey") is { } key
                && Text(document.RootElement, "sessionToken") is { } token
                    ? new PresentedCredentials(id, key, token)
                    : null;
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException) // The latter: half a surrogate pair.
        {
            return null;
        }
    }

    // INVARIANT: secret and token stay out of every generated text.
    public override string ToString() => $"PresentedCredentials {SessionId}";

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>What a sign-in token holds.</summary>
/// <param name="Id">Tells tokens apart, so that each works once.</param>
/// <param name="DurationSeconds">How long the console session lasts; null for as long as the credentials.</param>
internal sealed record SigninTicket(Guid Id, string AccessKeyId, string SessionToken, int? DurationSeconds, DateTimeOffset ExpiresAt)
{
    // INVARIANT: the session token stays out of every generated text.
    public override string ToString() => $"SigninTicket {AccessKeyId}";
}

/// <summary>Why credentials get no sign-in token.</summary>
internal enum SigninRefusal
{
    /// <summary>Unknown, a wrong secret or token, revoked, or of a principal that is gone: one answer for all.</summary>
    InvalidCredentials,

    LongTermCredentials,
    ExpiredCredentials,

    /// <summary>Those of GetSessionToken, AssumeRoot or an instance as itself.</summary>
    WrongKind,

    /// <summary>A duration for a federated user, or for a role that was assumed with another.</summary>
    DurationNotAllowed,
}

/// <summary>Either the token or why there is none.</summary>
internal readonly record struct SigninTokenResult(string? Token, SigninRefusal Refusal)
{
    public static implicit operator SigninTokenResult(string token) => new(token, default);

    public static implicit operator SigninTokenResult(SigninRefusal refusal) => new(null, refusal);
}
