using System.Globalization;
using System.Security.Claims;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace StsEmulator.IdentityProvider.OpenId;

/// <summary>What codes and refresh tokens carry of a grant: who signed in how, under which grant, and the id that can be used once.</summary>
internal sealed record Grant(
    string Id, string Subject, IReadOnlyList<string> Methods, DateTimeOffset AuthenticatedAt, string SessionId, IReadOnlyList<string> Scopes)
{
    /// <summary>The claim that names the grant, in access tokens too, so that ending it ends them.</summary>
    private const string GrantClaim = "gid";

    // Claims without a destination stay in codes and refresh tokens, which only we can read.
    private const string OnceClaim = "sts:once", MethodsClaim = "sts:amr", TimeClaim = "sts:auth_time", SessionClaim = "sts:sid";

    /// <summary>Writes the grant into claims under a fresh one-time id.</summary>
    public void WriteTo(ClaimsIdentity identity, string onceId) => identity
        .SetClaim(Claims.Subject, Subject)
        .SetClaim(GrantClaim, Id)
        .SetClaim(OnceClaim, onceId)
        .SetClaim(MethodsClaim, string.Join(' ', Methods))
        .SetClaim(TimeClaim, AuthenticatedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))
        .SetClaim(SessionClaim, SessionId)
        .SetScopes(Scopes);

    public static Grant Read(ClaimsPrincipal principal) => new(
        IdOf(principal) ?? "",
        principal.GetClaim(Claims.Subject) ?? "",
        (principal.GetClaim(MethodsClaim) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries),
        DateTimeOffset.FromUnixTimeSeconds(long.Parse(principal.GetClaim(TimeClaim) ?? "0", CultureInfo.InvariantCulture)),
        principal.GetClaim(SessionClaim) ?? "",
        principal.GetScopes());

    public static string? IdOf(ClaimsPrincipal? principal) => principal?.GetClaim(GrantClaim);

    public static string? OnceIdOf(ClaimsPrincipal? principal) => principal?.GetClaim(OnceClaim);

    public static bool IsInAccessTokens(string claim) => claim is GrantClaim;
}
