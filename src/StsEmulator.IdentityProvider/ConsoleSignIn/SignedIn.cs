using StsEmulator.Iam.Authentication;
using StsEmulator.IdentityProvider.Browser;

namespace StsEmulator.IdentityProvider.ConsoleSignIn;

/// <summary>Who is signed in at the console, as the directory and the session store see it now.</summary>
/// <param name="Base">Who signed in.</param>
/// <param name="Role">The role session that was switched to; null for none.</param>
/// <param name="HasRoleEnded">Whether there was one that has expired or was revoked since.</param>
internal sealed record SignedIn(BrowserSession Browser, ConsoleState State, Caller Base, Caller? Role, bool HasRoleEnded)
{
    /// <summary>Gets who the person acts as.</summary>
    public Caller Current => Role ?? Base;

    /// <summary>Gets the credentials of whom the person acts as.</summary>
    public HeldCredentials Credentials => Role is null ? State.Base : State.Role!;

    /// <summary>Gets until when this counts: the session of the browser, or that of the role where it ends earlier.</summary>
    public DateTimeOffset Until => Role?.Session is { } session && session.Expiration < Browser.ExpiresAt ? session.Expiration : Browser.ExpiresAt;
}
