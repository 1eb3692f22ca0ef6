using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Principals;

namespace StsEmulator.Iam.Tests.Policies;

/// <summary>A decision to be asked for, with defaults that leave one thing to say per test.</summary>
internal sealed record Question
{
    public const string Bucket = "arn:aws:s3:::bucket/key";

    public static AccountId Home { get; } = AccountId.Parse("111122223333");

    public static AccountId Elsewhere { get; } = AccountId.Parse("444455556666");

    public static Principal User { get; } = Principal.User("aws", Home, "/team/", "alice", "AIDARTX3GSDSQAAAAAAAA");

    public static Principal Session { get; } = Principal.RoleSession("aws", Home, "/app/", "Worker", "AROARTX3GSDSQAAAAAAAA", "s1");

    public static Principal Federated { get; } = Principal.FederatedUser("aws", Home, "bob", User.Arn, User.UniqueId);

    public Principal Principal { get; init; } = User;

    public string Action { get; init; } = "s3:GetObject";

    public string Resource { get; init; } = Bucket;

    public AccountId? Owner { get; init; } = Home;

    public ConditionContext Context { get; init; } = new();

    public string[]? Identity { get; init; }

    public string? ResourcePolicy { get; init; }

    public string? Trust { get; init; }

    public string[]? Boundary { get; init; }

    public string[]? SessionPolicies { get; init; }

    public string[]? Endpoint { get; init; }

    /// <summary>Gets the levels, each with its policies.</summary>
    public string[][]? ServiceControl { get; init; }

    public string[][]? ResourceControl { get; init; }

    public static string Allow(string action = "*", string resource = "*") =>
        $$$"""{"Version":"2012-10-17","Statement":{"Sid":"A","Effect":"Allow","Action":"{{{action}}}","Resource":"{{{resource}}}"}}""";

    public static string Deny(string action = "*", string resource = "*") =>
        $$$"""{"Version":"2012-10-17","Statement":{"Sid":"D","Effect":"Deny","Action":"{{{action}}}","Resource":"{{{resource}}}"}}""";

    /// <param name="principal">JSON: <c>"*"</c> with its quotes, or an object.</param>
    public static string For(string principal, string effect = "Allow", string element = "Principal", string action = "*") =>
        $$$"""{"Version":"2012-10-17","Statement":{"Effect":"{{{effect}}}","{{{element}}}":{{{principal}}},"Action":"{{{action}}}","Resource":"*"}}""";

    /// <param name="principal">JSON: <c>"*"</c> with its quotes, or an object.</param>
    public static string TrustOf(string principal, string effect = "Allow") =>
        $$$"""{"Version":"2012-10-17","Statement":{"Effect":"{{{effect}}}","Principal":{{{principal}}},"Action":"sts:AssumeRole"}}""";

    public static string AllowIf(string condition, string version = "2012-10-17") =>
        $$$"""{"Version":"{{{version}}}","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{{{condition}}}}}""";

    public static PolicyDocument Parse(string json, PolicyType type = PolicyType.Identity)
    {
        Assert.True(PolicyParser.TryParse(json, type, PolicyStrictness.Evaluated, out var document, out var problem), problem?.ToString());
        return document;
    }

    public PolicyRequest ToRequest() => new()
    {
        Principal = Principal,
        Action = Action,
        Resource = Resource,
        ResourceAccount = Owner,
        Context = Context,
        Identity = List(Identity, PolicyType.Identity),
        ResourcePolicy = Trust is not null ? new NamedPolicy("Trust", Parse(Trust, PolicyType.Trust))
            : ResourcePolicy is not null ? new NamedPolicy("Resource", Parse(ResourcePolicy, PolicyType.Resource))
            : null,
        ResourcePolicyIsTrust = Trust is not null,
        PermissionsBoundary = List(Boundary, PolicyType.PermissionsBoundary),
        Session = List(SessionPolicies, PolicyType.Session),
        VpcEndpoint = List(Endpoint, PolicyType.VpcEndpoint),
        ServiceControl = Levels(ServiceControl, PolicyType.ServiceControl),
        ResourceControl = Levels(ResourceControl, PolicyType.ResourceControl),
    };

    public PolicyDecision Decide() => PolicyEvaluator.Evaluate(ToRequest());

    /// <summary>Gives the outcome, and the type that a denial names.</summary>
    public (PolicyOutcome Outcome, PolicyType? DeniedBy) Answer()
    {
        var decision = Decide();
        return (decision.Outcome, decision.DeniedBy);
    }

    private static List<NamedPolicy>? List(string[]? policies, PolicyType type) =>
        policies?.Select((json, i) => new NamedPolicy($"{type}[{i}]", Parse(json, type))).ToList();

    private static List<PolicyLevel>? Levels(string[][]? levels, PolicyType type) =>
        levels?.Select((policies, i) => new PolicyLevel($"level {i}", List(policies, type)!)).ToList();
}
