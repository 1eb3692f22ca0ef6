using System.Buffers;

namespace StsEmulator.SigV4;

/// <summary>Sets of octets held as chars. As sets and not as ranges: before it is optimised, the framework's range search boxes its bounds.</summary>
internal static class Octets
{
    /// <summary>Every char that is one octet.</summary>
    public static readonly SearchValues<char> All = SearchValues.Create([.. Enumerable.Range(0, 256).Select(octet => (char)octet)]);

    /// <summary>Every octet but white space and control characters below it.</summary>
    public static readonly SearchValues<char> Visible = SearchValues.Create([.. Enumerable.Range('!', 256 - '!').Select(octet => (char)octet)]);
}
