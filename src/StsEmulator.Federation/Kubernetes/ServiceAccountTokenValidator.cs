using StsEmulator.Federation.Keys;
using StsEmulator.Iam.Directory;

namespace StsEmulator.Federation.Kubernetes;

/// <summary>Says whether a service-account token is what it says it is: its signature, issuer, audience and times.</summary>
/// <param name="keys">Where issuers' keys come from.</param>
/// <param name="clock">The emulator's clock.</param>
public sealed class ServiceAccountTokenValidator(IVerificationKeySource keys, TimeProvider clock)
{
    /// <param name="issuer">The cluster's issuer; its client ids are the audiences that are taken.</param>
    /// <returns>Null when the token is good.</returns>
    public async ValueTask<WebIdentityRefusal?> ValidateAsync(
        ServiceAccountToken token, OidcProvider issuer, CancellationToken cancellationToken)
    {
        if (token.Issuer != issuer.Url)
            return new WebIdentityRefusal(WebIdentityRefusalKind.UnknownIssuer, Issuer: token.Issuer);
        if (await keys.CheckAsync(token.Compact, issuer, cancellationToken) is { } unsigned)
            return unsigned;
        return token.Claims.Audiences.Intersect(issuer.ClientIdList, StringComparer.Ordinal).Any()
            ? CheckTimes(token)
            : new WebIdentityRefusal(WebIdentityRefusalKind.IncorrectAudience);
    }

    /// <summary>Checks the times alone, which costs no signature.</summary>
    public WebIdentityRefusal? CheckTimes(ServiceAccountToken token)
    {
        long now = clock.GetUtcNow().ToUnixTimeSeconds();
        if (now >= token.Expires)
            return new WebIdentityRefusal(WebIdentityRefusalKind.Expired, "exp", Now: now, Time: token.Expires);
        return token.NotBefore is { } notBefore && now < notBefore
            ? new WebIdentityRefusal(WebIdentityRefusalKind.NotYetValid, "nbf", Now: now, Time: notBefore)
            : null;
    }
}
