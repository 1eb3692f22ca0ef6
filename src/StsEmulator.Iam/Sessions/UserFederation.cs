using StsEmulator.Iam.Authentication;
using StsEmulator.Iam.Directory;

namespace StsEmulator.Iam.Sessions;

/// <summary>Makes the sessions of federated users: the caller's permissions, cut down by session policies.</summary>
public sealed class UserFederation(SessionIssuer issuer)
{
    /// <summary>Issues a session to a caller that may; tags are never transitive here.</summary>
    public async ValueTask<RoleAssumptionResult> FederateAsync(
        Caller caller, string name, TimeSpan duration, string? policy, IReadOnlyList<string> policyArns, IReadOnlyList<Tag> tags,
        CancellationToken cancellationToken)
    {
        if (SessionTags.HasDuplicates(tags))
            return new RoleAssumptionRefusal(RoleAssumptionFailure.DuplicateTagKeys);
        if (!SessionPolicies.TryRead(policy, policyArns, caller.Account, out var policies, out var refusal))
            return refusal;
        int? packed = PackedSize.Percent(policy, policyArns, tags, out bool tagsDominate);
        if (packed > 100)
        {
            return new RoleAssumptionRefusal(
                tagsDominate ? RoleAssumptionFailure.PackedTagsTooLarge : RoleAssumptionFailure.PackedPolicyTooLarge,
                PackedPercent: packed.Value);
        }
        var facts = policies is null && tags.Count == 0 ? null : new SessionFacts { Policies = policies, Tags = tags };
        var issued = await issuer.IssueAsync(
            SessionKind.FederatedUser, caller.Directory, caller.Account, caller.User, name, duration, facts, cancellationToken);
        return issued is var (session, token)
            ? new IssuedSession(session, token, packed)
            : new RoleAssumptionRefusal(RoleAssumptionFailure.StoreFull);
    }
}
