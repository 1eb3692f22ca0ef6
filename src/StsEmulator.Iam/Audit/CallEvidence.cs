using StsEmulator.Iam.Authentication;
using StsEmulator.Iam.Authorization;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Policies.Explanation;
using StsEmulator.Iam.Principals;

namespace StsEmulator.Iam.Audit;

/// <summary>What the answer to a call rests on. Holds no context and no policy: what people want to read of them is in it as text.</summary>
/// <param name="Decision">The policy decision; null where none was made.</param>
/// <param name="NearestMiss">What came closest to allowing.</param>
/// <param name="Note">Why the call was refused, where no policy was the reason.</param>
/// <param name="Principal">Who called, where the call had no signature.</param>
public sealed record CallEvidence(PolicyDecision? Decision, NearestMiss? NearestMiss = null, string? Note = null, Principal? Principal = null)
{
    /// <summary>Explains a decision of <see cref="CallerAuthorization"/>, from what it was made from.</summary>
    public static CallEvidence Of(
        PolicyDecision decision, Caller caller, string action, string resource, ConditionContext context, AccountId? resourceAccount = null,
        NamedPolicy? resourcePolicy = null)
    {
        if (decision.IsAllowed)
            return new CallEvidence(decision);
        if (!SessionLimits.Allow(caller, action))
            return new CallEvidence(decision, Note: $"Credentials of this kind ({caller.Session?.Kind}) may not be used for {action}.");
        var request = CallerAuthorization.Request(caller, action, resource, context, resourceAccount, resourcePolicy);
        return Of(request, decision, caller.Directory);
    }

    /// <summary>Explains a decision from the request that it was made on.</summary>
    /// <param name="directory">Gives names to unique ids.</param>
    public static CallEvidence Of(PolicyRequest request, PolicyDecision decision, DirectorySnapshot directory) => decision.IsAllowed
        ? new CallEvidence(decision)
        : new CallEvidence(decision, DenialExplanation.Find(request, decision, id => StoredPrincipals.ArnOf(directory, id)));
}
