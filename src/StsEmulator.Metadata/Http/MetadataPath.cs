namespace StsEmulator.Metadata.Http;

/// <summary>The segments of a path one after the other. Repeated and trailing slashes say nothing.</summary>
internal ref struct MetadataPath(ReadOnlySpan<char> path)
{
    private ReadOnlySpan<char> rest = path.Trim('/');

    public readonly bool IsAtEnd => rest.IsEmpty;

    /// <summary>Takes the next segment; empty at the end.</summary>
    public ReadOnlySpan<char> Next()
    {
        int length = rest.IndexOf('/');
        var segment = length < 0 ? rest : rest[..length];
        rest = length < 0 ? default : rest[length..].TrimStart('/');
        return segment;
    }

    /// <summary>Tells whether <c>api/token</c> is all that follows.</summary>
    public readonly bool IsTokenPath()
    {
        var ahead = this;
        return ahead.Next().SequenceEqual("api") && ahead.Next().SequenceEqual("token") && ahead.IsAtEnd;
    }
}
