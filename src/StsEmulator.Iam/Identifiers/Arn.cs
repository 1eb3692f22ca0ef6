using System.Diagnostics.CodeAnalysis;

namespace StsEmulator.Iam.Identifiers;

/// <summary>
/// An Amazon Resource Name split at its first five colons. Any field but the leading <c>arn</c> may be empty; what a field
/// may hold is a matter of the place that reads it.
/// </summary>
public sealed record Arn(string Partition, string Service, string Region, string Account, string Resource)
{
    /// <summary>Splits a text of the form <c>arn:partition:service:region:account:resource</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Arn? arn)
    {
        arn = null;
        if (text is null || !text.StartsWith("arn:", StringComparison.Ordinal))
            return false;
        var span = text.AsSpan(4);
        Span<Range> fields = stackalloc Range[5];
        if (span.Count(':') < 4)
            return false;
        int start = 0;
        for (int field = 0; field < 4; field++)
        {
            int length = span[start..].IndexOf(':');
            fields[field] = start..(start + length);
            start += length + 1;
        }
        fields[4] = start..span.Length;
        arn = new Arn(
            span[fields[0]].ToString(), span[fields[1]].ToString(), span[fields[2]].ToString(), span[fields[3]].ToString(), span[fields[4]].ToString());
        return true;
    }

    /// <summary>Gets the last segment of the resource: the name without type and path.</summary>
    public string ResourceName => Resource[(Resource.LastIndexOf('/') + 1)..];

    public override string ToString() => $"arn:{Partition}:{Service}:{Region}:{Account}:{Resource}";
}
