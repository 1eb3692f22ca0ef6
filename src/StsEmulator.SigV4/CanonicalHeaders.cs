namespace StsEmulator.SigV4;

/// <summary>How the host line is spelled: clients differ on whether they sign the scheme's default port.</summary>
internal enum HostSpelling
{
    AsReceived,

    /// <summary>Without the default port where it was received, with it where no port was.</summary>
    OtherDefaultPort,
}

/// <summary>The canonical headers: the signed names in their order, each with its values joined by commas, white space collapsed.</summary>
internal static class CanonicalHeaders
{
    public static bool TryWrite(
        ReceivedRequest request, in PresentedSignature presented, HostSpelling spelling, bool redact,
        OctetBuffer output, out SignatureRefusal refusal)
    {
        refusal = default;
        foreach (var name in presented.SignedHeaders)
        {
            output.WriteOctets(name);
            output.Write((byte)':');
            if (redact && Redaction.IsSecretHeader(name))
                output.WriteOctets(Redaction.Placeholder);
            else if (!TryWriteValues(request, presented, name, spelling, output, out refusal))
                return false;
            output.Write((byte)'\n');
        }

        return true;
    }

    /// <summary>Says whether another spelling of the host is worth a second comparison.</summary>
    public static bool HasOtherHostSpelling(ReceivedRequest request)
    {
        foreach (ref readonly var header in request.Headers.Span)
        {
            if (Is(header.Name, "host"))
                return HostName.HasOtherSpelling(SigningFields.Trim(header.Value).Span, request.IsSecure);
        }

        return false;
    }

    private static bool TryWriteValues(
        ReceivedRequest request, in PresentedSignature presented, ReadOnlySpan<char> name, HostSpelling spelling,
        OctetBuffer output, out SignatureRefusal refusal)
    {
        refusal = default;
        bool isHost = name is "host" or ":authority";
        int lines = 0;
        foreach (ref readonly var header in request.Headers.Span)
        {
            if (!Is(header.Name, isHost ? "host" : name))
                continue;
            if (lines++ > 0)
                output.Write((byte)',');
            var value = SigningFields.Trim(header.Value).Span;
            bool isPlain = isHost && spelling == HostSpelling.OtherDefaultPort
                ? TryWriteValue(HostName.WithoutDefaultPort(value, request.IsSecure, out var port), output) && TryWriteValue(port, output)
                : TryWriteValue(value, output);
            if (!isPlain)
                return SignatureReader.Refuse(
                    SignatureRefusal.About(SignatureFailure.InvalidHeaderValue, name, presented.Location), out refusal);
        }

        return lines > 0 || TryRebuild(request, name, output) || SignatureReader.Refuse(
            SignatureRefusal.About(SignatureFailure.SignedHeaderMissing, name, presented.Location), out refusal);
    }

    /// <summary>Restores headers that servers and proxies consume before anybody else sees them.</summary>
    private static bool TryRebuild(ReceivedRequest request, ReadOnlySpan<char> name, OctetBuffer output)
    {
        if (name is "expect")
        {
            output.Write("100-continue"u8);
            return true;
        }

        if (name is not "content-length" || !request.BodySha256.IsEmpty)
            return false;
        Span<byte> digits = stackalloc byte[11];
        request.Body.Length.TryFormat(digits, out int length, provider: System.Globalization.CultureInfo.InvariantCulture);
        output.Write(digits[..length]);
        return true;
    }

    /// <summary>
    /// Writes one trimmed value with every run of white space as one space; folded lines (RFC 9112 section 5.2) are such runs.
    /// <see langword="false"/> for control characters: a bare line break would let one header pass for two.
    /// </summary>
    private static bool TryWriteValue(ReadOnlySpan<char> value, OctetBuffer output)
    {
        while (!value.IsEmpty)
        {
            int stop = value.IndexOfAnyExcept(Octets.Visible);
            output.WriteOctets(stop < 0 ? value : value[..stop]);
            if (stop < 0)
                return true;
            value = value[stop..];
            int run = WhiteSpaceRun(value);
            if (run == 0)
                return false;
            output.Write((byte)' ');
            value = value[run..];
        }

        return true;
    }

    private static int WhiteSpaceRun(ReadOnlySpan<char> text)
    {
        int length = 0;
        while (length < text.Length)
        {
            var rest = text[length..];
            if (rest[0] is ' ' or '\t')
                length++;
            else if (rest is ['\r', '\n', ' ' or '\t', ..])
                length += 3;
            else if (rest is ['\n', ' ' or '\t', ..])
                length += 2;
            else
                break;
        }

        return length;
    }

    private static bool Is(string name, ReadOnlySpan<char> lowerCase) =>
        name.Length == lowerCase.Length && lowerCase.Equals(name, StringComparison.OrdinalIgnoreCase);
}
