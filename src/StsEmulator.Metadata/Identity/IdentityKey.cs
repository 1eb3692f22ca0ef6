using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace StsEmulator.Metadata.Identity;

/// <summary>The key that signs identity documents, with its certificate. It is read anew for each use: keys are not made for use by several threads.</summary>
/// <param name="generation">The generation of the store it belongs to.</param>
/// <param name="pem">Certificate and private key.</param>
internal sealed class IdentityKey(long generation, string pem)
{
    /// <summary>SHA-256. Source: RFC 5754, section 2.2.</summary>
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";

    public long Generation { get; } = generation;

    public string CertificatePem { get; } = OnlyCertificate(pem);

    public SignedDocument Sign(byte[] document)
    {
        using var certificate = X509Certificate2.CreateFromPem(pem, pem);
        using var key = certificate.GetRSAPrivateKey() ?? throw new InvalidOperationException("The identity certificate must have an RSA key.");
        byte[] signature = key.SignData(document, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        // Without signed attributes: a signing time would make every answer another.
        var cms = new SignedCms(new ContentInfo(document));
        cms.ComputeSignature(new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, certificate)
        {
            DigestAlgorithm = new Oid(Sha256),
            IncludeOption = X509IncludeOption.EndCertOnly,
        });
        return new SignedDocument(Lines(signature), Lines(cms.Encode()));
    }

    private static string OnlyCertificate(string pem)
    {
        using var certificate = X509Certificate2.CreateFromPem(pem);
        return certificate.ExportCertificatePem() + "\n";
    }

    /// <summary>Base64 in lines of 76 columns, as the service writes it: no armour, no newline at the end.</summary>
    private static byte[] Lines(byte[] bytes) => Encoding.ASCII.GetBytes(
        Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks).Replace("\r\n", "\n", StringComparison.Ordinal));
}

/// <param name="Signature">The bare signature, base64.</param>
/// <param name="Pkcs7">The signed document with the certificate, PKCS#7 in base64.</param>
internal sealed record SignedDocument(byte[] Signature, byte[] Pkcs7);
