namespace StsEmulator.SigV4;

/// <summary>The canonical URI, in the two ways AWS has.</summary>
internal static class CanonicalPath
{
    /// <summary>
    /// Every service but the S3 family: dot segments removed, repeated slashes joined, and each segment of the already encoded path encoded
    /// again. A trailing slash stays only where the raw path ends in one.
    /// </summary>
    public static void WriteNormalized(ReadOnlySpan<char> path, OctetBuffer output)
    {
        int root = output.Length;
        bool endsInSlash = path.IsEmpty || path[^1] == '/';
        foreach (var range in path.Split('/'))
        {
            var segment = path[range];
            if (segment.IsEmpty || segment is ".")
                continue;
            if (segment is "..")
            {
                int parent = output.Written[root..].LastIndexOf((byte)'/');
                output.Truncate(root + Math.Max(parent, 0));
                continue;
            }

            output.Write((byte)'/');
            CanonicalText.Encode(segment, output);
        }

        if (endsInSlash || output.Length == root)
            output.Write((byte)'/');
    }

    /// <summary>S3 family: nothing normalised, encoded once. <see langword="false"/> for a percent sign that encodes nothing.</summary>
    public static bool TryWriteAsIs(ReadOnlySpan<char> path, OctetBuffer output)
    {
        for (var rest = path; rest.IndexOf('%') is >= 0 and int at; rest = rest[(at + 3)..])
        {
            if (!PercentCode.IsTriplet(rest[at..]))
                return false;
        }

        if (path.IsEmpty)
            output.Write((byte)'/');
        CanonicalText.ReencodePath(path, output);
        return true;
    }
}
