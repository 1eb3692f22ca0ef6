using System.Buffers;

namespace StsEmulator.SigV4;

/// <summary>Percent-encodes for the canonical request: unreserved characters stay, the rest is <c>%XX</c> in upper case.</summary>
internal static class CanonicalText
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private static readonly SearchValues<char> Kept = SearchValues.Create(Unreserved);
    private static readonly SearchValues<char> KeptInPath = SearchValues.Create(Unreserved + "/");

    /// <summary>Encodes the text's octets as they are.</summary>
    public static void Encode(ReadOnlySpan<char> text, OctetBuffer output) => Encode(text, output, Kept, decode: false);

    /// <summary>Decodes the text and encodes what it stands for.</summary>
    public static void Reencode(ReadOnlySpan<char> text, OctetBuffer output) => Encode(text, output, Kept, decode: true);

    /// <summary>As <see cref="Reencode"/>, with slashes kept.</summary>
    public static void ReencodePath(ReadOnlySpan<char> path, OctetBuffer output) => Encode(path, output, KeptInPath, decode: true);

    private static void Encode(ReadOnlySpan<char> text, OctetBuffer output, SearchValues<char> kept, bool decode)
    {
        while (!text.IsEmpty)
        {
            int plain = text.IndexOfAnyExcept(kept);
            if (plain != 0)
            {
                output.WriteOctets(plain < 0 ? text : text[..plain]);
                if (plain < 0)
                    return;
                text = text[plain..];
            }

            int length = 1;
            byte octet = decode ? PercentCode.DecodeNext(text, out length) : (byte)text[0];
            text = text[length..];
            if (kept.Contains((char)octet))
                output.Write(octet);
            else
                WriteTriplet(octet, output);
        }
    }

    private static void WriteTriplet(byte octet, OctetBuffer output)
    {
        var digits = "0123456789ABCDEF"u8;
        output.Write([(byte)'%', digits[octet >> 4], digits[octet & 15]]);
    }
}
