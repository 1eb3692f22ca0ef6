using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using StsEmulator.Iam.Policies.Matching;

namespace StsEmulator.Iam.Policies.Conditions;

/// <summary>
/// An address with a prefix length; a bare address is a range of one. The two families never match each other, mapped
/// addresses included.
/// </summary>
internal readonly record struct AddressRange(bool IsVersion6, UInt128 Bits, int PrefixLength)
{
    private static readonly SearchValues<char> Version6Characters = SearchValues.Create("0123456789abcdefABCDEF:.");

    private int Width => IsVersion6 ? 128 : 32;

    public static bool TryParse(ReadOnlySpan<char> text, out AddressRange range)
    {
        range = default;
        int slash = text.IndexOf('/');
        if (!TryParseAddress(slash < 0 ? text : text[..slash], out var address))
            return false;
        int prefixLength = address.Width;
        if (slash >= 0 && !TryParsePrefixLength(text[(slash + 1)..], address.Width, out prefixLength))
            return false;
        range = address with { PrefixLength = prefixLength };
        return true;
    }

    /// <summary>Reads one address: four decimal numbers without leading zeros, or an IPv6 address without a zone.</summary>
    public static bool TryParseAddress(ReadOnlySpan<char> text, out AddressRange address)
    {
        address = default;
        if (!text.Contains(':'))
            return TryParseVersion4(text, out address);
        if (text.ContainsAnyExcept(Version6Characters) || !IPAddress.TryParse(text, out var parsed))
            return false;
        Span<byte> bytes = stackalloc byte[16];
        if (!parsed.TryWriteBytes(bytes, out int written) || written != 16)
            return false;
        address = new AddressRange(true, BinaryPrimitives.ReadUInt128BigEndian(bytes), 128);
        return true;
    }

    public bool Contains(in AddressRange address)
    {
        if (IsVersion6 != address.IsVersion6)
            return false;
        int shift = Width - PrefixLength;
        // A shift by the full width of the type is no shift, hence the case of /0.
        return PrefixLength == 0 || Bits >> shift == address.Bits >> shift;
    }

    private static bool TryParseVersion4(ReadOnlySpan<char> text, out AddressRange address)
    {
        address = default;
        uint bits = 0;
        for (int part = 0; part < 4; part++)
        {
            int length = part < 3 ? text.IndexOf('.') : text.Length;
            if (length is < 1 or > 3 || text[..length].ContainsAnyExceptInRange('0', '9') || (length > 1 && text[0] == '0'))
                return false;
            uint number = uint.Parse(text[..length], NumberStyles.None, CultureInfo.InvariantCulture);
            if (number > 255)
                return false;
            bits = (bits << 8) | number;
            text = part < 3 ? text[(length + 1)..] : default;
        }
        address = new AddressRange(false, bits, 32);
        return true;
    }

    private static bool TryParsePrefixLength(ReadOnlySpan<char> text, int width, out int prefixLength) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out prefixLength) && prefixLength <= width;
}

/// <summary>IpAddress: the request's address lies in the range.</summary>
internal sealed class AddressInclusion(string text) : ValueComparison
{
    private readonly AddressRange? range = AddressRange.TryParse(text, out var parsed) ? parsed : null;

    public override ValueMatch Match(string requestValue, ref DecisionTrace trace) =>
        From(range is { } wanted && AddressRange.TryParseAddress(requestValue, out var address) && wanted.Contains(address));
}
