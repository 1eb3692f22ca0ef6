using System.Text;

namespace StsEmulator.SigV4;

/// <summary>
/// What the request should have been signed as, for an answer that explains a mismatch. Session tokens and other secrets in the canonical
/// request are replaced by <c>REDACTED</c>; the string to sign is the true one. Never give it for an unknown key.
/// </summary>
public sealed record SignatureExplanation(string CanonicalRequest, string StringToSign)
{
    /// <summary>Explains a request; <see langword="null"/> when it cannot be made canonical at all.</summary>
    public static SignatureExplanation? For(ReceivedRequest request, in PresentedSignature presented, SignatureRules rules)
    {
        if (!SignedPayload.TryClassify(presented, rules, out var kind, out _))
            return null;
        Span<byte> line = stackalloc byte[SignedPayload.LongestLine];
        line = line[..SignedPayload.WriteLine(request, presented, kind, line)];
        var workspace = SignatureWorkspace.Current;
        var octets = workspace.Octets;
        if (!SigV4.CanonicalRequest.TryWrite(request, presented, line, HostSpelling.AsReceived, octets, out _))
            return null;
        Span<byte> digest = stackalloc byte[32];
        workspace.Hash(octets.Written, digest);
        SigV4.StringToSign.Write(presented, digest, octets);
        string stringToSign = Encoding.UTF8.GetString(octets.Written);
        return SigV4.CanonicalRequest.TryWrite(request, presented, line, HostSpelling.AsReceived, octets, out _, redact: true)
            ? new SignatureExplanation(Encoding.UTF8.GetString(octets.Written), stringToSign)
            : null;
    }
}
