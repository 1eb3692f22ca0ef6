namespace StsEmulator.Iam.Policies;

/// <summary>What a decision comes to.</summary>
public enum PolicyOutcome
{
    ImplicitDeny,
    ExplicitDeny,
    Allowed,
}

/// <summary>The two effects of a statement.</summary>
public enum PolicyEffect
{
    Allow,
    Deny,
}

/// <summary>A statement that took part in a decision.</summary>
/// <param name="Statement">The 0-based index of the statement in its document; a lone statement object is 0.</param>
public readonly record struct DecidingStatement(PolicyType PolicyType, string Policy, int Statement, string? Sid, PolicyEffect Effect);

/// <summary>A decision and why.</summary>
public sealed class PolicyDecision
{
    internal static PolicyDecision AlwaysAllowed { get; } = new() { Outcome = PolicyOutcome.Allowed };

    public required PolicyOutcome Outcome { get; init; }

    public bool IsAllowed => Outcome == PolicyOutcome.Allowed;

    /// <summary>Gets the type of policy that the denial names; null when allowed.</summary>
    public PolicyType? DeniedBy { get; init; }

    /// <summary>
    /// Gets every Deny that matched, or for an allowed request the Allows that together admitted it; empty when nothing allowed.
    /// </summary>
    public IReadOnlyList<DecidingStatement> DecidedBy { get; init; } = [];

    /// <summary>Gets the condition keys that statements about this action and resource asked for and the request did not have.</summary>
    public IReadOnlyList<string> MissingContextKeys { get; init; } = [];

    /// <summary>Gets what made a condition fail in a way that its author hardly meant, such as an unresolved variable.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
