namespace StsEmulator.SigV4;

/// <summary>Finds which form a request's signature has and reads it.</summary>
internal static class SignatureReader
{
    public static bool TryRead(ReceivedRequest request, out PresentedSignature presented, out SignatureRefusal refusal)
    {
        presented = default;
        var headers = request.Headers.Span;
        var query = RequestTarget.Query(request.Target);
        if (!AreOctets(request.Target))
            return Refuse(SignatureRefusal.Because(SignatureFailure.InvalidTarget), out refusal);
        if (headers.Length > SignatureLimits.Headers)
            return Refuse(SignatureRefusal.About(SignatureFailure.TooLarge, "headers"), out refusal);
        if (query.Length > SignatureLimits.Query)
            return Refuse(SignatureRefusal.About(SignatureFailure.TooLarge, "query"), out refusal);

        var fields = SigningFields.Find(headers);
        var parameters = SigningParameters.Find(query);
        var authorization = SigningFields.Trim(fields.Authorization);
        if (authorization.IsEmpty && !parameters.ArePresent)
            return Refuse(SignatureRefusal.Because(SignatureFailure.MissingAuthentication), out refusal);
        if (!authorization.IsEmpty && parameters.ArePresent)
            return Refuse(SignatureRefusal.Because(SignatureFailure.MultipleMechanisms), out refusal);

        var location = parameters.ArePresent ? SignatureLocation.Query : SignatureLocation.Header;
        if ((fields.Duplicate ?? parameters.Duplicate) is { } duplicate)
            return Refuse(SignatureRefusal.About(SignatureFailure.DuplicateField, duplicate, location), out refusal);
        if (!TryReadSessionToken(fields, parameters, location, out var token, out refusal))
            return false;
        return location == SignatureLocation.Header
            ? AuthorizationHeader.TryRead(authorization, fields, token, out presented, out refusal)
            : PresignedQuery.TryRead(parameters, fields, token, out presented, out refusal);
    }

    /// <summary>Takes the token from the query or the header; with both they must agree, or two principals could be meant.</summary>
    private static bool TryReadSessionToken(
        in SigningFields fields, in SigningParameters parameters, SignatureLocation location,
        out PresentedToken token, out SignatureRefusal refusal)
    {
        token = default;
        refusal = default;
        if (fields.SecurityToken is { } field)
            token = new PresentedToken(SigningFields.Trim(field), IsPresent: true, IsParameter: false);
        if (parameters.SecurityToken is { } parameter)
        {
            if (token.IsPresent && !PercentCode.DecodesTo(parameter.Span, token.Text.Span))
                return Refuse(SignatureRefusal.Because(SignatureFailure.SessionTokenConflict, location), out refusal);
            token = new PresentedToken(parameter, IsPresent: true, IsParameter: true);
        }

        int length = token.IsParameter ? PercentCode.DecodedLength(token.Text.Span) : token.Text.Length;
        return length <= SignatureLimits.SessionToken ||
            Refuse(SignatureRefusal.About(SignatureFailure.TooLarge, "x-amz-security-token", location), out refusal);
    }

    /// <summary>Says whether every char is one octet: another would be cut to one and could then pass for it.</summary>
    public static bool AreOctets(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Octets.All);

    public static bool Refuse(in SignatureRefusal because, out SignatureRefusal refusal)
    {
        refusal = because;
        return false;
    }
}

/// <summary>The session token as received; a parameter's text is percent-encoded.</summary>
internal readonly record struct PresentedToken(ReadOnlyMemory<char> Text, bool IsPresent, bool IsParameter);
