using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace StsEmulator.Browser.Tests.Browsers;

/// <summary>An authenticator app, written apart from the product: RFC 6238 with SHA-1, six digits, 30 seconds.</summary>
internal static class Authenticator
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The code of now, or that of some steps later.</summary>
    public static string Code(string base32Seed, int stepsAhead = 0)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30) + stepsAhead);
#pragma warning disable CA5350 // RFC 6238 means SHA-1.
        byte[] digest = HMACSHA1.HashData(Octets(base32Seed), counter);
#pragma warning restore CA5350
        int number = BinaryPrimitives.ReadInt32BigEndian(digest.AsSpan(digest[^1] & 15)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Octets(string base32)
    {
        string bits = string.Concat(base32.Select(letter => Alphabet.IndexOf(letter, StringComparison.Ordinal).ToString("b5", CultureInfo.InvariantCulture)));
        return [.. bits.Chunk(8).Where(octet => octet.Length == 8).Select(octet => Convert.ToByte(new string(octet), 2))];
    }
}
