using System.Text.Json;
using StsEmulator.Iam.Policies;

namespace StsEmulator.Iam.WhatIf;

/// <summary>Writes the answer to a what-if question as JSON.</summary>
public static class WhatIfAnswer
{
    /// <summary>The spelling of an outcome in questions (<c>Expect</c>) and answers (<c>Decision</c>).</summary>
    public static string Spell(PolicyOutcome outcome) => outcome switch
    {
        PolicyOutcome.Allowed => "allowed",
        PolicyOutcome.ExplicitDeny => "explicitDeny",
        PolicyOutcome.ImplicitDeny => "implicitDeny",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    public static void Write(Utf8JsonWriter writer, WhatIfCase question, PolicyDecision decision) => throw new NotImplementedException();
}
