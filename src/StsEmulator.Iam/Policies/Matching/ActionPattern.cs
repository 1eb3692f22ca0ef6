namespace StsEmulator.Iam.Policies.Matching;

/// <summary>
/// A pattern of an Action or NotAction element. Case does not matter. Only the lone <c>*</c> spans services; wildcards stand in the
/// name, and a pattern of another form is literal text that no action equals.
/// </summary>
internal sealed class ActionPattern
{
    private readonly bool matchesEverything;
    private readonly string vendor = "";
    private readonly string? name;
    private readonly bool hasWildcards;
    private readonly bool isWhole;

    public ActionPattern(string source)
    {
        int colon = source.IndexOf(':', StringComparison.Ordinal);
        matchesEverything = source is "*" or "*:*";
        if (matchesEverything || colon < 0 || source.AsSpan(0, colon).ContainsAny('*', '?'))
            return;
        vendor = source[..colon];
        isWhole = source.AsSpan(colon + 1) is "*";
        name = Glob.Compile(source[(colon + 1)..]);
        hasWildcards = Glob.HasWildcards(name);
    }

    /// <summary>Gets whether the pattern is about actions of a service.</summary>
    public bool IsOf(ReadOnlySpan<char> requestVendor) => name is not null && requestVendor.Equals(vendor, StringComparison.OrdinalIgnoreCase);

    /// <summary>Gets whether the pattern is about any action of a service.</summary>
    public bool Reaches(ReadOnlySpan<char> requestVendor) => matchesEverything || IsOf(requestVendor);

    /// <summary>Gets whether the pattern is about all actions of a service.</summary>
    public bool Covers(ReadOnlySpan<char> requestVendor) => matchesEverything || (IsOf(requestVendor) && isWhole);

    public bool Matches(ReadOnlySpan<char> requestVendor, ReadOnlySpan<char> requestName)
    {
        if (matchesEverything)
            return true;
        if (name is null || !requestVendor.Equals(vendor, StringComparison.OrdinalIgnoreCase))
            return false;
        return hasWildcards
            ? Glob.IsMatch(name, requestName, ignoreCase: true)
            : requestName.Equals(name, StringComparison.OrdinalIgnoreCase);
    }
}
