using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace StsEmulator.Federation.Discovery;

/// <summary>
/// Whether a provider's server is who it says it is: by a trusted authority, or else by a thumbprint registered with the provider.
/// Source: IAM User Guide, "Obtain the thumbprint for an OpenID Connect identity provider".
/// </summary>
internal static class CertificateTrust
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>
    /// How the chain of a provider's server is built: from what it sends and what this machine has. A certificate names addresses at which
    /// its issuer's could be had; whoever sends one could make the emulator ask there, so nobody is asked.
    /// </summary>
    public static X509ChainPolicy Policy() => new()
    {
        ApplicationPolicy = { new Oid(ServerAuthentication) },
        RevocationMode = X509RevocationMode.NoCheck,
        DisableCertificateDownloads = true,
    };

    public static bool IsTrusted(
        X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors, IReadOnlyList<string> thumbprints, DateTimeOffset now)
    {
        if (errors == SslPolicyErrors.None)
            return true;
        // Thumbprints stand in for the authority, not for the name.
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is not X509Certificate2 leaf || chain is null)
            return false;
        var presented = chain.ChainElements.Select(element => element.Certificate).ToList();
        return presented.Exists(candidate => IsRegistered(candidate, thumbprints) && Vouches(candidate, leaf, presented, now));
    }

    private static bool IsRegistered(X509Certificate2 candidate, IReadOnlyList<string> thumbprints) =>
        thumbprints.Contains(candidate.Thumbprint, StringComparer.OrdinalIgnoreCase);

    /// <summary>A certificate that was merely sent along proves nothing: the server's own must be signed under it, and be of today.</summary>
    private static bool Vouches(X509Certificate2 registered, X509Certificate2 leaf, List<X509Certificate2> presented, DateTimeOffset now)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy = Policy();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(registered);
        chain.ChainPolicy.ExtraStore.AddRange(presented.ToArray());
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        chain.ChainPolicy.VerificationTimeIgnored = false;
        // The registered certificate may be an intermediate one: then the chain ends below a root, which is the one fault allowed.
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        return chain.Build(leaf) && chain.ChainElements.Any(element => element.Certificate.RawDataMemory.Span.SequenceEqual(registered.RawDataMemory.Span));
    }
}
