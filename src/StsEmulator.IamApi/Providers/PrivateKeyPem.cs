using System.Security.Cryptography;

namespace StsEmulator.IamApi.Providers;

/// <summary>The private keys that encrypted assertions are opened with.</summary>
internal static class PrivateKeyPem
{
    private const int SmallestKey = 2048;

    /// <summary>Says whether a text is an unencrypted RSA private key of at least 2048 bits.</summary>
    public static bool IsForDecryption(string pem)
    {
        try
        {
            using var key = RSA.Create();
            key.ImportFromPem(pem);
            key.ExportParameters(includePrivateParameters: true);
            return key.KeySize >= SmallestKey;
        }
        catch (Exception malformed) when (malformed is CryptographicException or ArgumentException)
        {
            return false;
        }
    }
}
