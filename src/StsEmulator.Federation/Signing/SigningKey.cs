using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using StsEmulator.Federation.Tokens;

namespace StsEmulator.Federation.Signing;

/// <summary>One private key of a ring. Safe for concurrent use; no text of it shows the private part.</summary>
public sealed class SigningKey
{
    /// <summary>The length of RSA keys in bits: the least that RFC 7518 section 3.3 allows, and what providers commonly use.</summary>
    private const int RsaBits = 2048;

    private readonly byte[] privateKey;

    // Neither RSA nor ECDsa promises that an instance can sign twice at once; there are as many as there are signers at a time.
    private readonly ConcurrentBag<AsymmetricAlgorithm> idle = [];
    private readonly Lazy<SecurityKey> securityKey;

    private SigningKey(SignatureAlgorithm algorithm, byte[] privateKey)
    {
        Algorithm = algorithm;
        this.privateKey = privateKey;
        var key = Import();
        KeyId = Base64Url.EncodeToString(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
        idle.Add(key);
        securityKey = new(MakeSecurityKey);
    }

    /// <summary>Gets the <c>kid</c>: SHA-256 of the public key, base64url, 43 characters.</summary>
    public string KeyId { get; }

    public SignatureAlgorithm Algorithm { get; }

    /// <summary>Gets the key, private part included, as Microsoft.IdentityModel takes it; with the same <c>kid</c>.</summary>
    public SecurityKey SecurityKey => securityKey.Value;

    /// <summary>Says whether keys for an algorithm can be made.</summary>
    public static bool Supports(SignatureAlgorithm algorithm) =>
        algorithm is SignatureAlgorithm.RS256 or SignatureAlgorithm.ES256 or SignatureAlgorithm.ES384;

    /// <summary>Signs as the algorithm's row of RFC 7518 section 3.1 says; ECDSA as the two numbers one after the other.</summary>
    public byte[] Sign(ReadOnlySpan<byte> text)
    {
        if (!idle.TryTake(out var key))
            key = Import();
        byte[] signature = key is RSA rsa
            ? rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : ((ECDsa)key).SignData(text, Hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        idle.Add(key);
        return signature;
    }

    public override string ToString() => $"SigningKey {Algorithm} {KeyId}";

    /// <summary>A new random key; for RSA this takes as long as thousands of requests.</summary>
    internal static byte[] MakePrivateKey(SignatureAlgorithm algorithm)
    {
        using AsymmetricAlgorithm key = algorithm == SignatureAlgorithm.RS256 ? RSA.Create(RsaBits) : ECDsa.Create(CurveOf(algorithm));
        return key.ExportPkcs8PrivateKey();
    }

    internal static SigningKey Of(SignatureAlgorithm algorithm, byte[] pkcs8) => new(algorithm, pkcs8);

    /// <summary>Gets the public part with the names of RFC 7517 and RFC 7518 section 6.</summary>
    internal IEnumerable<KeyValuePair<string, string>> PublicMembers()
    {
        using var key = Import();
        List<KeyValuePair<string, string>> members =
        [
            new("kid", KeyId),
            new("use", "sig"),
            new("alg", Algorithm.Name),
        ];
        if (key is RSA rsa)
        {
            var numbers = rsa.ExportParameters(includePrivateParameters: false);
            members.Add(new("kty", JsonWebAlgorithmsKeyTypes.RSA));
            members.Add(new("n", Base64Url.EncodeToString(numbers.Modulus)));
            members.Add(new("e", Base64Url.EncodeToString(numbers.Exponent)));
        }
        else
        {
            var point = ((ECDsa)key).ExportParameters(includePrivateParameters: false).Q;
            members.Add(new("kty", JsonWebAlgorithmsKeyTypes.EllipticCurve));
            members.Add(new("crv", Algorithm.Curve!));
            members.Add(new("x", Base64Url.EncodeToString(point.X)));
            members.Add(new("y", Base64Url.EncodeToString(point.Y)));
        }
        return members;
    }

    private HashAlgorithmName Hash => Algorithm == SignatureAlgorithm.ES384 ? HashAlgorithmName.SHA384 : HashAlgorithmName.SHA256;

    private static ECCurve CurveOf(SignatureAlgorithm algorithm) =>
        algorithm == SignatureAlgorithm.ES384 ? ECCurve.NamedCurves.nistP384 : ECCurve.NamedCurves.nistP256;

    private AsymmetricAlgorithm Import()
    {
        AsymmetricAlgorithm key = Algorithm == SignatureAlgorithm.RS256 ? RSA.Create() : ECDsa.Create();
        key.ImportPkcs8PrivateKey(privateKey, out _);
        return key;
    }

    private SecurityKey MakeSecurityKey()
    {
        var key = Import();
        return key is RSA rsa ? new RsaSecurityKey(rsa) { KeyId = KeyId } : new ECDsaSecurityKey((ECDsa)key) { KeyId = KeyId };
    }
}
