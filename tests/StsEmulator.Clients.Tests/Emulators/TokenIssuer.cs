using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StsEmulator.Clients.Tests.Emulators;

/// <summary>An OpenID Connect provider as far as STS sees one: a key pair, its public half in a key set, and tokens.</summary>
internal sealed class TokenIssuer : IDisposable
{
    public const string Subject = "repo:example/app:ref:refs/heads/main";

    private const string KeyId = "clients-1";

    private readonly RSA key = RSA.Create(2048);

    public string KeySet
    {
        get
        {
            var numbers = key.ExportParameters(includePrivateParameters: false);
            return new JsonObject
            {
                ["keys"] = new JsonArray(new JsonObject
                {
                    ["kty"] = "RSA",
                    ["use"] = "sig",
                    ["alg"] = "RS256",
                    ["kid"] = KeyId,
                    ["n"] = Base64Url.EncodeToString(numbers.Modulus),
                    ["e"] = Base64Url.EncodeToString(numbers.Exponent),
                }),
            }.ToJsonString();
        }
    }

    /// <summary>Writes a token that is valid for ten minutes from <paramref name="now"/>.</summary>
    public string Token(DateTimeOffset now, string audience = "sts.amazonaws.com")
    {
        string header = Encode(new JsonObject { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = KeyId });
        string claims = Encode(new JsonObject
        {
            ["iss"] = ClientSeed.Issuer,
            ["aud"] = audience,
            ["sub"] = Subject,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddMinutes(10).ToUnixTimeSeconds(),
        });
        byte[] signature = key.SignData(Encoding.ASCII.GetBytes($"{header}.{claims}"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{header}.{claims}.{Base64Url.EncodeToString(signature)}";
    }

    public void Dispose() => key.Dispose();

    private static string Encode(JsonObject part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
}
