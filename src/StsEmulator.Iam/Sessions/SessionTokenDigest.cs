using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace StsEmulator.Iam.Sessions;

/// <summary>
/// The SHA-256 of a session token. Stores keep this and not the token, so that whoever reads a store cannot present the token.
/// </summary>
[JsonConverter(typeof(Converter))]
public readonly struct SessionTokenDigest : IEquatable<SessionTokenDigest>
{
    private readonly UInt128 high;
    private readonly UInt128 low;

    public SessionTokenDigest(ReadOnlySpan<byte> digest)
    {
        high = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(digest);
        low = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(digest[16..]);
    }

    public static SessionTokenDigest Of(string token)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> bytes = token.Length <= 1024 ? stackalloc byte[token.Length] : new byte[token.Length];
        // Tokens are base64: what is not ASCII is none, and hashes as something else.
        SHA256.HashData(bytes[..Encoding.ASCII.GetBytes(token, bytes)], digest);
        return new SessionTokenDigest(digest);
    }

    /// <summary>Compares with another digest in constant time.</summary>
    public bool Equals(SessionTokenDigest other)
    {
        Span<byte> mine = stackalloc byte[32], theirs = stackalloc byte[32];
        Write(mine);
        other.Write(theirs);
        return CryptographicOperations.FixedTimeEquals(mine, theirs);
    }

    public override bool Equals(object? obj) => obj is SessionTokenDigest other && Equals(other);

    public override int GetHashCode() => low.GetHashCode();

    /// <summary>Writes the 32 bytes.</summary>
    public void Write(Span<byte> destination)
    {
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(destination, high);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(destination[16..], low);
    }

    public static bool operator ==(SessionTokenDigest left, SessionTokenDigest right) => left.Equals(right);

    public static bool operator !=(SessionTokenDigest left, SessionTokenDigest right) => !left.Equals(right);

    /// <summary>Base64 of the 32 bytes in JSON.</summary>
    internal sealed class Converter : JsonConverter<SessionTokenDigest>
    {
        public override SessionTokenDigest Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            byte[] bytes = reader.GetBytesFromBase64();
            return bytes.Length == 32 ? new SessionTokenDigest(bytes) : throw new JsonException("A token digest has 32 bytes.");
        }

        public override void Write(Utf8JsonWriter writer, SessionTokenDigest value, JsonSerializerOptions options)
        {
            Span<byte> bytes = stackalloc byte[32];
            value.Write(bytes);
            writer.WriteBase64StringValue(bytes);
        }
    }
}
