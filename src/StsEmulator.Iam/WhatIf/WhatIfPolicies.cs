using System.Text;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Policies.Grammar;
using StsEmulator.Iam.Principals;

namespace StsEmulator.Iam.WhatIf;

/// <summary>Reads the policies of a question.</summary>
/// <param name="source">The bytes that the nodes were read from: a policy is compiled from its own part of them.</param>
internal ref struct WhatIfPolicies(ReadOnlySpan<byte> source, bool isTrust)
{
    private static readonly string[] TypeNames =
        ["Identity", "Resource", "PermissionsBoundary", "Session", "VpcEndpoint", "ServiceControl", "ResourceControl"];

    private static readonly string[] LevelNames = ["Level", "Policies"];
    private static readonly string[] NamedNames = ["Name", "Document"];

    private readonly ReadOnlySpan<byte> source = source;
    private IReadOnlyList<NamedPolicy>? identity, boundary, session, endpoint;
    private IReadOnlyList<PolicyLevel>? serviceControl, resourceControl;
    private NamedPolicy? resource;

    public WhatIfProblem? Read(JsonNode node)
    {
        var element = new WhatIfElement(node, TypeNames);
        if (element.Problem is not null)
            return element.Problem;
        foreach (var (name, value) in node.Members)
        {
            if (value.Kind == JsonNodeKind.Null)
                continue;
            var problem = name switch
            {
                "Identity" => ReadList(value, name, PolicyType.Identity, out identity),
                "Resource" => ReadPolicy(value, name, isTrust ? PolicyType.Trust : PolicyType.Resource, out resource),
                "PermissionsBoundary" => ReadList(value, name, PolicyType.PermissionsBoundary, out boundary),
                "Session" => ReadList(value, name, PolicyType.Session, out session),
                "VpcEndpoint" => ReadList(value, name, PolicyType.VpcEndpoint, out endpoint),
                "ServiceControl" => ReadLevels(value, name, PolicyType.ServiceControl, out serviceControl),
                _ => ReadLevels(value, name, PolicyType.ResourceControl, out resourceControl),
            };
            if (problem is not null)
                return problem.In(name);
        }
        return null;
    }

    public readonly PolicyRequest ToRequest(
        Principal principal, string action, string resourceArn, AccountId? resourceAccount, ConditionContext context) => new()
        {
            Principal = principal,
            Action = action,
            Resource = resourceArn,
            ResourceAccount = resourceAccount,
            Context = context,
            Identity = identity,
            ResourcePolicy = resource,
            ResourcePolicyIsTrust = isTrust && resource is not null,
            PermissionsBoundary = boundary,
            Session = session,
            VpcEndpoint = endpoint,
            ServiceControl = serviceControl,
            ResourceControl = resourceControl,
            // A session's ARN has no path, but the name prefix is that of roles on the service-linked path.
            PrincipalIsServiceLinkedRole = principal.SessionName is not null
            && principal.Name!.StartsWith("AWSServiceRoleFor", StringComparison.Ordinal),
        };

    private readonly WhatIfProblem? ReadList(JsonNode node, string name, PolicyType type, out IReadOnlyList<NamedPolicy>? policies)
    {
        policies = null;
        if (node.Kind != JsonNodeKind.Array)
            return new WhatIfProblem("", "expected a list of policies");
        List<NamedPolicy> read = [];
        for (int i = 0; i < node.Items.Count; i++)
        {
            if (ReadPolicy(node.Items[i], $"{name}[{i}]", type, out var policy) is { } problem)
                return problem.In($"[{i}]");
            read.Add(policy!);
        }
        policies = read;
        return null;
    }

    private readonly WhatIfProblem? ReadLevels(JsonNode node, string name, PolicyType type, out IReadOnlyList<PolicyLevel>? levels)
    {
        levels = null;
        if (node.Kind != JsonNodeKind.Array)
            return new WhatIfProblem("", "expected a list of levels such as {\"Level\": \"root\", \"Policies\": []}");
        List<PolicyLevel> read = [];
        for (int i = 0; i < node.Items.Count; i++)
        {
            string path = $"[{i}]";
            var element = new WhatIfElement(node.Items[i], LevelNames);
            string level = element.Text("Level") ?? name + path;
            if (element.Problem is not null)
                return element.Problem.In(path);
            if (element.Find("Policies") is not { } list)
                return new WhatIfProblem($"{path}.Policies", "a level has a list of policies");
            if (ReadList(list, $"{name}{path}.Policies", type, out var policies) is { } problem)
                return problem.In("Policies").In(path);
            read.Add(new PolicyLevel(level, policies!));
        }
        levels = read;
        return null;
    }

    /// <summary>Reads a document, or a document with a name. The document may itself be a string of JSON.</summary>
    private readonly WhatIfProblem? ReadPolicy(JsonNode node, string defaultName, PolicyType type, out NamedPolicy? policy)
    {
        policy = null;
        if (node.Kind != JsonNodeKind.Object || (node.Find("Document") is null && node.Find("Name") is null))
            return Compile(node, defaultName, type, out policy);
        var element = new WhatIfElement(node, NamedNames);
        string name = element.Text("Name") ?? defaultName;
        if (element.Problem is not null)
            return element.Problem;
        return element.Find("Document") is { } document
            ? Compile(document, name, type, out policy)?.In("Document")
            : new WhatIfProblem("Document", "a named policy has a document");
    }

    private readonly WhatIfProblem? Compile(JsonNode node, string name, PolicyType type, out NamedPolicy? policy)
    {
        policy = null;
        if (node.Kind is not (JsonNodeKind.Object or JsonNodeKind.String))
            return new WhatIfProblem("", "expected a policy document");
        string text = node.Kind == JsonNodeKind.String ? node.Text : Encoding.UTF8.GetString(source[node.Start..node.End]);
        if (!PolicyParser.TryParse(text, type, PolicyStrictness.Evaluated, out var document, out var problem))
            return new WhatIfProblem(problem.Path, problem.Detail);
        policy = new NamedPolicy(name, document);
        return null;
    }
}
