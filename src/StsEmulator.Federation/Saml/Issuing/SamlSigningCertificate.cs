using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Storage;

namespace StsEmulator.Federation.Saml.Issuing;

/// <summary>
/// The certificate that the built-in SAML identity provider signs with. The first replica that needs it makes it, and the store keeps it for
/// all of them and for later starts; a reset of the store makes another.
/// </summary>
public sealed class SamlSigningCertificate(ISharedValueStore values, LiveDirectory directory) : IDisposable
{
    private const string SharedKey = "saml/signing-certificate";

    // The emulator's clock runs from 1970 to 9000 and may be set anywhere; the certificate is valid all the time.
    private static readonly DateTimeOffset NotBefore = DateTimeOffset.UnixEpoch, NotAfter = new(9999, 12, 31, 23, 59, 59, TimeSpan.Zero);

    // Making a key takes as long as thousands of requests; one request makes it and the others wait.
    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile Known? known;

    /// <summary>Gets the credential; the same object as long as it is current.</summary>
    public ValueTask<SamlSigningCredential> GetAsync(CancellationToken cancellationToken) =>
        FindKnown() is { } held ? ValueTask.FromResult(held) : AgreeAsync(cancellationToken);

    public void Dispose() => gate.Dispose();

    private SamlSigningCredential? FindKnown() => known is { } held && held.Generation == directory.Current.Generation ? held.Credential : null;

    private async ValueTask<SamlSigningCredential> AgreeAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (FindKnown() is { } held)
                return held;
            long generation = directory.Current.Generation;
            byte[] pem = await values.FindAsync(SharedKey, cancellationToken)
                ?? await values.GetOrAddAsync(SharedKey, Make(), lifetime: null, cancellationToken);
            var credential = new SamlSigningCredential(Encoding.ASCII.GetString(pem));
            known = new Known(generation, credential);
            return credential;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>A new key of 2048 bits and its self-signed certificate, as PEM one after the other.</summary>
    private static byte[] Make()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=SAML Identity Provider, O=STS Emulator", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(NotBefore, NotAfter);
        return Encoding.ASCII.GetBytes($"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
    }

    private sealed record Known(long Generation, SamlSigningCredential Credential);
}
