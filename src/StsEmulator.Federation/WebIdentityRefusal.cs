namespace StsEmulator.Federation;

/// <summary>Why a web identity token is refused.</summary>
public enum WebIdentityRefusalKind
{
    /// <summary>Not three parts, not JSON, a claim said twice or of the wrong type, an algorithm that is not accepted, too long.</summary>
    NotAToken,

    /// <summary><see cref="WebIdentityRefusal.Claim"/> is absent.</summary>
    MissingClaim,

    /// <summary>No provider of the role's account has this <see cref="WebIdentityRefusal.Issuer"/>.</summary>
    UnknownIssuer,

    /// <summary>The provider's keys cannot be had, or none of them is the one the token names.</summary>
    KeyUnavailable,

    SignatureInvalid,

    /// <summary>The provider at <see cref="WebIdentityRefusal.Issuer"/> does not answer, or only with errors of its own.</summary>
    ProviderUnreachable,

    /// <summary>The provider's server has a certificate that neither a trusted authority nor a registered thumbprint vouches for.</summary>
    CertificateNotTrusted,

    /// <summary>The audience is not among the provider's client ids.</summary>
    IncorrectAudience,

    /// <summary><see cref="WebIdentityRefusal.Now"/> has reached <see cref="WebIdentityRefusal.Time"/>.</summary>
    Expired,

    /// <summary><c>nbf</c> or <c>iat</c> lies in the future.</summary>
    NotYetValid,

    /// <summary><c>iat</c> lies too far back.</summary>
    TooOld,

    /// <summary>The session tags or the source identity are not of the form that STS takes.</summary>
    MalformedSessionClaim,
}

/// <summary>A refusal and the facts that its wording needs.</summary>
/// <param name="Claim">The claim it is about.</param>
/// <param name="Issuer">The issuer as the token carries it.</param>
/// <param name="Now">The emulator's clock, seconds since 1970.</param>
/// <param name="Time">The claim's time, seconds since 1970.</param>
public sealed record WebIdentityRefusal(
    WebIdentityRefusalKind Kind, string? Claim = null, string? Issuer = null, long Now = 0, long Time = 0)
{
    internal static WebIdentityRefusal NotAToken { get; } = new(WebIdentityRefusalKind.NotAToken);

    internal static WebIdentityRefusal KeyUnavailable { get; } = new(WebIdentityRefusalKind.KeyUnavailable);

    internal static WebIdentityRefusal SignatureInvalid { get; } = new(WebIdentityRefusalKind.SignatureInvalid);
}
