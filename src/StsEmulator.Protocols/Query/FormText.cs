using System.Buffers;
using System.Text;

namespace StsEmulator.Protocols.Query;

/// <summary>Percent decoding of form text: <c>+</c> is a space, a broken escape stays as it is, bytes are UTF-8.</summary>
internal static class FormText
{
    private static readonly SearchValues<byte> Encoded = SearchValues.Create("%+"u8);

    public static string Decode(ReadOnlySpan<byte> text)
    {
        if (!text.ContainsAny(Encoded))
            return Encoding.UTF8.GetString(text);
        byte[]? rented = null;
        Span<byte> decoded = text.Length <= 1024 ? stackalloc byte[1024] : (rented = ArrayPool<byte>.Shared.Rent(text.Length));
        int length = 0;
        for (int i = 0; i < text.Length; i++)
        {
            byte b = text[i];
            if (b == '%' && i + 2 < text.Length && Digit(text[i + 1]) is >= 0 and var high && Digit(text[i + 2]) is >= 0 and var low)
            {
                b = (byte)((high << 4) | low);
                i += 2;
            }
            else if (b == '+')
            {
                b = (byte)' ';
            }
            decoded[length++] = b;
        }
        string result = Encoding.UTF8.GetString(decoded[..length]);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        return result;
    }

    private static int Digit(byte b) => b switch
    {
        >= (byte)'0' and <= (byte)'9' => b - '0',
        >= (byte)'a' and <= (byte)'f' => b - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => b - 'A' + 10,
        _ => -1,
    };
}
