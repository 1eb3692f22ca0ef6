using System.Buffers;

namespace StsEmulator.SigV4;

/// <summary>Hexadecimal as SigV4 writes it: lower case, and nothing else is read.</summary>
internal static class LowerHex
{
    public static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    public static void Write(ReadOnlySpan<byte> octets, Span<byte> hex)
    {
        bool isWritten = Convert.TryToHexStringLower(octets, hex, out _);
        System.Diagnostics.Debug.Assert(isWritten, "two digits for every octet");
    }

    /// <summary>Reads exactly 32 octets from exactly 64 lower-case digits.</summary>
    public static bool TryReadDigest(ReadOnlySpan<char> text, Span<byte> digest) =>
        text.Length == 64 && !text.ContainsAnyExcept(Digits) &&
        Convert.FromHexString(text, digest, out _, out _) == OperationStatus.Done;
}
