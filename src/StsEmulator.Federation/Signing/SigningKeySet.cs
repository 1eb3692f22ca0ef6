using System.Buffers;
using System.Text.Json;
using StsEmulator.Federation.Tokens;

namespace StsEmulator.Federation.Signing;

/// <summary>The keys of a ring at one moment: those that sign now, and those before them that still verify. Immutable.</summary>
public sealed class SigningKeySet
{
    private readonly IReadOnlyList<SigningKey> current;

    internal SigningKeySet(int generation, IReadOnlyList<SigningKey> current, IEnumerable<SigningKey> previous)
    {
        Generation = generation;
        this.current = current;
        Keys = [.. current, .. previous];
        Jwks = WriteJwks(Keys);
    }

    /// <summary>Gets how often the ring had been rotated.</summary>
    public int Generation { get; }

    /// <summary>Gets every key whose public part is published: the current ones first, then the newest before them, and so on.</summary>
    public IReadOnlyList<SigningKey> Keys { get; }

    /// <summary>Gets the public keys as a JSON Web Key Set (RFC 7517), in UTF-8.</summary>
    public ReadOnlyMemory<byte> Jwks { get; }

    /// <summary>Gets the key that signs now; the algorithm is one that the ring was made for.</summary>
    public SigningKey Current(SignatureAlgorithm algorithm) => current.First(key => key.Algorithm == algorithm);

    private static byte[] WriteJwks(IReadOnlyList<SigningKey> keys)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("keys"u8);
            foreach (var key in keys)
            {
                writer.WriteStartObject();
                foreach (var (name, value) in key.PublicMembers())
                    writer.WriteString(name, value);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }
}
