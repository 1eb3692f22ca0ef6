namespace StsEmulator.SigV4;

/// <summary>Splits <c>access key id/date/region/service/terminator</c> from the right: four slashes belong to the scope.</summary>
internal static class Credential
{
    private const int ScopeElements = 4;

    public static bool TrySplit(ReadOnlyMemory<char> credential, out ReadOnlyMemory<char> accessKeyId, out CredentialScope scope)
    {
        accessKeyId = credential;
        scope = default;
        Span<Range> elements = stackalloc Range[ScopeElements];
        int end = credential.Length;
        for (int i = ScopeElements - 1; i >= 0; i--)
        {
            int slash = credential.Span[..end].LastIndexOf('/');
            if (slash < 0 || slash == end - 1)
                return false;
            elements[i] = (slash + 1)..end;
            end = slash;
        }

        accessKeyId = credential[..end];
        scope = new CredentialScope(credential[elements[0]], credential[elements[1]], credential[elements[2]], credential[elements[3]]);
        return IsAccessKeyId(accessKeyId.Span);
    }

    /// <summary>Splits the encoded form, whose slashes are <c>%2F</c>; what else is encoded is decoded piece by piece.</summary>
    public static bool TrySplitEncoded(ReadOnlyMemory<char> credential, out ReadOnlyMemory<char> accessKeyId, out CredentialScope scope)
    {
        accessKeyId = credential;
        scope = default;
        Span<Range> elements = stackalloc Range[ScopeElements + 1];
        int count = 0;
        for (int start = 0; ;)
        {
            int slash = NextSlash(credential.Span, start, out int width);
            int end = slash < 0 ? credential.Length : slash;
            if (count == elements.Length || end == start)
                return false;
            elements[count++] = start..end;
            if (slash < 0)
                break;
            start = slash + width;
        }

        if (count != elements.Length)
            return false;
        accessKeyId = PercentCode.Decode(credential[elements[0]]);
        scope = new CredentialScope(
            PercentCode.Decode(credential[elements[1]]), PercentCode.Decode(credential[elements[2]]),
            PercentCode.Decode(credential[elements[3]]), PercentCode.Decode(credential[elements[4]]));
        return IsAccessKeyId(accessKeyId.Span);
    }

    /// <summary>An access key id holds no slash, so that more than five elements are as wrong as fewer.</summary>
    private static bool IsAccessKeyId(ReadOnlySpan<char> text) => !text.IsEmpty && !text.Contains('/');

    private static int NextSlash(ReadOnlySpan<char> text, int start, out int width)
    {
        width = 1;
        while (text[start..].IndexOfAny('/', '%') is >= 0 and int found)
        {
            start += found;
            if (PercentCode.DecodeNext(text[start..], out width) == '/')
                return start;
            start += width;
        }

        return -1;
    }
}
