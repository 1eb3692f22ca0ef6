using System.Diagnostics.CodeAnalysis;

namespace StsEmulator.Verifier.Verification;

/// <summary>
/// Walks the fields of an encoded message. Source: Protocol Buffers, "Encoding": a field is a varint of number and wire type, then its
/// value. Every method says false for what is cut off or too long.
/// </summary>
internal ref struct WireFields(ReadOnlySpan<byte> message)
{
    /// <summary>The wire types that ordinary questions consist of.</summary>
    public const uint Varint = 0, LengthDelimited = 2;

    private ReadOnlySpan<byte> rest = message;

    public readonly bool AtEnd => rest.IsEmpty;

    public bool TryReadTag(out uint tag)
    {
        bool isRead = TryReadVarint(out ulong value);
        tag = (uint)value;
        return isRead && value <= uint.MaxValue;
    }

    public bool TryReadVarint(out ulong value)
    {
        value = 0;
        for (int i = 0; i < rest.Length && i < 10; i++)
        {
            value |= (ulong)(rest[i] & 0x7F) << (7 * i);
            if (rest[i] < 0x80)
            {
                rest = rest[(i + 1)..];
                return true;
            }
        }
        return false;
    }

    public bool TryReadBytes([UnscopedRef] out ReadOnlySpan<byte> value)
    {
        value = default;
        if (!TryReadVarint(out ulong length) || length > (ulong)rest.Length)
            return false;
        value = rest[..(int)length];
        rest = rest[(int)length..];
        return true;
    }
}
