using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Policies;

namespace StsEmulator.Iam.Simulation;

/// <summary>What both simulations take. Names are those of the IAM API (SimulateCustomPolicy, SimulatePrincipalPolicy).</summary>
public sealed record SimulationRequest
{
    /// <summary>Gets the policies to test as JSON; for a principal, in addition to its own.</summary>
    public IReadOnlyList<string> PolicyInputList { get; init; } = [];

    /// <summary>Gets at most one boundary as JSON; it stands in for the principal's own.</summary>
    public IReadOnlyList<string> PermissionsBoundaryPolicyInputList { get; init; } = [];

    public required IReadOnlyList<string> ActionNames { get; init; }

    /// <summary>Gets the resources; none means <c>*</c>.</summary>
    public IReadOnlyList<string> ResourceArns { get; init; } = [];

    /// <summary>Gets a resource policy for all resources, as JSON.</summary>
    public string? ResourcePolicy { get; init; }

    /// <summary>Gets the account that owns resources whose ARN names none, as an account id or an ARN of its root.</summary>
    public string? ResourceOwner { get; init; }

    /// <summary>Gets the IAM user who calls; needed with a resource policy.</summary>
    public string? CallerArn { get; init; }

    public IReadOnlyList<SimulationContextEntry> ContextEntries { get; init; } = [];

    /// <summary>Gets the scenario of <c>ec2:RunInstances</c>, which says what kinds of resources have to be given.</summary>
    public string? ResourceHandlingOption { get; init; }

    /// <summary>Gets the service control policies over the caller's account by level; null where it is in no organisation.</summary>
    public IReadOnlyList<PolicyLevel>? ServiceControl { get; init; }

    /// <summary>Gets where roles, callers and accounts are looked up.</summary>
    public required DirectorySnapshot Directory { get; init; }

    /// <summary>Gets the account that simulates.</summary>
    public required AccountId Account { get; init; }
}

/// <summary>A condition key with its values and their type, <c>string</c>, <c>stringList</c>, <c>numeric</c> and so on.</summary>
public sealed record SimulationContextEntry(string ContextKeyName, IReadOnlyList<string> ContextKeyValues, string ContextKeyType);
