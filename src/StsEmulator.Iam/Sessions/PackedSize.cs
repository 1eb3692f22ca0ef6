using StsEmulator.Iam.Directory;

namespace StsEmulator.Iam.Sessions;

/// <summary>
/// How much of the allotted space session policies and tags take. The real formula is not published; this one is a plain count of
/// characters over a fixed budget, so that it grows with the input and both limits can be met exactly.
/// </summary>
internal static class PackedSize
{
    /// <summary>The plain-text limit of inline policy and managed ARNs together. Source: STS API reference, AssumeRole, Policy.</summary>
    public const int MaximumPlainText = 2048;

    /// <summary>Characters that make 100 %: room for the largest policy and as much again for tags.</summary>
    private const int Budget = 4096;

    /// <summary>Counts, or null when neither policy nor tag takes part.</summary>
    /// <param name="tags">The session's tags, inherited ones included.</param>
    public static int? Percent(string? policy, IReadOnlyList<string> policyArns, IReadOnlyList<Tag> tags, out bool tagsDominate)
    {
        tagsDominate = false;
        if (policy is null && policyArns.Count == 0 && tags.Count == 0)
            return null;
        int plain = policy?.Length ?? 0;
        foreach (string arn in policyArns)
            plain += arn.Length;
        int tagged = 0;
        foreach (var tag in tags)
            tagged += tag.Key.Length + tag.Value.Length;
        if (plain > MaximumPlainText)
            return Math.Max(101, PercentOf(plain, MaximumPlainText));
        tagsDominate = tagged > plain;
        return Math.Max(1, PercentOf(plain + tagged, Budget));
    }

    private static int PercentOf(int count, int whole) => (int)(((long)count * 100 + whole - 1) / whole);
}
