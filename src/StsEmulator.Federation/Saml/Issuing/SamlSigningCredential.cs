using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace StsEmulator.Federation.Saml.Issuing;

/// <summary>A certificate and its RSA key, with which responses are signed.</summary>
/// <param name="pem">Certificate and private key, one after the other.</param>
public sealed class SamlSigningCredential(string pem)
{
    /// <summary>Gets the certificate as metadata and signatures carry it: DER in base64.</summary>
    public string Certificate { get; } = ReadCertificate(pem);

    // INVARIANT: the key stays out of every generated text.
    public override string ToString() => "SamlSigningCredential";

    internal byte[] Sign(byte[] data)
    {
        // Read anew for each use: keys are not made for several threads.
        using var key = RSA.Create();
        key.ImportFromPem(pem);
        return key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private static string ReadCertificate(string pem)
    {
        using var certificate = X509Certificate2.CreateFromPem(pem);
        return Convert.ToBase64String(certificate.RawDataMemory.Span);
    }
}
