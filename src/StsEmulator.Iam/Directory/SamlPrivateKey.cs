using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace StsEmulator.Iam.Directory;

/// <summary>A key that opens encrypted assertions.</summary>
/// <param name="Pem">The RSA private key, unencrypted.</param>
/// <param name="Timestamp">When it was added.</param>
public sealed record SamlPrivateKey(string Pem, DateTimeOffset Timestamp)
{
    /// <summary>Gets the name by which UpdateSAMLProvider removes it; 22 to 64 upper-case letters and digits.</summary>
    [JsonIgnore]
    public string KeyId => "SAMLPK" + Digest(Pem);

    // INVARIANT: the key is a secret and stays out of every generated text.
    public override string ToString() => $"SamlPrivateKey {KeyId}";

    internal static string Digest(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
}
