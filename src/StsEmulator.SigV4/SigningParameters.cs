namespace StsEmulator.SigV4;

/// <summary>The <c>X-Amz-*</c> parameters of a presigned request, still percent-encoded. Names count in exactly this letter case.</summary>
internal struct SigningParameters
{
    public ReadOnlyMemory<char>? Algorithm { get; private set; }

    public ReadOnlyMemory<char>? Credential { get; private set; }

    public ReadOnlyMemory<char>? Date { get; private set; }

    public ReadOnlyMemory<char>? Expires { get; private set; }

    public ReadOnlyMemory<char>? SignedHeaders { get; private set; }

    public ReadOnlyMemory<char>? Signature { get; private set; }

    public ReadOnlyMemory<char>? SecurityToken { get; private set; }

    public ReadOnlyMemory<char>? ContentSha256 { get; private set; }

    /// <summary>Gets the first parameter that occurred twice.</summary>
    public string? Duplicate { get; private set; }

    /// <summary>Gets whether the query claims to be a signature.</summary>
    public readonly bool ArePresent => Algorithm is not null || Credential is not null || Signature is not null;

    public static SigningParameters Find(ReadOnlyMemory<char> query)
    {
        var found = default(SigningParameters);
        var text = query.Span;
        foreach (var piece in new QueryPieces(text))
        {
            var name = text[piece.Start..piece.NameEnd];
            if (name.Length < "X-Amz-Date".Length || name[0] is not ('X' or '%'))
                continue;
            if (name.Contains('%'))
                name = PercentCode.Decode(query[piece.Start..piece.NameEnd]).Span;
            found.Take(name, query[piece.ValueStart..piece.End]);
        }

        return found;
    }

    private void Take(ReadOnlySpan<char> name, ReadOnlyMemory<char> value)
    {
        switch (name)
        {
            case "X-Amz-Algorithm":
                Algorithm = Once(Algorithm, value, "X-Amz-Algorithm");
                break;
            case "X-Amz-Credential":
                Credential = Once(Credential, value, "X-Amz-Credential");
                break;
            case "X-Amz-Date":
                Date = Once(Date, value, "X-Amz-Date");
                break;
            case "X-Amz-Expires":
                Expires = Once(Expires, value, "X-Amz-Expires");
                break;
            case "X-Amz-SignedHeaders":
                SignedHeaders = Once(SignedHeaders, value, "X-Amz-SignedHeaders");
                break;
            case "X-Amz-Signature":
                Signature = Once(Signature, value, "X-Amz-Signature");
                break;
            case "X-Amz-Security-Token":
                SecurityToken = Once(SecurityToken, value, "X-Amz-Security-Token");
                break;
            case "X-Amz-Content-Sha256":
                ContentSha256 = Once(ContentSha256, value, "X-Amz-Content-Sha256");
                break;
        }
    }

    private ReadOnlyMemory<char> Once(ReadOnlyMemory<char>? before, ReadOnlyMemory<char> value, string name)
    {
        if (before is not null)
            Duplicate ??= name;
        return before ?? value;
    }
}
