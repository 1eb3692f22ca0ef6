using System.Text;

namespace StsEmulator.Verifier.Verification;

/// <summary>Writes fields of a message whose size is known into bytes that have room for it.</summary>
internal ref struct WireOutput(Span<byte> destination)
{
    /// <summary>Gets what has not been written yet.</summary>
    public Span<byte> Rest { get; private set; } = destination;

    public void Write(byte octet)
    {
        Rest[0] = octet;
        Rest = Rest[1..];
    }

    public void Write(ReadOnlySpan<byte> octets)
    {
        octets.CopyTo(Rest);
        Rest = Rest[octets.Length..];
    }

    public void WriteVarint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            Write((byte)(value | 0x80));
        Write((byte)value);
    }

    /// <summary>Writes a field of text; nothing where it is empty, which is the default.</summary>
    /// <param name="size">How many octets its UTF-8 form has.</param>
    public void WriteText(byte tag, ReadOnlySpan<char> text, int size)
    {
        if (text.IsEmpty)
            return;
        Write(tag);
        WriteVarint((uint)size);
        Encoding.UTF8.GetBytes(text, Rest);
        Rest = Rest[size..];
    }
}
