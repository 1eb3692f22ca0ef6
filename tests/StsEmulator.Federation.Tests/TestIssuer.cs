using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace StsEmulator.Federation.Tests;

/// <summary>An issuer with a key of every kind, each named by its kind. The keys live as long as the run.</summary>
internal static class TestIssuer
{
    public const string Url = "https://issuer.example/tenant", HostAndPath = "issuer.example/tenant";

    private static readonly RSA Rsa = RSA.Create(2048);

    private static readonly Dictionary<string, ECDsa> Curves = new()
    {
        ["ES256"] = ECDsa.Create(ECCurve.NamedCurves.nistP256),
        ["ES384"] = ECDsa.Create(ECCurve.NamedCurves.nistP384),
        ["ES512"] = ECDsa.Create(ECCurve.NamedCurves.nistP521),
    };

    public static string RsaKey { get; } = RsaJwk("rsa", Rsa);

    public static string Jwks { get; } = $$"""{"keys":[{{RsaKey}},{{EcJwk("ES256", "P-256")}},{{EcJwk("ES384", "P-384")}},{{EcJwk("ES512", "P-521")}}]}""";

    public static string Sign(string payload, string algorithm = "RS256", string? keyId = null) =>
        SignWithHeader($$"""{"alg":"{{algorithm}}","typ":"JWT","kid":"{{keyId ?? KeyIdOf(algorithm)}}"}""", payload, algorithm);

    public static string SignWithHeader(string header, string payload, string algorithm = "RS256") =>
        SignWithHeader(header, Encoding.UTF8.GetBytes(payload), algorithm);

    public static string SignWithHeader(string header, byte[] payload, string algorithm = "RS256")
    {
        string text = Encode(Encoding.UTF8.GetBytes(header)) + "." + Encode(payload);
        return text + "." + Encode(Signature(Encoding.ASCII.GetBytes(text), algorithm));
    }

    public static string Encode(byte[] octets) => Base64Url.EncodeToString(octets);

    public static string RsaJwk(string keyId, RSA rsa, string more = "")
    {
        var parameters = rsa.ExportParameters(includePrivateParameters: false);
        return $$"""{"kty":"RSA","kid":"{{keyId}}","n":"{{Encode(parameters.Modulus!)}}","e":"{{Encode(parameters.Exponent!)}}"{{more}}}""";
    }

    /// <summary>The issuer's RSA key, saying something else or more of itself.</summary>
    public static string RsaKeyWith(string keyId, string more = "") => RsaJwk(keyId, Rsa, more);

    public static string EcKeyWith(string algorithm, string curve) => EcJwk(algorithm, curve);

    private static string KeyIdOf(string algorithm) => algorithm.StartsWith("RS", StringComparison.Ordinal) ? "rsa" : algorithm;

    private static string EcJwk(string algorithm, string curve)
    {
        var point = Curves[algorithm].ExportParameters(includePrivateParameters: false).Q;
        return $$"""{"kty":"EC","kid":"{{algorithm}}","crv":"{{curve}}","x":"{{Encode(point.X!)}}","y":"{{Encode(point.Y!)}}"}""";
    }

    private static byte[] Signature(byte[] text, string algorithm) => algorithm switch
    {
        "RS256" => Rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        "RS384" => Rsa.SignData(text, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
        "RS512" => Rsa.SignData(text, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
        "PS256" => Rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
        "PS384" => Rsa.SignData(text, HashAlgorithmName.SHA384, RSASignaturePadding.Pss),
        "PS512" => Rsa.SignData(text, HashAlgorithmName.SHA512, RSASignaturePadding.Pss),
        "ES256" => Curves[algorithm].SignData(text, HashAlgorithmName.SHA256),
        "ES384" => Curves[algorithm].SignData(text, HashAlgorithmName.SHA384),
        "ES512" => Curves[algorithm].SignData(text, HashAlgorithmName.SHA512),
        // The old confusion: the public key as the shared secret.
        "HS256" => HMACSHA256.HashData(Encoding.ASCII.GetBytes(Rsa.ExportSubjectPublicKeyInfoPem()), text),
        _ => [0],
    };
}
