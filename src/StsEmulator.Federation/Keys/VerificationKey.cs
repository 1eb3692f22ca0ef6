using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using StsEmulator.Federation.Tokens;

namespace StsEmulator.Federation.Keys;

/// <summary>One public key of a set.</summary>
internal sealed class VerificationKey
{
    /// <summary>RSA keys have 2 048 to 8 192 bits. Source for the least: RFC 7518, section 3.3.</summary>
    private const int MinimumRsaBits = 2048, MaximumRsaBits = 8192;

    private readonly JsonWebKey key;

    /// <summary>One verifier per algorithm, at most three of a kind of key; null where the key is unusable.</summary>
    private readonly ConcurrentDictionary<SignatureAlgorithm, SignatureProvider?> verifiers = new();

    private VerificationKey(JsonWebKey key) => this.key = key;

    public string? KeyId => key.Kid;

    public static VerificationKey Of(JsonWebKey key) => new(key);

    /// <summary>Says whether the key is for this algorithm: its type, its curve, and what it says of itself.</summary>
    public bool Suits(SignatureAlgorithm algorithm) =>
        (algorithm.Curve is { } curve
            ? key.Kty == JsonWebAlgorithmsKeyTypes.EllipticCurve && key.Crv == curve
            : key.Kty == JsonWebAlgorithmsKeyTypes.RSA)
        && (string.IsNullOrEmpty(key.Alg) || key.Alg == algorithm.Name)
        && (string.IsNullOrEmpty(key.Use) || key.Use == "sig")
        && (key.KeyOps.Count == 0 || key.KeyOps.Contains("verify"));

    public bool Verifies(CompactToken token)
    {
        try
        {
            return verifiers.GetOrAdd(token.Algorithm, Create) is { } verifier && verifier.Verify(token.SignedText, token.Signature);
        }
        catch (Exception exception) when (exception is CryptographicException or NotSupportedException)
        {
            // The library reads a key's numbers only now and has no better word for unreadable ones. A signature that is not even of
            // the right shape is an exception to some platforms.
            return false;
        }
    }

    private SignatureProvider? Create(SignatureAlgorithm algorithm)
    {
        try
        {
            // The library takes RSA keys from 1 024 bits on, and the cost of a check grows with the square of their length.
            if (algorithm.Curve is null && key.KeySize is (< MinimumRsaBits or > MaximumRsaBits))
                return null;
            return key.CryptoProviderFactory.CreateForVerifying(key, algorithm.Name, cacheProvider: false);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException or NotSupportedException
            or InvalidOperationException or FormatException)
        {
            // Numbers missing or unreadable, a point off its curve, too short a key: it can vouch for nothing.
            return null;
        }
    }
}
