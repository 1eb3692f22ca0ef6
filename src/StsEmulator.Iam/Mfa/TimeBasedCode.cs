using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace StsEmulator.Iam.Mfa;

/// <summary>Time-based one-time passwords, RFC 6238: HMAC-SHA1, six digits, steps of 30 seconds.</summary>
public static class TimeBasedCode
{
    /// <summary>The length of a step.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    /// <summary>How many steps a code may be early or late.</summary>
    public const int Tolerance = 1;

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>Computes the code of the step that holds an instant; null when the seed is not base32.</summary>
    public static string? Compute(string base32Seed, DateTimeOffset at)
    {
        byte[]? seed = Decode(base32Seed);
        return seed is null ? null : Compute(seed, StepOf(at));
    }

    /// <summary>Finds the step within the tolerance whose code this is; null when there is none.</summary>
    public static long? Match(string base32Seed, string code, DateTimeOffset at)
    {
        if (code.Length != 6 || Decode(base32Seed) is not { } seed)
            return null;
        long? matched = null;
        for (long step = StepOf(at) - Tolerance; step <= StepOf(at) + Tolerance; step++)
        {
            if (step >= 0 && IsCode(seed, step, code))
                matched = step;
        }
        return matched;
    }

    /// <summary>
    /// Finds the step of the first of two codes in a row, and how far the device that showed them is ahead: 0 where the second is of this step, the
    /// one before or the next, as a device within the tolerance of single codes shows them.
    /// </summary>
    public static (long Step, int Ahead)? MatchPair(string base32Seed, string first, string second, DateTimeOffset at, int tolerance)
    {
        if (first.Length != 6 || second.Length != 6 || Decode(base32Seed) is not { } seed)
            return null;
        long now = StepOf(at);
        (long, int)? matched = null;
        for (int ahead = -tolerance; ahead <= tolerance; ahead++)
        {
            long step = now + ahead - 1;
            if (step >= 0 && IsCode(seed, step, first) & IsCode(seed, step + 1, second))
                matched = (step, Math.Abs(ahead) <= Tolerance ? 0 : ahead);
        }
        return matched;
    }

    /// <summary>Decodes an RFC 4648 base32 seed, padding and spaces allowed; null when it is none.</summary>
    public static byte[]? Decode(string base32)
    {
        var bytes = new List<byte>(base32.Length * 5 / 8);
        int bits = 0, held = 0;
        foreach (char c in base32)
        {
            if (c is '=' or ' ')
                continue;
            int value = Alphabet.IndexOf(char.ToUpperInvariant(c), StringComparison.Ordinal);
            if (value < 0)
                return null;
            bits = (bits << 5) | value;
            held += 5;
            if (held < 8)
                continue;
            held -= 8;
            bytes.Add((byte)(bits >> held));
            bits &= (1 << held) - 1;
        }
        return bytes.Count == 0 ? null : [.. bytes];
    }

    private static bool IsCode(byte[] seed, long step, string code) => CryptographicOperations.FixedTimeEquals(
        System.Text.Encoding.UTF8.GetBytes(Compute(seed, step)), System.Text.Encoding.UTF8.GetBytes(code));

    private static long StepOf(DateTimeOffset at) => at.ToUnixTimeSeconds() / (long)Step.TotalSeconds;

    private static string Compute(byte[] seed, long step)
    {
        Span<byte> counter = stackalloc byte[8], hash = stackalloc byte[20];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // RFC 6238 authenticators use HMAC-SHA1; the MFA devices of the real service do.
        HMACSHA1.HashData(seed, counter, hash);
#pragma warning restore CA5350
        uint truncated = BinaryPrimitives.ReadUInt32BigEndian(hash[(hash[^1] & 0x0F)..]) & 0x7FFFFFFF;
        return (truncated % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
