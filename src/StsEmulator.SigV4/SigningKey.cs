using System.Security.Cryptography;
using System.Text;

namespace StsEmulator.SigV4;

/// <summary>The key a secret gives for one day, region and service. Safe for concurrent use.</summary>
public sealed class SigningKey
{
    private readonly byte[] _key;

    /// <remarks>An initialised HMAC costs half of one made anew; one is kept for whoever comes next, others of the moment make their own.</remarks>
    private IncrementalHash? _idle;

    private SigningKey(byte[] key) => _key = key;

    /// <summary>Derives the key: four HMACs in a row. Source: AWS, "Create a signed AWS API request", step 4.</summary>
    public static SigningKey Derive(
        ReadOnlySpan<char> secretAccessKey, ReadOnlySpan<char> date, ReadOnlySpan<char> region, ReadOnlySpan<char> service)
    {
        byte[] secret = Encoding.UTF8.GetBytes("AWS4" + secretAccessKey.ToString());
        byte[] key = new byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, Octets(date), key);
        HMACSHA256.HashData(key, Octets(region), key);
        HMACSHA256.HashData(key, Octets(service), key);
        HMACSHA256.HashData(key, "aws4_request"u8, key);
        CryptographicOperations.ZeroMemory(secret);
        return new SigningKey(key);
    }

    /// <summary>Derives the key for the scope of a presented signature.</summary>
    public static SigningKey Derive(ReadOnlySpan<char> secretAccessKey, in CredentialScope scope) =>
        Derive(secretAccessKey, scope.Date.Span, scope.Region.Span, scope.Service.Span);

    /// <summary>Computes the HMAC-SHA256 of a text into 32 octets.</summary>
    public void Sign(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        var hmac = Interlocked.Exchange(ref _idle, null) ?? IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hmac.AppendData(text);
        hmac.GetHashAndReset(destination);
        Interlocked.Exchange(ref _idle, hmac)?.Dispose();
    }

    private static byte[] Octets(ReadOnlySpan<char> text)
    {
        byte[] octets = new byte[text.Length];
        Encoding.Latin1.GetBytes(text, octets);
        return octets;
    }
}
