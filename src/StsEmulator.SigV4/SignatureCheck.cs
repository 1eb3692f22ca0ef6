using System.Security.Cryptography;

namespace StsEmulator.SigV4;

/// <summary>Compares a presented signature with the one that the secret on record gives for the request as received.</summary>
public static class SignatureCheck
{
    /// <summary>
    /// Verifies the signature first and the body's digest after it, as AWS does. Scope, time and coverage are the caller's to have checked.
    /// </summary>
    public static bool TryVerify(
        ReceivedRequest request, in PresentedSignature presented, SigningKey key, SignatureRules rules, out SignatureRefusal refusal)
    {
        Span<byte> given = stackalloc byte[32];
        if (!LowerHex.TryReadDigest(presented.Signature.Span, given))
            return SignatureReader.Refuse(SignatureRefusal.Because(SignatureFailure.MalformedSignature, presented.Location), out refusal);
        if (!SignedPayload.TryClassify(presented, rules, out var kind, out refusal))
            return false;

        Span<byte> line = stackalloc byte[SignedPayload.LongestLine];
        line = line[..SignedPayload.WriteLine(request, presented, kind, line)];
        if (!TryMatch(request, presented, key, line, HostSpelling.AsReceived, given, out bool isMatch, out refusal))
            return false;
        if (!isMatch && CanonicalHeaders.HasOtherHostSpelling(request) &&
            !TryMatch(request, presented, key, line, HostSpelling.OtherDefaultPort, given, out isMatch, out refusal))
            return false;
        if (!isMatch)
            return SignatureReader.Refuse(SignatureRefusal.Because(SignatureFailure.Mismatch, presented.Location), out refusal);
        return kind switch
        {
            PayloadKind.Body or PayloadKind.NotCovered => true,
            PayloadKind.Digest => SignedPayload.TryMatchBody(request, presented, out refusal),
            _ => TryVerifyChunks(request, presented, key, rules, out refusal),
        };
    }

    private static bool TryMatch(
        ReceivedRequest request, in PresentedSignature presented, SigningKey key, ReadOnlySpan<byte> payloadLine, HostSpelling spelling,
        ReadOnlySpan<byte> given, out bool isMatch, out SignatureRefusal refusal)
    {
        isMatch = false;
        var workspace = SignatureWorkspace.Current;
        var octets = workspace.Octets;
        if (!CanonicalRequest.TryWrite(request, presented, payloadLine, spelling, octets, out refusal))
            return false;
        Span<byte> digest = stackalloc byte[32];
        workspace.Hash(octets.Written, digest);
        StringToSign.Write(presented, digest, octets);
        key.Sign(octets.Written, digest);
        isMatch = CryptographicOperations.FixedTimeEquals(digest, given);
        return true;
    }

    private static bool TryVerifyChunks(
        ReceivedRequest request, in PresentedSignature presented, SigningKey key, SignatureRules rules, out SignatureRefusal refusal)
    {
        refusal = default;
        if (rules.ChunksAreVerifiedByCaller)
            return true;
        if (request.Body.IsEmpty || !request.BodySha256.IsEmpty)
            return SignatureReader.Refuse(
                SignatureRefusal.Because(SignatureFailure.StreamingPayloadRefused, presented.Location), out refusal);
        return AwsChunkedBody.TryDecode(request, presented, key, out _, out refusal);
    }
}
