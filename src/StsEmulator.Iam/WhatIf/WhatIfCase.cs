using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Policies.Explanation;

namespace StsEmulator.Iam.WhatIf;

/// <summary>One what-if question.</summary>
/// <param name="Name">What the file calls the case; null where it has no name.</param>
/// <param name="Expect">The outcome that the case expects, for unit tests of policies; null where it states none.</param>
public sealed record WhatIfCase(PolicyRequest Request, string? Name = null, PolicyOutcome? Expect = null)
{
    public PolicyDecision Decide() => PolicyEvaluator.Evaluate(Request);

    /// <summary>Finds what came closest to allowing.</summary>
    public NearestMiss? NearestMiss(PolicyDecision decision) => DenialExplanation.Find(Request, decision);
}

/// <summary>Why a text is no what-if question.</summary>
/// <param name="Path">The place, such as <c>Policies.Identity[0].Statement[1].Effect</c>; empty for the text as a whole.</param>
public sealed record WhatIfProblem(string Path, string Message)
{
    public override string ToString() => Path.Length == 0 ? Message : $"{Path}: {Message}";

    /// <summary>The same problem, seen from one level further out.</summary>
    internal WhatIfProblem In(string step) =>
        this with { Path = Path.Length == 0 ? step : Path[0] == '[' ? step + Path : $"{step}.{Path}" };
}
