using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Policies;

namespace StsEmulator.Iam.Simulation;

/// <summary>A policy that takes part in a simulation, and what the answer calls it.</summary>
/// <param name="Named">The compiled policy under a name that is unique in the simulation.</param>
internal sealed record SimulatedPolicy(NamedPolicy Named, string SourceId, string SourceType);

/// <summary>Gathers the policies of a simulation; names them so that matched statements lead back to their source.</summary>
internal sealed class SimulatedPolicies
{
    private readonly Dictionary<string, SimulatedPolicy> byName = new(StringComparer.Ordinal);

    public List<NamedPolicy> Identity { get; } = [];

    public List<NamedPolicy>? Boundary { get; private set; }

    public SimulatedPolicy? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>Reads policies of the request itself.</summary>
    public SimulationProblem? Read(SimulationRequest request)
    {
        for (int i = 0; i < request.PolicyInputList.Count; i++)
        {
            if (Compile(request.PolicyInputList[i], $"PolicyInputList.{i + 1}", "none", PolicyType.Identity, out var policy) is { } problem)
                return problem;
            Identity.Add(policy!);
        }
        if (request.PermissionsBoundaryPolicyInputList.Count == 0)
            return null;
        if (request.PermissionsBoundaryPolicyInputList.Count > 1)
            return SimulationProblem.Invalid("At most one permissions boundary can be simulated.");
        if (Compile(request.PermissionsBoundaryPolicyInputList[0], "PermissionsBoundaryPolicyInputList.1", "none", PolicyType.PermissionsBoundary, out var boundary) is { } wrong)
            return wrong;
        Boundary = [boundary!];
        return null;
    }

    public void AddInline(StoredPolicy policy, string ownerType, string owner) =>
        Identity.Add(Name(policy.Compile(PolicyType.Identity).Document, $"{ownerType}_{owner}_{policy.Name}", ownerType));

    public void AddManaged(NamedPolicy policy) => Identity.Add(Managed(policy));

    /// <summary>Sets the principal's own boundary, which one of the request goes before.</summary>
    public void SetBoundary(IReadOnlyList<NamedPolicy>? boundary)
    {
        if (Boundary is null && boundary is not null)
            Boundary = [.. boundary.Select(Managed)];
    }

    public SimulationProblem? ReadResource(string json, PolicyType type, out NamedPolicy? policy) => Compile(json, "ResourcePolicy", "resource", type, out policy);

    /// <summary>Names the trust policy of a role.</summary>
    public NamedPolicy Trust(Role role) =>
        Name(role.AssumeRolePolicyDocument.Compile(PolicyType.Trust).Document, $"role_{role.RoleName}_AssumeRolePolicyDocument", "resource");

    private NamedPolicy Managed(NamedPolicy policy)
    {
        string name = policy.Name[(policy.Name.LastIndexOf('/') + 1)..];
        return Name(policy.Document, name, policy.Name.Contains(":iam::aws:policy/", StringComparison.Ordinal) ? "aws-managed" : "user-managed");
    }

    private SimulationProblem? Compile(string json, string id, string type, PolicyType policyType, out NamedPolicy? policy)
    {
        policy = null;
        if (!PolicyParser.TryParse(json, policyType, PolicyStrictness.Submitted, out var document, out var problem))
            return SimulationProblem.Invalid($"Invalid Input Policy {id}: {problem.Message} {problem}");
        policy = Name(document, id, type);
        return null;
    }

    private NamedPolicy Name(PolicyDocument document, string id, string type)
    {
        // INVARIANT: of equal names, as of policies of several groups, each stays apart.
        string name = id;
        for (int i = 2; byName.ContainsKey(name); i++)
            name = $"{id}#{i}";
        NamedPolicy named = new(name, document);
        byName.Add(name, new SimulatedPolicy(named, id, type));
        return named;
    }
}
