using System.Diagnostics.CodeAnalysis;

namespace StsEmulator.Iam.Policies;

/// <summary>Reads policy documents.</summary>
public static class PolicyParser
{
    /// <summary>Reads and compiles a document; on refusal the problem carries IAM's text and the place.</summary>
    public static bool TryParse(
        string json, PolicyType type, PolicyStrictness strictness,
        [NotNullWhen(true)] out PolicyDocument? document, [NotNullWhen(false)] out PolicyProblem? problem) =>
        throw new NotImplementedException();
}
