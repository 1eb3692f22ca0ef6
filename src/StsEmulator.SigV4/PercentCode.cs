namespace StsEmulator.SigV4;

/// <summary>Percent-encoding (RFC 3986 section 2.1) over octets, as SigV4 uses it: only valid triplets decode, a plus stays a plus.</summary>
internal static class PercentCode
{
    /// <summary>Decodes the octet at the start of <paramref name="text"/> and says how many characters it took.</summary>
    public static byte DecodeNext(ReadOnlySpan<char> text, out int length)
    {
        if (text[0] == '%' && IsTriplet(text))
        {
            length = 3;
            return (byte)((Digit(text[1]) << 4) | Digit(text[2]));
        }

        length = 1;
        return (byte)text[0];
    }

    /// <summary>Says whether the text begins with a percent sign and two hexadecimal digits.</summary>
    public static bool IsTriplet(ReadOnlySpan<char> text) =>
        text.Length >= 3 && text[0] == '%' && char.IsAsciiHexDigit(text[1]) && char.IsAsciiHexDigit(text[2]);

    /// <summary>Compares encoded text with plain ASCII, without decoding into memory.</summary>
    public static bool DecodesTo(ReadOnlySpan<char> encoded, ReadOnlySpan<char> plain)
    {
        if (encoded.Length == plain.Length)
            return encoded.SequenceEqual(plain) && !plain.Contains('%');
        foreach (char expected in plain)
        {
            if (encoded.IsEmpty || DecodeNext(encoded, out int length) != expected)
                return false;
            encoded = encoded[length..];
        }

        return encoded.IsEmpty;
    }

    /// <summary>Decodes to octets held as chars; gives the text itself when there is nothing to decode.</summary>
    public static ReadOnlyMemory<char> Decode(ReadOnlyMemory<char> encoded)
    {
        if (!encoded.Span.Contains('%'))
            return encoded;
        return string.Create(DecodedLength(encoded.Span), encoded, static (decoded, source) =>
        {
            var rest = source.Span;
            foreach (ref char c in decoded)
            {
                c = (char)DecodeNext(rest, out int length);
                rest = rest[length..];
            }
        }).AsMemory();
    }

    /// <summary>Counts the octets that the text decodes to.</summary>
    public static int DecodedLength(ReadOnlySpan<char> encoded)
    {
        int count = 0;
        for (; !encoded.IsEmpty; count++)
        {
            int plain = encoded.IndexOf('%');
            if (plain < 0)
                return count + encoded.Length;
            count += plain;
            encoded = encoded[plain..];
            encoded = encoded[(IsTriplet(encoded) ? 3 : 1)..];
        }

        return count;
    }

    private static int Digit(char c) => char.IsAsciiDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10;
}
