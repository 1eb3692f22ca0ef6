using System.Diagnostics.CodeAnalysis;
using Google.Protobuf.Collections;
using StsEmulator.Iam.Policies;
using StsEmulator.Verifier.V1;
using PolicyLevel = StsEmulator.Iam.Policies.PolicyLevel;
using PolicyType = StsEmulator.Iam.Policies.PolicyType;

namespace StsEmulator.Verifier.Authorization;

/// <summary>The policies that a question brings along; null where a kind does not apply.</summary>
internal sealed record PolicyInputs
{
    public NamedPolicy? Resource { get; init; }

    public bool ResourceIsTrust { get; init; }

    public IReadOnlyList<NamedPolicy>? Session { get; init; }

    public IReadOnlyList<NamedPolicy>? VpcEndpoint { get; init; }

    public IReadOnlyList<PolicyLevel>? ServiceControl { get; init; }

    public IReadOnlyList<PolicyLevel>? ResourceControl { get; init; }
}

/// <summary>Compiles the policies of questions. The same few documents come again and again, so they are kept.</summary>
internal sealed class PolicyInputReader
{
    private readonly CompiledPolicyCache cache = new(capacity: 1024);

    public bool TryRead(
        IAuthorizationQuestion message, IEnumerable<Policy> session,
        [NotNullWhen(true)] out PolicyInputs? inputs, [NotNullWhen(false)] out RequestProblem? problem)
    {
        inputs = null;
        problem = null;
        int room = VerifierLimits.Policies;
        var resourceType = message.ResourcePolicyIsTrust ? PolicyType.Trust : PolicyType.Resource;
        NamedPolicy? resource = null;
        if (message.ResourcePolicy.Length == 0 && message.ResourcePolicyIsTrust)
            problem = new RequestProblem("resource_policy", "expected the trust policy");
        else if (message.ResourcePolicy.Length > 0)
            resource = Read(message.ResourcePolicy, "resource_policy", "resource_policy", resourceType, ref problem);
        var read = new PolicyInputs
        {
            Resource = resource,
            ResourceIsTrust = message.ResourcePolicyIsTrust,
            Session = Read(session, "session_policies", PolicyType.Session, ref room, ref problem),
            VpcEndpoint = Read(message.VpcEndpointPolicies, "vpc_endpoint_policies", PolicyType.VpcEndpoint, ref room, ref problem),
            ServiceControl = Read(message.ServiceControlPolicies, "service_control_policies", PolicyType.ServiceControl, ref room, ref problem),
            ResourceControl = Read(message.ResourceControlPolicies, "resource_control_policies", PolicyType.ResourceControl, ref room, ref problem),
        };
        inputs = problem is null ? read : null;
        return problem is null;
    }

    private List<PolicyLevel>? Read(
        RepeatedField<V1.PolicyLevel> levels, string field, PolicyType type, ref int room, ref RequestProblem? problem)
    {
        if (levels.Count == 0)
            return null;
        List<PolicyLevel> read = [];
        for (int i = 0; i < levels.Count && problem is null; i++)
        {
            if (--room < 0)
                problem = TooMany(field);
            string name = levels[i].Name.Length == 0 ? $"{field}[{i}]" : levels[i].Name;
            // A level with nothing attached allows nothing: it counts, unlike a kind that is not there.
            read.Add(new PolicyLevel(name, Read(levels[i].Policies, $"{field}[{i}].policies", type, ref room, ref problem) ?? []));
        }
        return read;
    }

    private List<NamedPolicy>? Read(IEnumerable<Policy> policies, string field, PolicyType type, ref int room, ref RequestProblem? problem)
    {
        List<NamedPolicy>? read = null;
        foreach (var policy in policies)
        {
            string place = $"{field}[{read?.Count ?? 0}]";
            if (--room < 0)
                problem ??= TooMany(field);
            if (problem is not null)
                return null;
            if (Read(policy.Document, policy.Name.Length == 0 ? place : policy.Name, $"{place}.document", type, ref problem) is not { } compiled)
                return null;
            read ??= [];
            read.Add(compiled);
        }
        return read;
    }

    private NamedPolicy? Read(string document, string name, string place, PolicyType type, ref RequestProblem? problem)
    {
        if (cache.TryParse(document, type, PolicyStrictness.Evaluated, out var compiled, out var fault))
            return new NamedPolicy(name, compiled);
        problem ??= new RequestProblem(fault.Path.Length == 0 ? place : $"{place}.{fault.Path}", fault.Detail);
        return null;
    }

    private static RequestProblem TooMany(string field) => new(field, $"expected at most {VerifierLimits.Policies} policies in all");
}
