using StsEmulator.Iam.Policies.Matching;
using StsEmulator.Iam.Policies.Statements;
using StsEmulator.Iam.Principals;

namespace StsEmulator.Iam.Policies;

/// <summary>What the policies of one type say.</summary>
/// <param name="Applies">Whether the type has a say at all.</param>
internal readonly record struct TypeResult(bool Applies, bool HasAllow)
{
    public bool IsLacking => Applies && !HasAllow;
}

/// <summary>One pass over all policies of a request: what each type allows, what any denies, and the statements that matched.</summary>
internal ref struct Evaluation
{
    private readonly PolicyRequest request;
    private readonly ArnText resource;
    private readonly ReadOnlySpan<char> vendor;
    private readonly ReadOnlySpan<char> name;
    private readonly PrincipalScope principal;
    private DecisionTrace trace;
    private List<DecidingStatement>? denies;
    private List<DecidingStatement>? allows;

    public Evaluation(PolicyRequest request)
    {
        this.request = request;
        resource = new ArnText(request.Resource);
        int colon = request.Action.IndexOf(':', StringComparison.Ordinal);
        vendor = request.Action.AsSpan(0, Math.Max(colon, 0));
        name = request.Action.AsSpan(colon + 1);
        principal = new PrincipalScope(
            request.Principal, PolicyType.Resource, request.PermissionsBoundary is not null, request.CanonicalUserId);
        trace = new DecisionTrace(request.Context);
    }

    public TypeResult ServiceControl { get; private set; }

    public TypeResult VpcEndpoint { get; private set; }

    public TypeResult Identity { get; private set; }

    public TypeResult PermissionsBoundary { get; private set; }

    public TypeResult Session { get; private set; }

    /// <summary>Gets the strongest way in which an Allow of the resource policy names the principal.</summary>
    public PrincipalMatch ResourceAllow { get; private set; }

    public readonly bool HasDeny => denies is not null;

    /// <summary>Gets the first denying type in the order of evaluation, which is the one that a denial names.</summary>
    public readonly PolicyType? FirstDenying => denies?[0].PolicyType;

    public readonly List<string>? Missing => trace.Missing;

    public readonly List<string>? Warnings => trace.Warnings;

    public readonly bool IsSameAccount =>
        request.ResourceAccount is null || request.ResourceAccount == request.Principal.Account;

    /// <summary>
    /// Gets whether the account's own policies count only if the resource policy admits the caller: roles by their trust policy, and
    /// KMS keys by their key policy. Source: KMS Developer Guide, "Key policies in AWS KMS".
    /// </summary>
    public readonly bool IsResourceAllowRequired =>
        request.ResourcePolicyIsTrust
        || (request.ResourcePolicy is not null && resource.IsArn && resource[2].SequenceEqual("kms")
            && resource[5].StartsWith("key/", StringComparison.Ordinal));

    /// <summary>Goes over the types in the order of evaluation.</summary>
    public void Run()
    {
        var kind = request.Principal.Kind;
        bool hasAccount = request.Principal.Account is not null;
        bool isServiceLinked = kind == PrincipalKind.RoleSession && request.PrincipalIsServiceLinkedRole;
        if (!isServiceLinked)
            Levels(request.ResourceControl, PolicyType.ResourceControl);
        if (hasAccount && !isServiceLinked)
            ServiceControl = Levels(request.ServiceControl, PolicyType.ServiceControl);
        VpcEndpoint = Policies(request.VpcEndpoint, PolicyType.VpcEndpoint);
        if (request.ResourcePolicy is { } policy)
            ResourceAllow = Policy(policy, request.ResourcePolicyIsTrust ? PolicyType.Trust : PolicyType.Resource);
        if (!hasAccount)
            return;
        // Root has neither identity policies nor a boundary.
        if (kind != PrincipalKind.Root)
        {
            Identity = Policies(request.Identity, PolicyType.Identity);
            PermissionsBoundary = Policies(request.PermissionsBoundary, PolicyType.PermissionsBoundary);
        }
        Session = Policies(request.Session, PolicyType.Session);
    }

    /// <summary>Gets the statements that made the outcome.</summary>
    public readonly IReadOnlyList<DecidingStatement> DecidedBy(PolicyOutcome outcome)
    {
        if (outcome == PolicyOutcome.ExplicitDeny)
            return denies!;
        if (outcome == PolicyOutcome.ImplicitDeny || allows is null)
            return [];
        // Types that had no part in it are left out.
        bool isByResourceAlone = IsSameAccount && ResourceAllow == PrincipalMatch.Direct;
        bool isResourceIdle = IsSameAccount && ResourceAllow == PrincipalMatch.Account && !IsResourceAllowRequired;
        if (isByResourceAlone)
            allows.RemoveAll(static allow => allow.PolicyType is PolicyType.Identity or PolicyType.PermissionsBoundary or PolicyType.Session);
        else if (isResourceIdle)
            allows.RemoveAll(static allow => allow.PolicyType == PolicyType.Resource);
        return allows;
    }

    /// <summary>Each level has to allow on its own. A level of resource control always does, since full access is attached to it.</summary>
    private TypeResult Levels(IReadOnlyList<PolicyLevel>? levels, PolicyType type)
    {
        bool allAllow = levels is not [];
        for (int i = 0; i < levels?.Count; i++)
            allAllow &= Policies(levels[i].Policies, type).HasAllow;
        return new TypeResult(levels is not null, allAllow);
    }

    private TypeResult Policies(IReadOnlyList<NamedPolicy>? policies, PolicyType type)
    {
        bool hasAllow = false;
        for (int i = 0; i < policies?.Count; i++)
            hasAllow |= Policy(policies[i], type) != PrincipalMatch.None;
        return new TypeResult(policies is not null, hasAllow);
    }

    /// <summary>Notes what matches and gives the strongest match of an Allow.</summary>
    private PrincipalMatch Policy(NamedPolicy policy, PolicyType type)
    {
        var strongest = PrincipalMatch.None;
        foreach (var statement in policy.Document.Statements)
        {
            if (!statement.MatchesAction(vendor, name) || !statement.MatchesResource(resource, ref trace))
                continue;
            var match = Principal(statement, type);
            if (match == PrincipalMatch.None || !statement.MatchesConditions(ref trace))
                continue;
            var deciding = new DecidingStatement(type, policy.Name, statement.Index, statement.Sid, statement.Effect);
            if (statement.Effect == PolicyEffect.Deny)
            {
                (denies ??= []).Add(deciding);
                continue;
            }
            (allows ??= []).Add(deciding);
            if (match > strongest)
                strongest = match;
        }
        return strongest;
    }

    private readonly PrincipalMatch Principal(Statement statement, PolicyType type)
    {
        if (statement.Principals is { } principals)
            return principals.Match(principal with { Type = type }, statement.Effect);
        // A resource policy that names nobody is about nobody; the other types are about whoever they are attached to.
        return type is PolicyType.Resource or PolicyType.Trust ? PrincipalMatch.None : PrincipalMatch.Direct;
    }
}
