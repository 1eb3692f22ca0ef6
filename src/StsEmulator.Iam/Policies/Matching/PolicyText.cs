using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace StsEmulator.Iam.Policies.Matching;

/// <summary>
/// A text of a policy with its variables: <c>${key}</c>, <c>${key, 'default'}</c>, and <c>${*}</c>, <c>${?}</c>, <c>${$}</c> for the
/// characters themselves. What a variable stands for is always literal. Source: IAM User Guide, "IAM policy elements: Variables and tags".
/// </summary>
internal sealed class PolicyText
{
    /// <summary>A filled-in text longer than this has no value: nothing that it is compared with is as long.</summary>
    public const int MaximumResolvedLength = 65_536;

    private readonly string? constant;
    private readonly Part[] parts = [];

    private PolicyText(string constant) => this.constant = constant;

    private PolicyText(Part[] parts) => this.parts = parts;

    /// <param name="variables">Whether <c>${...}</c> has meaning here; it has none under version 2008-10-17.</param>
    /// <param name="wildcards">Whether <c>*</c> and <c>?</c> are wildcards here.</param>
    public static PolicyText Parse(string source, bool variables, bool wildcards)
    {
        if (!variables || !source.Contains("${", StringComparison.Ordinal))
            return new PolicyText(wildcards ? Glob.Compile(source) : source);
        List<Part> parts = [];
        StringBuilder literal = new();
        int position = 0;
        while (position < source.Length)
        {
            int open = source.IndexOf("${", position, StringComparison.Ordinal);
            int end = open < 0 ? -1 : VariableEnd(source, open);
            if (end < 0)
                break;
            literal.Append(Code(source[position..open], wildcards));
            string inner = source[(open + 2)..end];
            if (inner is "*" or "?" or "$")
            {
                literal.Append(inner);
            }
            else
            {
                parts.Add(new Part(literal.ToString(), null));
                literal.Clear();
                parts.Add(Part.Variable(inner));
            }
            position = end + 1;
        }
        literal.Append(Code(source[position..], wildcards));
        if (parts.Count == 0)
            return new PolicyText(literal.ToString());
        parts.Add(new Part(literal.ToString(), null));
        return new PolicyText([.. parts]);
    }

    /// <summary>Finds the <c>}</c> of the variable that opens at <paramref name="open"/>; a quoted default may itself hold one.</summary>
    public static int VariableEnd(string source, int open)
    {
        int end = source.IndexOf('}', open);
        int quote = end < 0 ? -1 : source.IndexOf(", '", open, end - open, StringComparison.Ordinal);
        if (quote < 0)
            return end;
        int closing = source.IndexOf("'}", quote + 3, StringComparison.Ordinal);
        return closing < 0 ? end : closing + 1;
    }

    /// <summary>Gives the text with its variables filled in; false when one is absent or multivalued and has no default.</summary>
    public bool TryResolve(ref DecisionTrace trace, [NotNullWhen(true)] out string? text)
    {
        text = constant;
        if (text is not null)
            return true;
        StringBuilder builder = new();
        foreach (var part in parts)
        {
            if (part.Key is null)
                builder.Append(part.Literal);
            else if (trace.Context.TryGetSingle(part.Key, out string? value) && !Glob.HasWildcards(value))
                builder.Append(value);
            else if (part.Literal is not null)
                builder.Append(part.Literal);
            else
                return Unresolved(ref trace, part.Key);
            if (builder.Length > MaximumResolvedLength)
                return Unresolved(ref trace, part.Key ?? parts[1].Key!);
        }
        text = builder.ToString();
        return true;
    }

    public void AddReferencedKeys(ReferencedKeys keys)
    {
        foreach (var part in parts)
        {
            if (part.Key is not null)
                keys.Add(part.Key);
        }
    }

    private static bool Unresolved(ref DecisionTrace trace, string key)
    {
        if (!trace.Context.TryGet(key, out _))
            trace.NoteMissing(key);
        trace.Warn($"The variable `${{{key}}}` has no single value of a usable length in this request, so the text that holds it matches nothing.");
        return false;
    }

    private static string Code(string source, bool wildcards) => wildcards ? Glob.Compile(source) : source;

    /// <param name="Literal">The compiled literal text, or the default of a variable, or null for a variable without one.</param>
    private readonly record struct Part(string? Literal, string? Key)
    {
        public static Part Variable(string inner)
        {
            int quote = inner.IndexOf(", '", StringComparison.Ordinal);
            return quote >= 0 && inner.Length > quote + 3 && inner[^1] == '\''
                ? new Part(inner[(quote + 3)..^1], inner[..quote])
                : new Part(null, inner);
        }
    }
}
