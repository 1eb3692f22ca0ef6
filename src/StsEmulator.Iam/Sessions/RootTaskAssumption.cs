using StsEmulator.Iam.Audit;
using StsEmulator.Iam.Authentication;
using StsEmulator.Iam.Authorization;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Principals;
using StsEmulator.Iam.Time;

namespace StsEmulator.Iam.Sessions;

/// <summary>Makes sessions of the root user of a member account, for one task, on behalf of the organization's administrators.</summary>
public sealed class RootTaskAssumption(SessionIssuer issuer, EmulatorClock clock)
{
    /// <summary>The longest session and the default. Source: STS API model 2011-06-15, RootDurationSecondsType.</summary>
    public static readonly TimeSpan MaximumDuration = TimeSpan.FromSeconds(900);

    private const string PermissionNeeded = "sts:AssumeRoot";

    /// <summary>
    /// Issues the session, or says that it is not allowed. Whatever stands in the way (permission, organization, feature, member) is
    /// answered alike, so that accounts cannot be probed.
    /// </summary>
    public async ValueTask<RoleAssumptionResult> AssumeAsync(
        Caller caller, AccountId target, StoredPolicy taskPolicy, TimeSpan duration, RequestFacts facts, CancellationToken cancellationToken)
    {
        if (caller.Principal.Kind == PrincipalKind.Root)
            return NotAuthorized(null);
        var now = clock.GetUtcNow();
        var context = new ConditionContext();
        CallerContext.SetRequest(context, facts, now);
        CallerContext.SetCaller(context, caller, now);
        context.Set("sts:TaskPolicyArn", taskPolicy.Name);
        string resource = Principal.Root(caller.Account.Partition, target).Arn;
        // Root has no policy that could name the caller: what counts is the caller's own side.
        if (CallerAuthorization.Decide(caller, PermissionNeeded, resource, context) is { IsAllowed: false } denied)
            return NotAuthorized(denied);
        if (MemberFor(caller, target) is not { } account)
            return NotAuthorized(null);

        var session = new SessionFacts { Policies = [taskPolicy], SourceIdentity = caller.Session?.Facts?.SourceIdentity };
        var issued = await issuer.IssueAsync(
            SessionKind.RootTask, caller.Directory, account, user: null, sessionName: null, duration, session, cancellationToken);
        return issued is var (made, token)
            ? new IssuedSession(made, token, null)
            : new RoleAssumptionRefusal(RoleAssumptionFailure.StoreFull);
    }

    /// <summary>The target where the caller's account administers it and root sessions are on; never the management account.</summary>
    private static AccountDirectory? MemberFor(Caller caller, AccountId target) =>
        caller.Directory.OrganizationOf(caller.Account.Id) is { RootSessions: true } organization
        && organization.IsAdministeredBy(caller.Account.Id)
        && organization.Has(target) && target != organization.AccountId
        && caller.Directory.Find(target) is { } account && account.Partition == caller.Account.Partition
            ? account
            : null;

    private static RoleAssumptionRefusal NotAuthorized(PolicyDecision? decision) =>
        new(RoleAssumptionFailure.NotAuthorized, PermissionNeeded, Evidence: decision is null ? null : new CallEvidence(decision));
}
