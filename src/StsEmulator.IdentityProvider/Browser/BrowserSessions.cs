using System.Text.Json;
using Microsoft.AspNetCore.Http;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Time;

namespace StsEmulator.IdentityProvider.Browser;

/// <summary>
/// Browser sessions, carried by a sealed cookie. The store keeps no session, only which ones were ended before their time, so that a
/// copied cookie is of no use after signing out.
/// </summary>
public sealed class BrowserSessions(SealedText seal, ISharedValueStore values, IdentifierGenerator identifiers, EmulatorClock clock)
{
    /// <summary>The longest cookie that is looked at, in characters; browsers keep 4096 octets of one.</summary>
    private const int MaximumLength = 4096;

    /// <summary>Signs a user in. What the browser was signed in as before in this realm ends.</summary>
    public ValueTask<BrowserSession> BeginAsync(
        HttpContext context, SignInRealm realm, string subject, string displayName, IReadOnlyList<string> methods, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return BeginAsync(context, realm, new BrowserSession("", subject, displayName, methods, now, now + realm.Lifetime), cancellationToken);
    }

    /// <summary>Signs a user in, for a time and with content that the realm knows. The session gets an id of its own.</summary>
    public async ValueTask<BrowserSession> BeginAsync(HttpContext context, SignInRealm realm, BrowserSession draft, CancellationToken cancellationToken)
    {
        await EndAsync(context, realm, cancellationToken);
        var session = draft with { SessionId = identifiers.RequestId().ToString("N") };
        byte[] content = JsonSerializer.SerializeToUtf8Bytes(session, BrowserJson.Default.BrowserSession);
        string text = await seal.SealAsync(Purpose(realm), content, cancellationToken);
        context.Response.Cookies.Append(CookieName(context, realm), text, Options(context));
        return session;
    }

    /// <summary>Finds who is signed in; null when nobody is, the session has expired or was ended.</summary>
    public async ValueTask<BrowserSession?> FindAsync(HttpContext context, SignInRealm realm, CancellationToken cancellationToken)
    {
        if (await ReadAsync(context, realm, cancellationToken) is not { } session)
            return null;
        return await values.FindAsync(EndedKey(session.SessionId), cancellationToken) is null ? session : null;
    }

    /// <summary>Tells whether the browser says that somebody is signed in, true or not any more.</summary>
    public static bool IsClaimed(HttpContext context, SignInRealm realm) => context.Request.Cookies.ContainsKey(CookieName(context, realm));

    /// <summary>Signs out; gives the session that ended, or null when nobody was signed in.</summary>
    public async ValueTask<BrowserSession?> EndAsync(HttpContext context, SignInRealm realm, CancellationToken cancellationToken)
    {
        if (!context.Request.Cookies.ContainsKey(CookieName(context, realm)))
            return null;
        context.Response.Cookies.Delete(CookieName(context, realm), Options(context));
        if (await ReadAsync(context, realm, cancellationToken) is not { } session)
            return null;
        // The store counts on the machine clock and the session on one that tests set back: the mark stands for the longest it could matter.
        await values.GetOrAddAsync(EndedKey(session.SessionId), [1], realm.Lifetime * 2, cancellationToken);
        return session;
    }

    private async ValueTask<BrowserSession?> ReadAsync(HttpContext context, SignInRealm realm, CancellationToken cancellationToken)
    {
        if (context.Request.Cookies[CookieName(context, realm)] is not { Length: > 0 and <= MaximumLength } text)
            return null;
        if (await seal.OpenAsync(Purpose(realm), text, cancellationToken) is not { } content)
            return null;
        var session = JsonSerializer.Deserialize(content, BrowserJson.Default.BrowserSession);
        return session is not null && clock.GetUtcNow() < session.ExpiresAt ? session : null;
    }

    /// <summary>A cookie of this name cannot be set by a neighbouring host or without encryption (RFC 6265bis, section 4.1.3.2).</summary>
    private static string CookieName(HttpContext context, SignInRealm realm) =>
        context.Request.IsHttps ? $"__Host-sts-{realm.Name}" : $"sts-{realm.Name}";

    /// <summary>
    /// No Max-Age: the cookie lasts until the browser is closed at the latest, and the expiry inside it goes by a clock that browsers do not know.
    /// </summary>
    private static CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        Path = "/",
        IsEssential = true,
    };

    private static string Purpose(SignInRealm realm) => "session/" + realm.Name;

    private static string EndedKey(string sessionId) => "identity-provider/ended/" + sessionId;
}
