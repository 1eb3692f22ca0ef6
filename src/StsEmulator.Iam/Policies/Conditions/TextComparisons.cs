using StsEmulator.Iam.Policies.Matching;

namespace StsEmulator.Iam.Policies.Conditions;

/// <summary>StringEquals and StringEqualsIgnoreCase.</summary>
internal sealed class TextEquality(PolicyText wanted, StringComparison comparison) : ValueComparison
{
    public override ValueMatch Match(string requestValue, ref DecisionTrace trace) =>
        wanted.TryResolve(ref trace, out string? text) ? From(string.Equals(text, requestValue, comparison)) : ValueMatch.Incomparable;

    public override void AddReferencedKeys(ReferencedKeys keys) => wanted.AddReferencedKeys(keys);
}

/// <summary>StringLike.</summary>
internal sealed class TextLikeness(PolicyText pattern) : ValueComparison
{
    public override ValueMatch Match(string requestValue, ref DecisionTrace trace) =>
        pattern.TryResolve(ref trace, out string? text) ? From(Glob.IsMatch(text, requestValue)) : ValueMatch.Incomparable;

    public override void AddReferencedKeys(ReferencedKeys keys) => pattern.AddReferencedKeys(keys);
}

/// <summary>Bool: only the words true and false are truth values.</summary>
internal sealed class BooleanEquality(PolicyText wanted) : ValueComparison
{
    public override ValueMatch Match(string requestValue, ref DecisionTrace trace)
    {
        if (!wanted.TryResolve(ref trace, out string? text))
            return ValueMatch.Incomparable;
        return From(Read(text) is { } expected && expected == Read(requestValue));
    }

    public override void AddReferencedKeys(ReferencedKeys keys) => wanted.AddReferencedKeys(keys);

    private static bool? Read(string text) =>
        text.Equals("true", StringComparison.OrdinalIgnoreCase) ? true
        : text.Equals("false", StringComparison.OrdinalIgnoreCase) ? false
        : null;
}

/// <summary>ArnEquals and ArnLike, which are the same.</summary>
internal sealed class ArnLikeness(ArnPattern pattern) : ValueComparison
{
    public override ValueMatch Match(string requestValue, ref DecisionTrace trace)
    {
        var arn = new ArnText(requestValue);
        if (!arn.IsArn)
            return ValueMatch.No;
        return pattern.Match(arn, ref trace) switch
        {
            PatternMatch.Yes => ValueMatch.Yes,
            PatternMatch.No => ValueMatch.No,
            _ => ValueMatch.Incomparable,
        };
    }

    public override void AddReferencedKeys(ReferencedKeys keys) => pattern.AddReferencedKeys(keys);
}

/// <summary>BinaryEquals: base64 on both sides, compared as bytes.</summary>
internal sealed class BinaryEquality(string wanted) : ValueComparison
{
    private readonly byte[]? bytes = Decode(wanted);

    public override ValueMatch Match(string requestValue, ref DecisionTrace trace) =>
        From(bytes is not null && Decode(requestValue) is { } actual && bytes.AsSpan().SequenceEqual(actual));

    private static byte[]? Decode(string base64)
    {
        byte[] buffer = new byte[(base64.Length / 4 + 1) * 3];
        return Convert.TryFromBase64String(base64, buffer, out int written) ? buffer[..written] : null;
    }
}
