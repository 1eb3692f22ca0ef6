using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Policies.Grammar;

namespace StsEmulator.Iam.WhatIf;

/// <summary>Reads the context of a question: strings, numbers and booleans by their text, lists for multivalued keys.</summary>
internal static class WhatIfContext
{
    /// <summary>The most condition keys in a question.</summary>
    public const int MaximumKeys = 1000;

    /// <summary>The longest condition value in characters.</summary>
    public const int MaximumValueLength = 4096;

    /// <summary>The multivalued ones among AWS's global keys; all other global keys have one value.</summary>
    private static readonly HashSet<string> MultivaluedGlobalKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        "aws:CalledVia", "aws:PrincipalOrgPaths", "aws:PrincipalServiceNamesList", "aws:ResourceOrgPaths", "aws:SourceOrgPaths",
        "aws:TagKeys", "aws:VpceOrgPaths",
    };

    public static ConditionContext Read(JsonNode? node, out WhatIfProblem? problem)
    {
        problem = null;
        ConditionContext context = new();
        if (node is null)
            return context;
        if (node.Kind != JsonNodeKind.Object || node.Members.Count > MaximumKeys)
        {
            problem = new WhatIfProblem("Context", $"expected an object of at most {MaximumKeys} condition keys");
            return context;
        }
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in node.Members)
        {
            if (!seen.Add(key))
                problem ??= new WhatIfProblem($"Context.{key}", "the key is repeated; case does not tell keys apart");
            problem ??= ReadKey(context, key, value)?.In($"Context.{key}");
        }
        return context;
    }

    private static WhatIfProblem? ReadKey(ConditionContext context, string key, JsonNode value)
    {
        if (value.Kind != JsonNodeKind.Array)
        {
            if (CheckValue(value) is { } problem)
                return problem;
            context.Set(key, value.Text);
            return null;
        }
        string[] values = new string[value.Items.Count];
        for (int i = 0; i < values.Length; i++)
        {
            if (CheckValue(value.Items[i]) is { } problem)
                return problem.In($"[{i}]");
            values[i] = value.Items[i].Text;
        }
        bool isKnownSingle = key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase) && !MultivaluedGlobalKeys.Contains(key);
        if (isKnownSingle && values.Length == 1)
            context.Set(key, values[0]);
        else
            context.SetMany(key, values);
        return null;
    }

    private static WhatIfProblem? CheckValue(JsonNode value)
    {
        if (value.Kind is not (JsonNodeKind.String or JsonNodeKind.Number or JsonNodeKind.Boolean))
            return new WhatIfProblem("", "expected a string, number or boolean, or a list of them; leave an absent key out");
        return value.Text.Length > MaximumValueLength ? new WhatIfProblem("", $"expected at most {MaximumValueLength} characters") : null;
    }
}
