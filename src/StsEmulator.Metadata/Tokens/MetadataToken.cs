using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace StsEmulator.Metadata.Tokens;

/// <summary>
/// The token of IMDSv2: 56 base64url characters that hold when they end, a nonce, and a code that only the instance's key makes. So
/// nothing is stored when one is issued, and every replica accepts it.
/// </summary>
internal static class MetadataToken
{
    /// <summary>The length in characters, padding included, as on current instances.</summary>
    public const int Length = 56;

    public const int NonceLength = 10;

    private const int EndLength = 8, StatedLength = EndLength + NonceLength, CodeLength = 22;

    // 18 bytes are 24 characters without a remainder, so that they can be read before the code is looked at.
    private const int StatedCharacters = StatedLength / 3 * 4;

    /// <param name="nonce">Ten bytes that make two tokens of one instant differ.</param>
    public static void Write(ReadOnlySpan<byte> key, DateTimeOffset end, ReadOnlySpan<byte> nonce, Span<byte> token)
    {
        Span<byte> stated = stackalloc byte[StatedLength];
        BinaryPrimitives.WriteInt64BigEndian(stated, end.UtcTicks);
        nonce[..NonceLength].CopyTo(stated[EndLength..]);
        Complete(key, stated, token);
    }

    /// <summary>Tells whether the token was made with the key and when it ends; the comparison takes the same time for every token.</summary>
    public static bool TryRead(ReadOnlySpan<byte> key, ReadOnlySpan<char> presented, out DateTimeOffset end)
    {
        end = default;
        Span<byte> token = stackalloc byte[Length], expected = stackalloc byte[Length], stated = stackalloc byte[StatedLength];
        if (presented.Length != Length
            || Ascii.FromUtf16(presented, token, out _) != OperationStatus.Done
            // The form that returns a status: the one that returns a bool throws at characters outside the alphabet.
            || Base64Url.DecodeFromUtf8(token[..StatedCharacters], stated, out _, out int written) != OperationStatus.Done
            || written != StatedLength)
        {
            return false;
        }
        Complete(key, stated, expected);
        if (!CryptographicOperations.FixedTimeEquals(expected, token))
            return false;
        end = new DateTimeOffset(BinaryPrimitives.ReadInt64BigEndian(stated), TimeSpan.Zero);
        return true;
    }

    private static void Complete(ReadOnlySpan<byte> key, ReadOnlySpan<byte> stated, Span<byte> token)
    {
        Span<byte> bytes = stackalloc byte[StatedLength + HMACSHA256.HashSizeInBytes];
        stated.CopyTo(bytes);
        HMACSHA256.HashData(key, stated, bytes[StatedLength..]);
        Base64Url.EncodeToUtf8(bytes[..(StatedLength + CodeLength)], token, out _, out int written);
        token[written..Length].Fill((byte)'=');
    }
}
