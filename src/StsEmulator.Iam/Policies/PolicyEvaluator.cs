using StsEmulator.Iam.Policies.Statements;
using StsEmulator.Iam.Principals;

namespace StsEmulator.Iam.Policies;

/// <summary>
/// Decides requests. Pure: the same request always gets the same decision. Every Deny of every type is looked at before any Allow
/// counts. Source: IAM User Guide, "Policy evaluation logic".
/// </summary>
public static class PolicyEvaluator
{
    public static PolicyDecision Evaluate(PolicyRequest request)
    {
        // Its holder may always learn whose credentials these are, even where everything is denied.
        if (request.Action.Equals("sts:GetCallerIdentity", StringComparison.OrdinalIgnoreCase))
            return PolicyDecision.AlwaysAllowed;

        var evaluation = new Evaluation(request);
        evaluation.Run();
        var deniedBy = evaluation.HasDeny ? evaluation.FirstDenying : ImplicitDenial(request, evaluation);
        var outcome = evaluation.HasDeny ? PolicyOutcome.ExplicitDeny
            : deniedBy is null ? PolicyOutcome.Allowed
            : PolicyOutcome.ImplicitDeny;
        return new PolicyDecision
        {
            Outcome = outcome,
            DeniedBy = deniedBy,
            DecidedBy = evaluation.DecidedBy(outcome),
            MissingContextKeys = (IReadOnlyList<string>?)evaluation.Missing ?? [],
            Warnings = (IReadOnlyList<string>?)evaluation.Warnings ?? [],
        };
    }

    /// <summary>Gets the type whose Allow is lacking, null when none is.</summary>
    private static PolicyType? ImplicitDenial(PolicyRequest request, in Evaluation evaluation)
    {
        // Needs no permission; only a Deny takes it away.
        if (request.Action.Equals("sts:GetSessionToken", StringComparison.OrdinalIgnoreCase))
            return null;
        if (evaluation.ServiceControl.IsLacking)
            return PolicyType.ServiceControl;
        if (evaluation.VpcEndpoint.IsLacking)
            return PolicyType.VpcEndpoint;

        var named = evaluation.ResourceAllow;
        var resourceType = request.ResourcePolicyIsTrust ? PolicyType.Trust : PolicyType.Resource;
        if (request.Principal.Account is null)
            return named == PrincipalMatch.None ? resourceType : null;
        if (!evaluation.IsSameAccount)
            return named == PrincipalMatch.None ? resourceType : PrincipalSide(request, evaluation, needsIdentity: true);
        if (named == PrincipalMatch.Direct)
            return null;
        if (named == PrincipalMatch.None && evaluation.IsResourceAllowRequired)
            return resourceType;
        return PrincipalSide(request, evaluation, needsIdentity: named != PrincipalMatch.Identity);
    }

    /// <summary>What the principal's own policies leave unallowed.</summary>
    private static PolicyType? PrincipalSide(PolicyRequest request, in Evaluation evaluation, bool needsIdentity)
    {
        if (request.Principal.Kind != PrincipalKind.Root)
        {
            if (needsIdentity && !evaluation.Identity.HasAllow)
                return PolicyType.Identity;
            if (evaluation.PermissionsBoundary.IsLacking)
                return PolicyType.PermissionsBoundary;
        }
        // A federated user has only what its session policies let through; without any, nothing.
        bool lacksSessionPolicy = request.Session is null && request.Principal.Kind == PrincipalKind.FederatedUser;
        return evaluation.Session.IsLacking || lacksSessionPolicy ? PolicyType.Session : null;
    }
}
