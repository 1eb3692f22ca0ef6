using StsEmulator.Federation.Keys;
using StsEmulator.Federation.Tokens;
using StsEmulator.Iam.Directory;

namespace StsEmulator.Federation;

/// <summary>
/// Says who a web identity token speaks of, if a provider registered in the role's account vouches for it. The trust policy, which
/// comes after, is not judged here.
/// </summary>
/// <param name="keys">Where providers' keys come from.</param>
/// <param name="clock">The emulator's clock.</param>
public sealed class WebIdentityValidator(IVerificationKeySource keys, TimeProvider clock, WebIdentityRules rules)
{
    /// <summary>Validates a token; white space around it, such as the newline at the end of a token file, is not part of it.</summary>
    /// <param name="account">The account of the role, in which the provider must be; null when there is no such account.</param>
    public async ValueTask<WebIdentityResult> ValidateAsync(AccountDirectory? account, string token, CancellationToken cancellationToken)
    {
        // The order is that of the real service as far as it is known: form, claims, provider, key, signature, audience, times.
        if (CompactToken.TryRead(token, rules.MaximumTokenLength) is not { } compact)
            return WebIdentityRefusal.NotAToken;
        if (!TokenClaims.TryRead(compact.Payload, out var claims, out var refusal))
            return refusal;
        if (account is null || FindProvider(account, claims.Issuer) is not { } provider)
            return new WebIdentityRefusal(WebIdentityRefusalKind.UnknownIssuer, Issuer: claims.Issuer);

        if (await keys.CheckAsync(compact, provider, cancellationToken) is { } unsigned)
            return unsigned;
        if (AudienceOf(claims, provider) is not { } audience)
            return new WebIdentityRefusal(WebIdentityRefusalKind.IncorrectAudience);
        if (CheckTimes(claims) is { } untimely)
            return untimely;
        return SessionClaims.TryRead(compact.Payload, out var session, out refusal)
            ? Identity(claims, session, audience, provider.HostAndPath, provider.Arn(account.Partition))
            : refusal;
    }

    private static OidcProvider? FindProvider(AccountDirectory account, string issuer)
    {
        int scheme = issuer.IndexOf("://", StringComparison.Ordinal);
        // Registered by host and path; the scheme and every character of the rest must agree as well.
        return scheme > 0 && account.FindOidcProvider(issuer[(scheme + 3)..]) is { } provider && provider.Url == issuer ? provider : null;
    }

    /// <summary>An authorized party, where there is one, takes the place of the audience.</summary>
    private static string? AudienceOf(TokenClaims claims, OidcProvider provider) => claims.AuthorizedParty is { } party
        ? provider.ClientIdList.Contains(party, StringComparer.Ordinal) ? party : null
        : claims.Audiences.FirstOrDefault(audience => provider.ClientIdList.Contains(audience, StringComparer.Ordinal));

    private static WebIdentity Identity(TokenClaims claims, SessionClaims session, string audience, string issuer, string providerArn)
    {
        var kept = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase)
        {
            [$"{issuer}:aud"] = [audience],
            [$"{issuer}:sub"] = [claims.Subject],
        };
        if (claims.AuthenticationMethods.Count > 0)
            kept[$"{issuer}:amr"] = claims.AuthenticationMethods;
        var all = new Dictionary<string, IReadOnlyList<string>>(kept, StringComparer.OrdinalIgnoreCase);
        if (claims.AuthorizedParty is { } party)
        {
            all[$"{issuer}:azp"] = [party];
            all[$"{issuer}:oaud"] = claims.Audiences;
        }
        return new WebIdentity
        {
            Issuer = claims.Issuer,
            ProviderArn = providerArn,
            Subject = claims.Subject,
            Audience = audience,
            ConditionKeys = all,
            SessionContext = kept,
            Tags = session.Tags,
            TransitiveTagKeys = session.TransitiveTagKeys,
            SourceIdentity = session.SourceIdentity,
        };
    }

    private WebIdentityRefusal? CheckTimes(TokenClaims claims)
    {
        long now = clock.GetUtcNow().ToUnixTimeSeconds();
        if (now >= claims.Expires)
            return new WebIdentityRefusal(WebIdentityRefusalKind.Expired, "exp", Now: now, Time: claims.Expires);
        if (claims.NotBefore is { } notBefore && now < notBefore)
            return new WebIdentityRefusal(WebIdentityRefusalKind.NotYetValid, "nbf", Now: now, Time: notBefore);
        if (now < claims.IssuedAt)
            return new WebIdentityRefusal(WebIdentityRefusalKind.NotYetValid, "iat", Now: now, Time: claims.IssuedAt);
        // In 128 bits, because a hostile `iat` may be the least number of 64.
        return (Int128)now - claims.IssuedAt > (long)rules.MaximumAge.TotalSeconds
            ? new WebIdentityRefusal(WebIdentityRefusalKind.TooOld, "iat", Now: now, Time: claims.IssuedAt)
            : null;
    }
}
