using StsEmulator.Iam.Authentication;
using StsEmulator.Iam.Authorization;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Principals;

namespace StsEmulator.Verifier.Authorization;

/// <summary>Who a question is about, and what limits it.</summary>
internal sealed class Subject
{
    /// <summary>The keys that a session or identity decides. Nobody can bring them along for credentials on record.</summary>
    private static readonly string[] SessionKeys =
        ["ec2:RoleDelivery", "ec2:SourceInstanceArn", "aws:Ec2InstanceSourceVpc", "aws:Ec2InstanceSourcePrivateIPv4"];

    public required Principal Principal { get; init; }

    public IReadOnlyList<NamedPolicy> Identity { get; init; } = [];

    public IReadOnlyList<NamedPolicy>? PermissionsBoundary { get; init; }

    public IReadOnlyList<NamedPolicy>? Session { get; init; }

    public IReadOnlyList<Tag> Tags { get; init; } = [];

    /// <summary>Gets the caller with its credentials; null for a principal that was only named.</summary>
    public Caller? Caller { get; init; }

    /// <summary>Gets whether tags and session facts may come from the context: a session that was only named can have any.</summary>
    private bool MayHaveOtherFacts => Caller is null && Principal.Kind is PrincipalKind.RoleSession or PrincipalKind.FederatedUser;

    public static Subject Of(Caller caller) => new()
    {
        Principal = caller.Principal,
        Identity = caller.Policies.Identity,
        PermissionsBoundary = caller.Policies.PermissionsBoundary,
        Session = caller.SessionPolicies,
        Tags = caller.Policies.Tags,
        Caller = caller,
    };

    public static Subject Of(Principal principal, ResolvedPolicies policies) => new()
    {
        Principal = principal,
        Identity = policies.Identity,
        PermissionsBoundary = policies.PermissionsBoundary,
        Tags = policies.Tags,
    };

    public Subject WithSession(IReadOnlyList<NamedPolicy> policies) => new()
    {
        Principal = Principal,
        Identity = Identity,
        PermissionsBoundary = PermissionsBoundary,
        Session = policies,
        Tags = Tags,
        Caller = Caller,
    };

    /// <summary>Lays what follows from the identity over what was supplied.</summary>
    public ConditionContext Over(ConditionContext supplied, DateTimeOffset now)
    {
        var context = new ConditionContext(under: supplied);
        if (!MayHaveOtherFacts)
        {
            foreach (string key in supplied.Keys)
            {
                if (key.StartsWith("aws:PrincipalTag/", StringComparison.OrdinalIgnoreCase) || (Caller is not null && IsSessionKey(key)))
                    context.Remove(key);
            }
        }
        if (Caller is not null)
        {
            CallerContext.SetCaller(context, Caller, now);
            return context;
        }
        PrincipalFacts.Set(context, Principal);
        foreach (var tag in Tags)
            context.Set("aws:PrincipalTag/" + tag.Key, tag.Value);
        return context;
    }

    private static bool IsSessionKey(string key) => Array.Exists(SessionKeys, known => known.Equals(key, StringComparison.OrdinalIgnoreCase));
}
