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
    public string Token(DateTimeOffset now, string audience = "sts.amazonaws.com") => Sign(new JsonObject
    {
        ["iss"] = ClientSeed.Issuer,
        ["aud"] = audience,
        ["sub"] = Subject,
        ["iat"] = now.ToUnixTimeSeconds(),
        ["exp"] = now.AddMinutes(10).ToUnixTimeSeconds(),
    });

    /// <summary>Writes a token as a kubelet projects it into a pod.</summary>
    public string ServiceAccountToken(DateTimeOffset now) => Sign(new JsonObject
    {
        ["iss"] = ClientSeed.Issuer,
        ["aud"] = new JsonArray("pods.eks.amazonaws.com"),
        ["sub"] = "system:serviceaccount:default:app",
        ["iat"] = now.ToUnixTimeSeconds(),
        ["nbf"] = now.ToUnixTimeSeconds(),
        ["exp"] = now.AddHours(24).ToUnixTimeSeconds(),
        ["kubernetes.io"] = new JsonObject
        {
            ["namespace"] = "default",
            ["serviceaccount"] = new JsonObject { ["name"] = "app", ["uid"] = "6f7d9c51-0000-4000-8000-000000000001" },
            ["pod"] = new JsonObject { ["name"] = "app-5d", ["uid"] = "6f7d9c51-0000-4000-8000-000000000002" },
        },
    });

    public void Dispose() => key.Dispose();

    private string Sign(JsonObject claims)
    {
        string text = Encode(new JsonObject { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = KeyId }) + "." + Encode(claims);
        byte[] signature = key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{text}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Encode(JsonObject part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
}
