using System.Diagnostics.CodeAnalysis;
using StsEmulator.Iam.Policies;

namespace StsEmulator.Server.Seeds;

/// <summary>
/// Checks a file that holds one policy document and no seed. What kind of policy it is shows in it: with principals it is the policy of a
/// resource, or of a role when all its actions assume roles; without, of an identity.
/// </summary>
internal static class PolicyFile
{
    /// <summary>False when the file is not a policy document; it may still be a seed.</summary>
    public static bool TryCheck(string path, [NotNullWhen(true)] out IReadOnlyList<SeedProblem>? problems)
    {
        problems = null;
        SeedProblems unread = new();
        if (!SeedFile.TryRead(path, SeedLoader.MaximumBytes, out string? text, out byte[] content, out _)
            || !MayBePolicy(text)
            || (SeedJsonFile.Read(path, content, unread) ?? SeedTree.Read(path, text, unread)) is not { Kind: SeedNodeKind.Mapping } root
            || root.Find("Statement") is null)
        {
            return false;
        }
        bool isJson = text.AsSpan().TrimStart().StartsWith('{');
        string json = isJson ? text : PolicyJson.Write(root);
        if (PolicyParser.TryParse(json, TypeOf(root), PolicyStrictness.Stored, out _, out var problem))
            problems = [];
        else
            problems = [new SeedProblem(isJson && problem.Line > 0 ? new SeedPlace(path, problem.Line) : PolicyJson.Locate(root, problem), $"{problem.Message} {problem}")];
        return true;
    }

    /// <summary>A large seed is not worth reading twice: a policy in YAML has its statements at the beginning of a line.</summary>
    private static bool MayBePolicy(string text) =>
        text.AsSpan().TrimStart().StartsWith('{') || text.StartsWith("Statement", StringComparison.Ordinal)
        || text.Contains("\nStatement", StringComparison.Ordinal) || text.Contains("\n\"Statement", StringComparison.Ordinal)
        || text.Contains("\n'Statement", StringComparison.Ordinal) || text.Contains("\n ", StringComparison.Ordinal) is false;

    private static PolicyType TypeOf(SeedNode policy)
    {
        var statement = policy.Find("Statement")!;
        IReadOnlyList<SeedNode> statements = statement.Kind == SeedNodeKind.List ? statement.Items : [statement];
        if (!statements.Any(one => one.Find("Principal") is not null || one.Find("NotPrincipal") is not null))
            return PolicyType.Identity;
        var actions = statements.Select(one => one.Find("Action")).OfType<SeedNode>()
            .SelectMany(action => action.Kind == SeedNodeKind.List ? action.Items : [action]).ToList();
        bool isTrust = actions.Count > 0 && actions.All(action => action.Text.StartsWith("sts:", StringComparison.OrdinalIgnoreCase))
            && statements.All(one => one.Find("Resource") is null && one.Find("NotResource") is null);
        return isTrust ? PolicyType.Trust : PolicyType.Resource;
    }
}
