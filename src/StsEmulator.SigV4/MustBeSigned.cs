namespace StsEmulator.SigV4;

/// <summary>Checks that the headers which decide something are covered by the signature.</summary>
public static class MustBeSigned
{
    /// <summary>
    /// The host always; for the header form the date that was used; a session token that a header gives. The S3 family asks for every
    /// <c>x-amz-*</c> header, in both forms; other services do so only where <paramref name="everyAmzHeader"/> is set.
    /// </summary>
    public static bool TryPass(
        ReceivedRequest request, in PresentedSignature presented, bool everyAmzHeader, out SignatureRefusal refusal)
    {
        refusal = default;
        if (!presented.SignedHeaders.Contains("host") && !presented.SignedHeaders.Contains(":authority"))
        {
            refusal = SignatureRefusal.Because(SignatureFailure.HostNotSigned, presented.Location);
            return false;
        }

        bool isEveryAmzHeader = everyAmzHeader || presented.Scope.IsS3Family;
        List<string>? unsigned = null;
        foreach (ref readonly var header in request.Headers.Span)
        {
            if (!IsRequired(header.Name, presented, isEveryAmzHeader) || presented.SignedHeaders.Contains(header.Name))
                continue;
            string name = SignatureRefusal.Cut(header.Name).ToLowerInvariant();
            unsigned ??= [];
            if (!unsigned.Contains(name))
                unsigned.Add(name);
        }

        if (unsigned is null)
            return true;
        refusal = SignatureRefusal.Because(SignatureFailure.HeadersNotSigned, presented.Location) with { Names = unsigned };
        return false;
    }

    private static bool IsRequired(string name, in PresentedSignature presented, bool everyAmzHeader)
    {
        if (name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase))
            return everyAmzHeader || IsDecisive(name, presented);
        return presented.SignedAtSource == SignedAtSource.DateHeader && name.Equals("date", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsDecisive(string name, in PresentedSignature presented) =>
        (presented.SignedAtSource == SignedAtSource.AmzDateHeader && name.Equals("x-amz-date", StringComparison.OrdinalIgnoreCase)) ||
        (!presented.SessionTokenIsParameter && name.Equals("x-amz-security-token", StringComparison.OrdinalIgnoreCase));
}
