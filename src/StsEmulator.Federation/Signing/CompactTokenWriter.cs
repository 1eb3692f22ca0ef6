using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using StsEmulator.Federation.Tokens;

namespace StsEmulator.Federation.Signing;

/// <summary>Writes signed tokens in compact serialization (RFC 7515, section 3.1).</summary>
public static class CompactTokenWriter
{
    /// <param name="payload">The claims as a JSON object in UTF-8.</param>
    /// <param name="type">The <c>typ</c> of the header.</param>
    public static string Write(SigningKey key, ReadOnlySpan<byte> payload, string type = "JWT")
    {
        var header = new ArrayBufferWriter<byte>(128);
        using (var writer = new Utf8JsonWriter(header))
        {
            writer.WriteStartObject();
            writer.WriteString("alg"u8, key.Algorithm.Name);
            writer.WriteString("kid"u8, key.KeyId);
            writer.WriteString("typ"u8, type);
            writer.WriteEndObject();
        }
        string text = $"{Base64Url.EncodeToString(header.WrittenSpan)}.{Base64Url.EncodeToString(payload)}";
        return $"{text}.{Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(text)))}";
    }
}
