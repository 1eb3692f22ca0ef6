using System.Buffers;

namespace StsEmulator.SigV4;

/// <summary>Writes the canonical request: method, path, query, headers, signed names and payload line.</summary>
/// <remarks>Source: AWS, "Create a signed AWS API request", step 1.</remarks>
internal static class CanonicalRequest
{
    private static readonly SearchValues<char> MethodCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-.^_`|~");

    public static bool TryWrite(
        ReceivedRequest request, in PresentedSignature presented, ReadOnlySpan<byte> payloadLine, HostSpelling spelling,
        OctetBuffer output, out SignatureRefusal refusal, bool redact = false)
    {
        output.Clear();
        if (!TryWriteMethod(request.Method, output) || !RequestTarget.TryGetPath(request.Target, out var path))
            return Refuse(SignatureFailure.InvalidTarget, presented, out refusal);
        if (!presented.Scope.IsS3Family)
            CanonicalPath.WriteNormalized(path, output);
        else if (!CanonicalPath.TryWriteAsIs(path, output))
            return Refuse(SignatureFailure.InvalidPathEncoding, presented, out refusal);
        output.Write((byte)'\n');

        bool isPresigned = presented.Location == SignatureLocation.Query;
        SignatureWorkspace.Current.Query.Write(RequestTarget.Query(request.Target).Span, isPresigned, redact, output);
        output.Write((byte)'\n');

        if (!CanonicalHeaders.TryWrite(request, presented, spelling, redact, output, out refusal))
            return false;
        output.Write((byte)'\n');
        WriteNames(presented.SignedHeaders, output);
        output.Write((byte)'\n');
        output.Write(payloadLine);
        return !output.Overflowed || SignatureReader.Refuse(
            SignatureRefusal.About(SignatureFailure.TooLarge, "canonical request", presented.Location), out refusal);
    }

    private static bool TryWriteMethod(string method, OctetBuffer output)
    {
        if (method.Length == 0 || method.AsSpan().ContainsAnyExcept(MethodCharacters) || method is "CONNECT")
            return false;
        foreach (char c in method)
            output.Write((byte)(char.IsAsciiLetterLower(c) ? c - ('a' - 'A') : c));
        output.Write((byte)'\n');
        return true;
    }

    private static void WriteNames(SignedHeaderNames names, OctetBuffer output)
    {
        bool isFirst = true;
        foreach (var name in names)
        {
            if (!isFirst)
                output.Write((byte)';');
            isFirst = false;
            output.WriteOctets(name);
        }
    }

    private static bool Refuse(SignatureFailure failure, in PresentedSignature presented, out SignatureRefusal refusal) =>
        SignatureReader.Refuse(SignatureRefusal.Because(failure, presented.Location), out refusal);
}
