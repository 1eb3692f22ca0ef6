using System.Text;

namespace StsEmulator.SigV4;

/// <summary>A growing buffer that stops at the canonical request's limit instead of throwing; the reader asks <see cref="Overflowed"/>.</summary>
internal sealed class OctetBuffer
{
    /// <summary>What stays allocated between requests; a larger buffer is given back after use.</summary>
    private const int Kept = 64 * 1024;

    private byte[] _octets = new byte[4096];

    public int Length { get; private set; }

    /// <summary>Gets whether something did not fit: the content is then cut and must not be used.</summary>
    public bool Overflowed { get; private set; }

    public ReadOnlySpan<byte> Written => _octets.AsSpan(0, Length);

    public ReadOnlySpan<byte> Slice(int start, int length) => _octets.AsSpan(start, length);

    public void Clear()
    {
        Length = 0;
        Overflowed = false;
        if (_octets.Length > Kept)
            _octets = new byte[4096];
    }

    public void Truncate(int length) => Length = length;

    public void Write(byte octet)
    {
        if (Length < _octets.Length || Grow(1))
            _octets[Length++] = octet;
    }

    public void Write(ReadOnlySpan<byte> octets)
    {
        if (octets.Length > _octets.Length - Length && !Grow(octets.Length))
            return;
        octets.CopyTo(_octets.AsSpan(Length));
        Length += octets.Length;
    }

    /// <summary>Writes octets held as chars. INVARIANT: the caller has checked that none is above U+00FF.</summary>
    public void WriteOctets(ReadOnlySpan<char> octets)
    {
        if (octets.Length > _octets.Length - Length && !Grow(octets.Length))
            return;
        Length += Encoding.Latin1.GetBytes(octets, _octets.AsSpan(Length));
    }

    /// <summary>Gives room for up to <paramref name="length"/> octets, or an empty span when they do not fit.</summary>
    public Span<byte> Reserve(int length) =>
        length <= _octets.Length - Length || Grow(length) ? _octets.AsSpan(Length, length) : default;

    public void Advance(int length) => Length += length;

    private bool Grow(int more)
    {
        long needed = (long)Length + more;
        if (Overflowed || needed > SignatureLimits.CanonicalRequest)
        {
            Overflowed = true;
            return false;
        }

        Array.Resize(ref _octets, (int)Math.Min(SignatureLimits.CanonicalRequest, Math.Max(needed, _octets.Length * 2L)));
        return true;
    }
}
