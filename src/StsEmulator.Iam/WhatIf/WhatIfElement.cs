using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Policies.Grammar;

namespace StsEmulator.Iam.WhatIf;

/// <summary>An object of a question whose member names are known. The first problem found is kept; null members count as absent.</summary>
internal sealed class WhatIfElement
{
    private readonly JsonNode node;

    public WhatIfElement(JsonNode node, IReadOnlyList<string> known)
    {
        this.node = node;
        if (node.Kind != JsonNodeKind.Object)
        {
            Problem = new WhatIfProblem("", "expected an object");
            return;
        }
        foreach (var (name, _) in node.Members)
        {
            if (!known.Contains(name))
                Problem ??= new WhatIfProblem("", NearestName.Unknown(name, known));
        }
    }

    public WhatIfProblem? Problem { get; private set; }

    public JsonNode? Find(string name) => node.Find(name) is { Kind: not JsonNodeKind.Null } value ? value : null;

    public string? Text(string name, int maximumLength = 2048)
    {
        if (Find(name) is not { } value)
            return null;
        if (value.Kind != JsonNodeKind.String)
            Problem ??= new WhatIfProblem(name, "expected a string");
        else if (value.Text.Length == 0 || value.Text.Length > maximumLength)
            Problem ??= new WhatIfProblem(name, $"expected 1 to {maximumLength} characters");
        return value.Text;
    }

    public PolicyOutcome? Outcome(string name)
    {
        if (Text(name) is not { } text)
            return null;
        foreach (var outcome in Enum.GetValues<PolicyOutcome>())
        {
            if (WhatIfAnswer.Spell(outcome) == text)
                return outcome;
        }
        Problem ??= new WhatIfProblem(name, $"`{text}` is no decision; use allowed, implicitDeny or explicitDeny");
        return null;
    }
}
