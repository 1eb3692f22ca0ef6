using StsEmulator.Iam.Authentication;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Policies;

namespace StsEmulator.Iam.Authorization;

/// <summary>Decides whether a caller may do something, by the policies that apply to it now.</summary>
public static class CallerAuthorization
{
    private static readonly PolicyDecision OutsideSessionLimits = new()
    {
        Outcome = PolicyOutcome.ImplicitDeny,
        DeniedBy = PolicyType.Session,
    };

    /// <param name="resource">The resource ARN, or <c>*</c>.</param>
    /// <param name="context">The condition keys of the request; the caller's own facts are in it already.</param>
    /// <param name="resourcePolicy">The resource's policy, where it has one.</param>
    public static PolicyDecision Decide(
        Caller caller, string action, string resource, ConditionContext context, AccountId? resourceAccount = null, NamedPolicy? resourcePolicy = null)
    {
        if (!SessionLimits.Allow(caller, action))
            return OutsideSessionLimits;
        return PolicyEvaluator.Evaluate(Request(caller, action, resource, context, resourceAccount, resourcePolicy));
    }

    internal static PolicyRequest Request(
        Caller caller, string action, string resource, ConditionContext context, AccountId? resourceAccount, NamedPolicy? resourcePolicy) => new()
        {
            Principal = caller.Principal,
            Action = action,
            Resource = resource,
            ResourceAccount = resourceAccount,
            Context = context,
            Identity = caller.Policies.Identity,
            PermissionsBoundary = caller.Policies.PermissionsBoundary,
            Session = caller.SessionPolicies,
            ResourcePolicy = resourcePolicy,
        };
}
