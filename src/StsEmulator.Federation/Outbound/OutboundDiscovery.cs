using System.Buffers;
using System.Text.Json;
using StsEmulator.Federation.Tokens;
using StsEmulator.Iam.Directory;

namespace StsEmulator.Federation.Outbound;

/// <summary>
/// What outside verifiers read from an outbound issuer: the discovery document (OpenID Connect Discovery 1.0, section 4.2, with the
/// members that the real service has) and the keys.
/// </summary>
public sealed class OutboundDiscovery(OutboundIssuer issuer, OutboundKeyRings rings, LiveDirectory directory)
{
    private const string DiscoveryPath = "/.well-known/openid-configuration";

    private const string KeysPath = "/.well-known/jwks.json";

    private static readonly string[] Claims = ["sub", "iss", "aud", "exp", "iat", "jti", "https://sts.amazonaws.com/"];

    /// <summary>Gives the JSON under a path, or null; an account that has the feature off has no issuer.</summary>
    /// <param name="path">The path below <see cref="OutboundIssuer.Path"/>, with a slash before it.</param>
    public async ValueTask<ReadOnlyMemory<byte>?> FindAsync(string path, CancellationToken cancellationToken)
    {
        int end = path.IndexOf('/', 1);
        if (end < 0 || !OutboundIssuer.TryGetAccount(path[1..end], out var id)
            || directory.Current.Find(id) is not { Account.OutboundWebIdentityFederation: true } account)
        {
            return null;
        }
        return path[end..] switch
        {
            DiscoveryPath => Describe(issuer.UrlOf(id)),
            KeysPath => (await rings.Of(account).GetPublishedAsync(cancellationToken)).Jwks,
            // A null without its type would become empty memory, which is found.
            _ => (ReadOnlyMemory<byte>?)null,
        };
    }

    private static ReadOnlyMemory<byte> Describe(string url)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("issuer"u8, url);
            writer.WriteString("jwks_uri"u8, url + KeysPath);
            Write(writer, "subject_types_supported", ["public"]);
            Write(writer, "id_token_signing_alg_values_supported", OutboundKeyRings.Algorithms.Select(algorithm => algorithm.Name));
            Write(writer, "claims_supported", Claims);
            writer.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (string value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }
}
