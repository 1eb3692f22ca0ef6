using System.Globalization;
using System.Text;

namespace StsEmulator.SigV4;

/// <summary>
/// An <c>aws-chunked</c> body in memory: decoded, every chunk signature and the trailer's verified before a byte is handed out.
/// Source: AWS, "Signature calculations: transferring payload in multiple chunks" and "… including trailing headers".
/// </summary>
/// <param name="Payload">The plain body.</param>
/// <param name="Trailers">The trailer lines in the order received, names in lower case; their checksums are the caller's to compare.</param>
public sealed record AwsChunkedBody(ReadOnlyMemory<byte> Payload, IReadOnlyList<HeaderField> Trailers)
{
    /// <summary>The longest chunk header or trailer line, in octets without its line end.</summary>
    public const int LongestLine = 256;

    /// <summary>The largest chunk, in octets.</summary>
    public const int LargestChunk = 16 * 1024 * 1024;

    /// <summary>The most trailer lines, that of the signature apart.</summary>
    public const int MostTrailers = 10;

    /// <summary>Decodes the body of a request whose own signature has been verified.</summary>
    public static bool TryDecode(
        ReceivedRequest request, in PresentedSignature presented, SigningKey key, out AwsChunkedBody? body, out SignatureRefusal refusal)
    {
        body = null;
        if (!SignedPayload.TryClassify(presented, SignatureRules.Strict, out var kind, out refusal))
            return false;
        if (kind is not (PayloadKind.SignedChunks or PayloadKind.SignedChunksWithTrailer or PayloadKind.UnsignedChunksWithTrailer))
            return Refuse(SignatureFailure.StreamingPayloadRefused, out refusal);
        if (!TryReadDecodedLength(request, out int decodedLength) || decodedLength > request.Body.Length)
            return Refuse(SignatureFailure.DecodedLengthMismatch, out refusal);

        var chain = kind == PayloadKind.UnsignedChunksWithTrailer ? null : new ChunkSignatureChain(presented, key);
        byte[] payload = new byte[decodedLength];
        var rest = request.Body.Span;
        var failure = ReadChunks(ref rest, chain, payload);
        var trailers = new List<HeaderField>();
        if (failure == SignatureFailure.None)
        {
            failure = kind == PayloadKind.SignedChunks
                ? (rest.SequenceEqual("\r\n"u8) ? SignatureFailure.None : SignatureFailure.ChunkMalformed)
                : ChunkTrailer.Read(rest, Header(request, "x-amz-trailer"), chain, trailers);
        }

        if (failure != SignatureFailure.None)
            return Refuse(failure, out refusal);
        body = new AwsChunkedBody(payload, trailers);
        return true;
    }

    private static SignatureFailure ReadChunks(ref ReadOnlySpan<byte> rest, ChunkSignatureChain? chain, Span<byte> payload)
    {
        Span<char> signature = stackalloc char[LongestLine];
        while (true)
        {
            if (!TryReadLine(ref rest, out var line))
                return SignatureFailure.ChunkMalformed;
            if (!TryReadHeader(line, chain is not null, out int size, signature, out int signatureLength))
                return SignatureFailure.ChunkMalformed;
            if (size > LargestChunk)
                return SignatureFailure.ChunkTooLarge;
            if (size > rest.Length)
                return SignatureFailure.ChunkMalformed;
            var data = rest[..size];
            if (chain is not null && !chain.TryContinue(data, signature[..signatureLength]))
                return SignatureFailure.ChunkMismatch;
            if (size == 0)
                return payload.IsEmpty ? SignatureFailure.None : SignatureFailure.DecodedLengthMismatch;
            rest = rest[size..];
            if (!rest.StartsWith("\r\n"u8))
                return SignatureFailure.ChunkMalformed;
            if (size > payload.Length)
                return SignatureFailure.DecodedLengthMismatch;
            rest = rest[2..];
            data.CopyTo(payload);
            payload = payload[size..];
        }
    }

    /// <summary>Reads <c>size;chunk-signature=…</c>, or the size alone in the unsigned form.</summary>
    private static bool TryReadHeader(
        ReadOnlySpan<byte> line, bool isSigned, out int size, Span<char> signature, out int signatureLength)
    {
        signatureLength = 0;
        int semicolon = line.IndexOf((byte)';');
        var digits = semicolon < 0 ? line : line[..semicolon];
        if (!TryReadSize(digits, out size) || isSigned != semicolon >= 0)
            return false;
        if (!isSigned)
            return true;
        var extension = line[(semicolon + 1)..];
        if (!extension.StartsWith("chunk-signature="u8))
            return false;
        signatureLength = Encoding.Latin1.GetChars(extension["chunk-signature="u8.Length..], signature);
        return true;
    }

    /// <summary>Reads at most seven hexadecimal digits, which cannot overflow and pass the largest chunk by far.</summary>
    private static bool TryReadSize(ReadOnlySpan<byte> digits, out int size)
    {
        size = 0;
        if (digits.Length is 0 or > 7)
            return false;
        foreach (byte digit in digits)
        {
            if (!char.IsAsciiHexDigit((char)digit))
                return false;
            size = (size << 4) | (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        }

        return true;
    }

    /// <summary>Takes one line off, without its CRLF.</summary>
    internal static bool TryReadLine(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> line)
    {
        line = rest[..Math.Min(rest.Length, LongestLine + 2)];
        int end = line.IndexOf("\r\n"u8);
        if (end < 0)
            return false;
        line = rest[..end];
        rest = rest[(end + 2)..];
        return true;
    }

    private static bool TryReadDecodedLength(ReceivedRequest request, out int length)
    {
        length = 0;
        return Header(request, "x-amz-decoded-content-length") is { } text &&
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out length);
    }

    /// <summary>Gives a header that occurs once; two of them count as none.</summary>
    private static string? Header(ReceivedRequest request, string name)
    {
        string? value = null;
        foreach (ref readonly var header in request.Headers.Span)
        {
            if (!header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                continue;
            if (value is not null)
                return null;
            value = SigningFields.Trim(header.Value).ToString();
        }

        return value;
    }

    private static bool Refuse(SignatureFailure failure, out SignatureRefusal refusal) =>
        SignatureReader.Refuse(SignatureRefusal.Because(failure, SignatureLocation.Header), out refusal);
}
