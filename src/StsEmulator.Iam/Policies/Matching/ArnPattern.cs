namespace StsEmulator.Iam.Policies.Matching;

internal enum PatternMatch
{
    No,
    Yes,

    /// <summary>A variable in the pattern has no value.</summary>
    Unresolved,
}

/// <summary>
/// A pattern of an ARN. The six fields are compared one by one, so a wildcard in one of the first five does not reach over a
/// colon; the sixth is one pattern with its own colons and slashes. Case matters.
/// </summary>
internal sealed class ArnPattern
{
    private readonly bool isStar;
    private readonly PolicyText[]? fields;

    private ArnPattern(bool isStar, PolicyText[]? fields)
    {
        this.isStar = isStar;
        this.fields = fields;
    }

    /// <summary>A pattern of a Resource element: variables have meaning in the sixth field only, and the lone star matches everything.</summary>
    public static ArnPattern ForResource(string source, bool variables) =>
        source == "*" ? new ArnPattern(true, null) : new ArnPattern(false, Split(source, variables, variablesInEveryField: false));

    /// <summary>A pattern of an ARN condition: variables have meaning in every field, and only ARNs match.</summary>
    public static ArnPattern ForCondition(string source, bool variables) =>
        new(false, Split(source, variables, variablesInEveryField: true));

    public PatternMatch Match(in ArnText text, ref DecisionTrace trace)
    {
        if (isStar)
            return PatternMatch.Yes;
        if (fields is null)
            return PatternMatch.No;
        if (!text.IsArn)
            return text.Text is "*" && IsAllWildcards(ref trace) ? PatternMatch.Yes : PatternMatch.No;
        // The service differs far more often than the partition: look at it first, and at `arn` itself last.
        for (int i = 2; i < ArnText.FieldCount + 2; i++)
        {
            int field = i % ArnText.FieldCount;
            if (!fields[field].TryResolve(ref trace, out string? pattern))
                return PatternMatch.Unresolved;
            if (!IsFieldMatch(pattern, text[field]))
                return PatternMatch.No;
        }
        return PatternMatch.Yes;
    }

    public void AddReferencedKeys(ReferencedKeys keys)
    {
        foreach (var field in fields ?? [])
            field.AddReferencedKeys(keys);
    }

    private static bool IsFieldMatch(string pattern, ReadOnlySpan<char> text) =>
        pattern.AsSpan().SequenceEqual(text) || (pattern.Length == 1 && pattern[0] == Glob.Any) || Glob.IsMatch(pattern, text);

    /// <summary>An action without a resource asks for <c>*</c>; beside the lone star only an ARN of nothing but stars covers it.</summary>
    private bool IsAllWildcards(ref DecisionTrace trace)
    {
        for (int field = 1; field < ArnText.FieldCount; field++)
        {
            if (!fields![field].TryResolve(ref trace, out string? pattern) || pattern is not [Glob.Any])
                return false;
        }
        return true;
    }

    /// <summary>Splits at the first five colons that are not inside a variable. Null for a text that cannot match any ARN.</summary>
    private static PolicyText[]? Split(string source, bool variables, bool variablesInEveryField)
    {
        List<string> texts = [];
        int start = 0;
        for (int i = 0; i < source.Length && texts.Count < ArnText.FieldCount - 1; i++)
        {
            bool opensVariable = variables && source.AsSpan(i).StartsWith("${", StringComparison.Ordinal);
            if (opensVariable && PolicyText.VariableEnd(source, i) is > 0 and var end)
            {
                i = end;
            }
            else if (source[i] == ':')
            {
                texts.Add(source[start..i]);
                start = i + 1;
            }
        }
        texts.Add(source[start..]);
        // A shortened pattern that ends in a star covers the fields that it leaves out.
        if (texts.Count < ArnText.FieldCount && !source.EndsWith('*'))
            return null;
        while (texts.Count < ArnText.FieldCount)
            texts.Add("*");
        var fields = new PolicyText[ArnText.FieldCount];
        for (int field = 0; field < fields.Length; field++)
        {
            bool isLast = field == ArnText.FieldCount - 1;
            fields[field] = PolicyText.Parse(texts[field], variables && (variablesInEveryField || isLast), wildcards: true);
        }
        return fields;
    }
}
