using System.Buffers;
using System.Text.Json;
using StsEmulator.Federation.Tokens;

namespace StsEmulator.Federation.Signing;

/// <summary>The keys that were made together, one per algorithm, and their form in the store.</summary>
internal sealed record SigningKeyGeneration(DateTimeOffset CreatedAt, IReadOnlyList<SigningKey> Keys)
{
    /// <summary>Makes new keys in stored form.</summary>
    public static byte[] Make(IReadOnlyList<SignatureAlgorithm> algorithms, DateTimeOffset now)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber(nameof(CreatedAt), now.ToUnixTimeMilliseconds());
            writer.WriteStartObject(nameof(Keys));
            foreach (var algorithm in algorithms)
                writer.WriteBase64String(algorithm.Name, SigningKey.MakePrivateKey(algorithm));
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    public static SigningKeyGeneration Read(byte[] stored)
    {
        using var document = JsonDocument.Parse(stored);
        var root = document.RootElement;
        List<SigningKey> keys = [];
        foreach (var member in root.GetProperty(nameof(Keys)).EnumerateObject())
        {
            if (!SignatureAlgorithms.TryParse(member.Name, out var algorithm))
                throw new FormatException("A stored signing key is of no known algorithm.");
            keys.Add(SigningKey.Of(algorithm, member.Value.GetBytesFromBase64()));
        }
        return new(DateTimeOffset.FromUnixTimeMilliseconds(root.GetProperty(nameof(CreatedAt)).GetInt64()), keys);
    }
}
