using System.Diagnostics.CodeAnalysis;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Policies;

namespace StsEmulator.Iam.Simulation;

/// <summary>GetContextKeysForCustomPolicy and GetContextKeysForPrincipalPolicy: what policies ask of a request.</summary>
public static class PolicyContextKeys
{
    /// <summary>Lists the keys of policies, each once, in order of first use.</summary>
    public static bool TryFind(
        IReadOnlyList<string> policyInputList, [NotNullWhen(true)] out IReadOnlyList<string>? names, [NotNullWhen(false)] out SimulationProblem? problem) =>
        TryFind(policyInputList, source: null, out names, out problem);

    /// <summary>The same with the policies of a user and its groups, of a group or of a role.</summary>
    public static bool TryFind(
        DirectorySnapshot directory, string policySourceArn, IReadOnlyList<string> policyInputList,
        [NotNullWhen(true)] out IReadOnlyList<string>? names, [NotNullWhen(false)] out SimulationProblem? problem)
    {
        names = null;
        problem = SimulationProblem.Missing($"The entity {policySourceArn} cannot be found.");
        return PolicySource.Find(directory, policySourceArn) is { } source && TryFind(policyInputList, source, out names, out problem);
    }

    private static bool TryFind(
        IReadOnlyList<string> policyInputList, PolicySource? source,
        [NotNullWhen(true)] out IReadOnlyList<string>? names, [NotNullWhen(false)] out SimulationProblem? problem)
    {
        names = null;
        SimulatedPolicies policies = new();
        source?.AddTo(policies);
        IEnumerable<NamedPolicy> all = [.. policies.Identity, .. policies.Boundary ?? []];
        List<PolicyDocument> documents = [.. all.Select(policy => policy.Document)];
        for (int i = 0; i < policyInputList.Count; i++)
        {
            if (!PolicyParser.TryParse(policyInputList[i], PolicyType.Resource, PolicyStrictness.Evaluated, out var document, out var malformed)
                && !PolicyParser.TryParse(policyInputList[i], PolicyType.Identity, PolicyStrictness.Evaluated, out document, out _))
            {
                problem = SimulationProblem.Invalid($"Invalid Input Policy PolicyInputList.{i + 1}: {malformed.Message}");
                return false;
            }
            documents.Add(document);
        }
        names = [.. documents.SelectMany(document => document.ReferencedContextKeys()).Distinct(StringComparer.OrdinalIgnoreCase)];
        problem = null;
        return true;
    }
}
