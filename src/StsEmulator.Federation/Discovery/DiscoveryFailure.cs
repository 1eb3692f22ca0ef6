namespace StsEmulator.Federation.Discovery;

/// <summary>Why a provider's keys could not be fetched.</summary>
internal enum DiscoveryFailure
{
    /// <summary>No address, no connection, no TLS, or a connection that broke.</summary>
    Unreachable,

    Slow,

    /// <summary>The discovery document was answered with a status of 500 or more.</summary>
    ServerError,

    /// <summary>The discovery document was answered with another status than 200.</summary>
    Refused,

    /// <summary>Redirects are not followed: where they lead has not been checked.</summary>
    Redirected,

    TooLarge,

    /// <summary>The discovery document is not one, or its <c>jwks_uri</c> is none that may be asked.</summary>
    MalformedDocument,

    /// <summary>The discovery document speaks for another issuer.</summary>
    OtherIssuer,

    /// <summary>Every address of the name is one that <see cref="DiscoveryRules.Addresses"/> forbids.</summary>
    AddressForbidden,

    /// <summary>The certificate is of no trusted authority and of no registered thumbprint.</summary>
    CertificateNotTrusted,

    /// <summary>The discovery document was had, the key set was not.</summary>
    KeysUnreachable,

    /// <summary>The key set is none, or holds too many keys.</summary>
    MalformedKeys,
}

internal static class DiscoveryRefusals
{
    /// <summary>Says what a token's bearer is told. This is the one place where failures become answers.</summary>
    /// <remarks>
    /// Observed of the real service: an unreachable or malformed key set, and a thumbprint that differs. That a provider which cannot be
    /// reached at all is a communication error, which SDKs retry, is its documentation's word.
    /// </remarks>
    public static WebIdentityRefusal Of(DiscoveryFailure failure, string issuer) => failure switch
    {
        DiscoveryFailure.Unreachable or DiscoveryFailure.Slow or DiscoveryFailure.ServerError =>
            new(WebIdentityRefusalKind.ProviderUnreachable, Issuer: issuer),
        DiscoveryFailure.CertificateNotTrusted => new(WebIdentityRefusalKind.CertificateNotTrusted, Issuer: issuer),
        _ => WebIdentityRefusal.KeyUnavailable,
    };
}
