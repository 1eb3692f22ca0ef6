namespace StsEmulator.SigV4;

/// <summary>The two parts of a raw request target, in origin form (<c>/path?query</c>) or absolute form (<c>http://host/path?query</c>).</summary>
internal static class RequestTarget
{
    public static ReadOnlyMemory<char> Query(string target)
    {
        int mark = target.IndexOf('?', StringComparison.Ordinal);
        return mark < 0 ? default : target.AsMemory(mark + 1);
    }

    /// <summary>Gives the path without scheme, authority and query; <see langword="false"/> for <c>*</c> and the authority form.</summary>
    public static bool TryGetPath(string target, out ReadOnlySpan<char> path)
    {
        path = target;
        if (path.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || path.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            path = path[(path.IndexOf("//") + 2)..];
            int end = path.IndexOfAny('/', '?');
            path = end < 0 ? default : path[end..];
        }

        int mark = path.IndexOf('?');
        if (mark >= 0)
            path = path[..mark];
        return path.IsEmpty || path[0] == '/';
    }
}
