using System.Text.Json;
using Microsoft.AspNetCore.Http;
using StsEmulator.Iam.Authentication;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Sessions;
using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Time;
using StsEmulator.IdentityProvider.Browser;

namespace StsEmulator.IdentityProvider.ConsoleSignIn;

/// <summary>
/// Browser sessions of the console. Behind each stands a session of the session store, so that expiry, revocation and deletion of the
/// principal count here as everywhere, from one page to the next.
/// </summary>
internal sealed class ConsoleSessions(BrowserSessions browsers, RequestAuthenticator authenticator, ISessionStore sessions, EmulatorClock clock)
{
    /// <summary>Signs somebody in until the session behind it ends, or earlier.</summary>
    public Task BeginAsync(
        HttpContext context, Session session, ConsoleState state, IReadOnlyList<string> methods, DateTimeOffset? end, CancellationToken cancellationToken)
    {
        var expiresAt = end < session.Expiration ? end.Value : session.Expiration;
        return BeginAsync(
            context, new BrowserSession("", session.Principal.Arn, NameOf(session), methods, clock.GetUtcNow(), expiresAt), state, cancellationToken);
    }

    /// <summary>Carries on as somebody else: a role that was switched to, or back from one. The session of the browser ends when it would have.</summary>
    public Task ContinueAsync(HttpContext context, SignedIn signedIn, ConsoleState state, CancellationToken cancellationToken) =>
        BeginAsync(context, signedIn.Browser, state, cancellationToken);

    /// <summary>Finds who is signed in; null when nobody is any more.</summary>
    public async ValueTask<SignedIn?> FindAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (await browsers.FindAsync(context, SignInRealm.Console, cancellationToken) is not { Content: { } content } browser)
            return null;
        var state = content.Deserialize(ConsoleJson.Default.ConsoleState)!;
        if (await CallerAsync(state.Base, cancellationToken) is not { } caller || await IsRevokedAsync(state.Origin, cancellationToken))
            return null;
        var role = state.Role is { } held ? await CallerAsync(held, cancellationToken) : null;
        return new SignedIn(browser, state, caller, role, HasRoleEnded: state.Role is not null && role is null);
    }

    public ValueTask<BrowserSession?> EndAsync(HttpContext context, CancellationToken cancellationToken) =>
        browsers.EndAsync(context, SignInRealm.Console, cancellationToken);

    /// <summary>What pages call a principal: its name and session name without the ARN around them.</summary>
    private static string NameOf(Session session) => session.Principal switch
    {
        { SessionName: { } sessionName, Name: { } role } => $"{role}/{sessionName}",
        { Name: { } name } => name,
        _ => "root",
    };

    private async Task BeginAsync(HttpContext context, BrowserSession draft, ConsoleState state, CancellationToken cancellationToken) =>
        await browsers.BeginAsync(
            context, SignInRealm.Console, draft with { Content = JsonSerializer.SerializeToElement(state, ConsoleJson.Default.ConsoleState) }, cancellationToken);

    private async ValueTask<Caller?> CallerAsync(HeldCredentials held, CancellationToken cancellationToken)
    {
        if (!AccessKeyId.TryParse(held.AccessKeyId, out var id))
            return null;
        var result = await authenticator.IdentifyAsync(id, cancellationToken);
        // Relaxed authentication takes an unknown key for an administrator's; a browser session without a session behind it is none.
        return result.IsAuthenticated && result.Caller.Session is not null ? result.Caller : null;
    }

    private async ValueTask<bool> IsRevokedAsync(string? origin, CancellationToken cancellationToken) =>
        AccessKeyId.TryParse(origin, out var id) && (await sessions.FindAsync(id, cancellationToken)).Session is not { IsRevoked: false };
}
