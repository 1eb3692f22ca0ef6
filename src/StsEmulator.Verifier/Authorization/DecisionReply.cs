using StsEmulator.Iam.Policies;
using StsEmulator.Verifier.V1;
using StsEmulator.Verifier.Verification;
using DecidingStatement = StsEmulator.Verifier.V1.DecidingStatement;
using PolicyType = StsEmulator.Iam.Policies.PolicyType;

namespace StsEmulator.Verifier.Authorization;

/// <summary>Writes a decision and why.</summary>
internal static class DecisionReply
{
    public static AuthorizeResponse Of(Iam.Principals.Principal principal, Question question, PolicyDecision decision)
    {
        var reply = new AuthorizeResponse
        {
            Decision = decision.Outcome switch
            {
                PolicyOutcome.Allowed => Decision.Allowed,
                PolicyOutcome.ExplicitDeny => Decision.ExplicitDeny,
                _ => Decision.ImplicitDeny,
            },
            Principal = CallerReply.Of(principal),
        };
        foreach (var statement in decision.DecidedBy)
        {
            reply.DecidedBy.Add(new DecidingStatement
            {
                PolicyType = Of(statement.PolicyType),
                Policy = statement.Policy,
                Statement = statement.Statement,
                Sid = statement.Sid ?? "",
                Effect = statement.Effect == PolicyEffect.Allow ? Effect.Allow : Effect.Deny,
            });
        }
        reply.MissingContextKeys.AddRange(decision.MissingContextKeys);
        reply.Warnings.AddRange(decision.Warnings);
        if (decision.IsAllowed)
            return reply;
        reply.Message = AccessDeniedMessage.For(principal, question.Action, question.Resource == "*" ? null : question.Resource, decision);
        if (decision.DeniedBy is { } type)
            reply.DeniedBy = Of(type);
        return reply;
    }

    /// <summary>The answer for a subject that cannot be used: nothing is allowed.</summary>
    public static AuthorizeResponse Refused(Failure failure) =>
        new() { Decision = Decision.ImplicitDeny, Failure = failure, Message = failure.Message };

    private static V1.PolicyType Of(PolicyType type) => type switch
    {
        PolicyType.Identity => V1.PolicyType.Identity,
        PolicyType.Resource => V1.PolicyType.Resource,
        PolicyType.Trust => V1.PolicyType.Trust,
        PolicyType.PermissionsBoundary => V1.PolicyType.PermissionsBoundary,
        PolicyType.Session => V1.PolicyType.Session,
        PolicyType.ServiceControl => V1.PolicyType.ServiceControl,
        PolicyType.ResourceControl => V1.PolicyType.ResourceControl,
        PolicyType.VpcEndpoint => V1.PolicyType.VpcEndpoint,
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };
}
