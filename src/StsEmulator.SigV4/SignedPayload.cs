using System.Text;

namespace StsEmulator.SigV4;

/// <summary>What the last line of the canonical request says about the body.</summary>
internal enum PayloadKind
{
    /// <summary>The digest of the body as received.</summary>
    Body,

    /// <summary>A digest the client gave, to be compared with the body.</summary>
    Digest,

    /// <summary><c>UNSIGNED-PAYLOAD</c>.</summary>
    NotCovered,

    /// <summary>aws-chunked, every chunk signed.</summary>
    SignedChunks,

    /// <summary>aws-chunked, every chunk and the trailer signed.</summary>
    SignedChunksWithTrailer,

    /// <summary>aws-chunked without chunk signatures, a checksum in the trailer.</summary>
    UnsignedChunksWithTrailer,
}

/// <summary>The payload line of a request and the rules for it (which service may leave what unsigned).</summary>
internal static class SignedPayload
{
    /// <summary>The longest payload line: a digest; every known word is shorter.</summary>
    public const int LongestLine = 64;

    private const string UnsignedWord = "UNSIGNED-PAYLOAD";

    public static bool TryClassify(
        in PresentedSignature presented, SignatureRules rules, out PayloadKind kind, out SignatureRefusal refusal)
    {
        kind = PayloadKind.Body;
        refusal = default;
        bool isS3 = presented.Scope.IsS3Family;
        var text = presented.ContentSha256.Span;
        bool isSigned = presented.ContentSha256IsParameter || (!text.IsEmpty && presented.SignedHeaders.Contains("x-amz-content-sha256"));
        if (!isSigned)
        {
            if (isS3 && presented.Location == SignatureLocation.Header)
                return Refuse(SignatureFailure.ContentSha256Missing, presented, out refusal);
            kind = isS3 ? PayloadKind.NotCovered : PayloadKind.Body;
            return true;
        }

        if (IsDigest(text))
        {
            kind = PayloadKind.Digest;
            return true;
        }

        if (text.SequenceEqual(UnsignedWord))
        {
            kind = PayloadKind.NotCovered;
            return isS3 || rules.AllowUnsignedPayload || Refuse(SignatureFailure.UnsignedPayloadRefused, presented, out refusal);
        }

        if (!text.StartsWith("STREAMING-"))
            return Refuse(SignatureFailure.ContentSha256Invalid, presented, out refusal);
        PayloadKind? streaming = text switch
        {
            "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" => PayloadKind.SignedChunks,
            "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" => PayloadKind.SignedChunksWithTrailer,
            "STREAMING-UNSIGNED-PAYLOAD-TRAILER" => PayloadKind.UnsignedChunksWithTrailer,
            _ => null,
        };
        if (!isS3 || streaming is not { } known)
            return Refuse(SignatureFailure.StreamingPayloadRefused, presented, out refusal);
        kind = known;
        return true;
    }

    /// <summary>Writes the payload line and says how long it is.</summary>
    public static int WriteLine(ReceivedRequest request, in PresentedSignature presented, PayloadKind kind, Span<byte> line)
    {
        if (kind == PayloadKind.Body)
        {
            HashBodyToHex(request, line);
            return LongestLine;
        }

        var text = presented.ContentSha256.Span;
        return Encoding.Latin1.GetBytes(text.IsEmpty ? UnsignedWord : text, line);
    }

    /// <summary>Compares the claimed digest with the body, which the signature alone does not cover.</summary>
    public static bool TryMatchBody(ReceivedRequest request, in PresentedSignature presented, out SignatureRefusal refusal)
    {
        refusal = default;
        Span<byte> claimed = stackalloc byte[LongestLine], computed = stackalloc byte[LongestLine];
        Encoding.Latin1.GetBytes(presented.ContentSha256.Span, claimed);
        HashBodyToHex(request, computed);
        if (claimed.SequenceEqual(computed))
            return true;
        refusal = SignatureRefusal.Because(SignatureFailure.BodyMismatch, presented.Location) with
        {
            Payload = new PayloadMismatch(Encoding.ASCII.GetString(claimed), Encoding.ASCII.GetString(computed)),
        };
        return false;
    }

    public static bool IsDigest(ReadOnlySpan<char> text) => text.Length == 64 && !text.ContainsAnyExcept(LowerHex.Digits);

    private static void HashBodyToHex(ReceivedRequest request, Span<byte> hex)
    {
        Span<byte> digest = stackalloc byte[32];
        if (request.BodySha256.IsEmpty)
            SignatureWorkspace.Current.Hash(request.Body.Span, digest);
        else if (request.BodySha256.Length == digest.Length)
            request.BodySha256.Span.CopyTo(digest);
        else
            throw new ArgumentException("A body digest has 32 octets.", nameof(request));
        LowerHex.Write(digest, hex);
    }

    private static bool Refuse(SignatureFailure failure, in PresentedSignature presented, out SignatureRefusal refusal) =>
        SignatureReader.Refuse(SignatureRefusal.Because(failure, presented.Location), out refusal);
}
