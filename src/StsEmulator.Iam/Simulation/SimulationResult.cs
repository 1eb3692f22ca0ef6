using System.Diagnostics.CodeAnalysis;
using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Policies.Explanation;

namespace StsEmulator.Iam.Simulation;

/// <summary>Why a simulation was not carried out.</summary>
/// <param name="Code">The wire's error code, <c>InvalidInput</c> or <c>NoSuchEntity</c>.</param>
public sealed record SimulationProblem(string Code, string Message)
{
    public static SimulationProblem Invalid(string message) => new("InvalidInput", message);

    public static SimulationProblem Missing(string message) => new("NoSuchEntity", message);
}

/// <summary>The results, one for each action and resource, or the problem.</summary>
public readonly struct SimulationResult
{
    private SimulationResult(IReadOnlyList<EvaluationResult>? results, SimulationProblem? problem)
    {
        Results = results;
        Problem = problem;
    }

    public IReadOnlyList<EvaluationResult>? Results { get; }

    public SimulationProblem? Problem { get; }

    [MemberNotNullWhen(true, nameof(Results))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsSimulated => Results is not null;

    public static implicit operator SimulationResult(SimulationProblem problem) => new(null, problem);

    public static SimulationResult FromSimulationProblem(SimulationProblem problem) => problem;

    public static SimulationResult Of(IReadOnlyList<EvaluationResult> results) => new(results, null);
}

/// <summary>What became of one action on one resource.</summary>
public sealed record EvaluationResult
{
    public required string EvalActionName { get; init; }

    public required string EvalResourceName { get; init; }

    public required PolicyOutcome EvalDecision { get; init; }

    public IReadOnlyList<SimulatedStatement> MatchedStatements { get; init; } = [];

    /// <summary>Gets the keys that were asked for and not given. With a resource they are in the result for the resource instead.</summary>
    public IReadOnlyList<string> MissingContextValues { get; init; } = [];

    /// <summary>Gets whether the organisation's policies allow; null where there are none.</summary>
    public bool? AllowedByOrganizations { get; init; }

    /// <summary>Gets whether the permissions boundary allows; null where there is none.</summary>
    public bool? AllowedByPermissionsBoundary { get; init; }

    /// <summary>
    /// Gets what each side decides across accounts; empty within one account with a resource; null within one account without a resource,
    /// where the element is absent.
    /// </summary>
    public IReadOnlyDictionary<string, PolicyOutcome>? EvalDecisionDetails { get; init; }

    /// <summary>Gets the result for the resource; none where the resource is <c>*</c>.</summary>
    public IReadOnlyList<ResourceSpecificResult> ResourceSpecificResults { get; init; } = [];

    /// <summary>Gets what came closest to allowing, which the service does not tell.</summary>
    public NearestMiss? NearestMiss { get; init; }
}

/// <summary>What became of the action on a resource that was given.</summary>
public sealed record ResourceSpecificResult
{
    public required string EvalResourceName { get; init; }

    public required PolicyOutcome EvalResourceDecision { get; init; }

    public IReadOnlyList<SimulatedStatement> MatchedStatements { get; init; } = [];

    public IReadOnlyList<string> MissingContextValues { get; init; } = [];

    public IReadOnlyDictionary<string, PolicyOutcome>? EvalDecisionDetails { get; init; }

    public bool? AllowedByPermissionsBoundary { get; init; }
}

/// <summary>A statement that took part, by the policy that holds it and the place in its text.</summary>
/// <param name="SourcePolicyType"><c>user</c>, <c>group</c>, <c>role</c>, <c>aws-managed</c>, <c>user-managed</c>, <c>resource</c> or <c>none</c>.</param>
public sealed record SimulatedStatement(string SourcePolicyId, string SourcePolicyType, TextPosition StartPosition, TextPosition EndPosition);

/// <summary>A place in a text; both count from 1, columns in characters.</summary>
public readonly record struct TextPosition(int Line, int Column);
