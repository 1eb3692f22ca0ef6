namespace StsEmulator.SigV4;

/// <summary>Writes the string to sign: algorithm, time, scope and the digest of the canonical request.</summary>
internal static class StringToSign
{
    public static void Write(in PresentedSignature presented, ReadOnlySpan<byte> canonicalHash, OctetBuffer output)
    {
        output.Clear();
        output.Write("AWS4-HMAC-SHA256\n"u8);
        WriteTimeAndScope(presented, output);
        WriteHex(canonicalHash, output);
    }

    /// <summary>Writes the two lines that requests, chunks and trailers have in common.</summary>
    public static void WriteTimeAndScope(in PresentedSignature presented, OctetBuffer output)
    {
        var scope = presented.Scope;
        output.WriteOctets(presented.SignedAtText.Span);
        output.Write((byte)'\n');
        output.WriteOctets(scope.Date.Span);
        output.Write((byte)'/');
        output.WriteOctets(scope.Region.Span);
        output.Write((byte)'/');
        output.WriteOctets(scope.Service.Span);
        output.Write((byte)'/');
        output.WriteOctets(scope.Terminator.Span);
        output.Write((byte)'\n');
    }

    public static void WriteHex(ReadOnlySpan<byte> digest, OctetBuffer output)
    {
        Span<byte> hex = stackalloc byte[64];
        LowerHex.Write(digest, hex);
        output.Write(hex);
    }
}
