using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using StsEmulator.Protocols.Errors;

namespace StsEmulator.IamApi.ServerCertificates;

/// <summary>The three texts of an upload, checked as the real service does: each readable, the key the certificate's, the chain in order.</summary>
internal static class UploadedCertificate
{
    /// <summary>How many certificates a chain may have, 10: public ones have three at most.</summary>
    private const int LongestChain = 10;

    private static readonly WireError Unreadable =
        IamErrors.MalformedCertificate("Unable to parse certificate. Please ensure the certificate is in PEM format.");

    /// <summary>Gives what is wrong, or null and until when the certificate holds.</summary>
    public static WireError? Check(string body, string privateKey, string? chain, out DateTimeOffset expiration)
    {
        expiration = default;
        if (!TryRead(body, out var read) || read.Count != 1)
            return Unreadable;
        using var certificate = read[0];
        expiration = new DateTimeOffset(certificate.NotAfter.ToUniversalTime(), TimeSpan.Zero);
        return CheckKey(certificate, privateKey) ?? (chain is null ? null : CheckChain(certificate, chain));
    }

    private static WireError? CheckKey(X509Certificate2 certificate, string privateKey)
    {
        byte[]? publicKey = PublicKeyOf<RSA>(RSA.Create, privateKey) ?? PublicKeyOf<ECDsa>(ECDsa.Create, privateKey);
        if (publicKey is null)
            return IamErrors.MalformedCertificate("Unable to parse private key. Please ensure the private key is in PEM format and not encrypted.");
        return publicKey.AsSpan().SequenceEqual(certificate.PublicKey.ExportSubjectPublicKeyInfo())
            ? null
            : IamErrors.KeyPairMismatch("The public key of the certificate and the private key do not match.");
    }

    private static byte[]? PublicKeyOf<T>(Func<T> create, string privateKey)
        where T : AsymmetricAlgorithm
    {
        try
        {
            using var key = create();
            key.ImportFromPem(privateKey);
            // A public key imports too; only a private one can be exported as one.
            CryptographicOperations.ZeroMemory(key.ExportPkcs8PrivateKey());
            return key.ExportSubjectPublicKeyInfo();
        }
        catch (Exception malformed) when (malformed is CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    private static WireError? CheckChain(X509Certificate2 certificate, string chain)
    {
        if (!TryRead(chain, out var issuers))
            return IamErrors.MalformedCertificate("Unable to parse certificate chain. Please ensure the certificate chain is in PEM format.");
        try
        {
            var subject = certificate;
            for (int i = 0; i < issuers.Count; i++)
            {
                if (!IsIssuedBy(subject, issuers[i]))
                    return Broken(i - 1);
                subject = issuers[i];
            }
            return null;
        }
        finally
        {
            foreach (var issuer in issuers)
                issuer.Dispose();
        }
    }

    private static WireError Broken(int index) => IamErrors.MalformedCertificate(
        "Unable to validate certificate chain. The certificate chain must start with the immediate signing certificate, followed by any "
        + $"intermediaries in order. The index within the chain of the invalid certificate is: {index}");

    /// <summary>Says whether a certificate names the other as its issuer and bears its signature; dates and uses are for those who connect.</summary>
    private static bool IsIssuedBy(X509Certificate2 subject, X509Certificate2 issuer)
    {
        if (!subject.IssuerName.RawData.AsSpan().SequenceEqual(issuer.SubjectName.RawData))
            return false;
        using X509Chain trust = new();
        trust.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        trust.ChainPolicy.DisableCertificateDownloads = true;
        trust.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        trust.ChainPolicy.CustomTrustStore.Add(issuer);
        trust.ChainPolicy.VerificationFlags = X509VerificationFlags.AllFlags;
        trust.Build(subject);
        // A self-signed certificate is its own issuer, and the only element.
        return trust.ChainElements.Any(element => element.Certificate.RawDataMemory.Span.SequenceEqual(issuer.RawDataMemory.Span))
            && trust.ChainElements[0].ChainElementStatus.All(status => status.Status != X509ChainStatusFlags.NotSignatureValid);
    }

    private static bool TryRead(string pem, [NotNullWhen(true)] out X509Certificate2Collection? certificates)
    {
        certificates = [];
        try
        {
            certificates.ImportFromPem(pem);
            return certificates.Count is > 0 and <= LongestChain;
        }
        catch (Exception malformed) when (malformed is CryptographicException or ArgumentException)
        {
            return false;
        }
    }
}
