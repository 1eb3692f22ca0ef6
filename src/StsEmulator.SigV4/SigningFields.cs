namespace StsEmulator.SigV4;

/// <summary>The header fields that steer authentication, found in one walk. Each may occur once: with two, which one counts would be open.</summary>
internal struct SigningFields
{
    public string? Authorization { get; private set; }

    public string? AmzDate { get; private set; }

    public string? Date { get; private set; }

    public string? SecurityToken { get; private set; }

    public string? ContentSha256 { get; private set; }

    private string? Host { get; set; }

    /// <summary>Gets the first field that occurred twice.</summary>
    public string? Duplicate { get; private set; }

    public static SigningFields Find(ReadOnlySpan<HeaderField> headers)
    {
        var found = default(SigningFields);
        foreach (ref readonly var header in headers)
        {
            switch (header.Name.Length)
            {
                case 4 when Is(header.Name, "host"):
                    found.Host = found.Once(found.Host, header.Value, "host");
                    break;
                case 4 when Is(header.Name, "date"):
                    found.Date = found.Once(found.Date, header.Value, "date");
                    break;
                case 10 when Is(header.Name, "x-amz-date"):
                    found.AmzDate = found.Once(found.AmzDate, header.Value, "x-amz-date");
                    break;
                case 13 when Is(header.Name, "authorization"):
                    found.Authorization = found.Once(found.Authorization, header.Value, "authorization");
                    break;
                case 20 when Is(header.Name, "x-amz-security-token"):
                    found.SecurityToken = found.Once(found.SecurityToken, header.Value, "x-amz-security-token");
                    break;
                case 20 when Is(header.Name, "x-amz-content-sha256"):
                    found.ContentSha256 = found.Once(found.ContentSha256, header.Value, "x-amz-content-sha256");
                    break;
            }
        }

        return found;
    }

    /// <summary>Takes off the optional white space around a value (RFC 9110 section 5.6.3: space and tab, no other).</summary>
    public static ReadOnlyMemory<char> Trim(string? value) => Trim(value.AsMemory());

    /// <remarks>By hand, because it runs for every signed header of every request.</remarks>
    public static ReadOnlyMemory<char> Trim(ReadOnlyMemory<char> value)
    {
        var text = value.Span;
        int start = 0, end = text.Length;
        while (start < end && text[start] is (' ' or '\t'))
            start++;
        while (end > start && text[end - 1] is (' ' or '\t'))
            end--;
        return end - start == text.Length ? value : value[start..end];
    }

    private static bool Is(string name, string lowerCase) => name.Equals(lowerCase, StringComparison.OrdinalIgnoreCase);

    private string Once(string? before, string value, string name)
    {
        if (before is not null)
            Duplicate ??= name;
        return before ?? value;
    }
}
