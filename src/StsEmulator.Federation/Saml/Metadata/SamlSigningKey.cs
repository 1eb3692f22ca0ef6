using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using StsEmulator.Federation.Saml.Signatures;

namespace StsEmulator.Federation.Saml.Metadata;

/// <summary>
/// A public key of a provider: RSA of 1 024 to 16 384 bits (source: IAM user guide, "Create a SAML identity provider") or ECDSA on a
/// NIST curve. Read anew for each use, because key objects are not made for several threads.
/// </summary>
/// <remarks>A certificate's own validity is not judged, as metadata with an expired one goes on working in the real service.</remarks>
internal sealed class SamlSigningKey
{
    private const int MinimumRsaBits = 1024, MaximumRsaBits = 16_384;

    private readonly byte[] publicKeyInfo;
    private readonly bool isRsa;

    private SamlSigningKey(byte[] publicKeyInfo, bool isRsa)
    {
        this.publicKeyInfo = publicKeyInfo;
        this.isRsa = isRsa;
    }

    /// <summary>Reads a certificate in DER; null when it is none, or its key is of another kind or size.</summary>
    public static SamlSigningKey? TryRead(byte[] certificate)
    {
        try
        {
            using var read = X509CertificateLoader.LoadCertificate(certificate);
            using var rsa = read.GetRSAPublicKey();
            if (rsa is not null)
                return rsa.KeySize is >= MinimumRsaBits and <= MaximumRsaBits ? new SamlSigningKey(rsa.ExportSubjectPublicKeyInfo(), isRsa: true) : null;
            using var curve = read.GetECDsaPublicKey();
            return curve is { KeySize: 256 or 384 or 521 } && curve.ExportParameters(includePrivateParameters: false).Curve.IsNamed
                ? new SamlSigningKey(curve.ExportSubjectPublicKeyInfo(), isRsa: false)
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public bool Verify(byte[] data, byte[] signature, XmlSignatureAlgorithm algorithm)
    {
        if (algorithm.IsRsa != isRsa)
            return false;
        if (isRsa)
        {
            using var rsa = RSA.Create();
            rsa.ImportSubjectPublicKeyInfo(publicKeyInfo, out _);
            return rsa.VerifyData(data, signature, algorithm.Hash, RSASignaturePadding.Pkcs1);
        }
        using var curve = ECDsa.Create();
        curve.ImportSubjectPublicKeyInfo(publicKeyInfo, out _);
        return curve.VerifyData(data, signature, algorithm.Hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }
}
