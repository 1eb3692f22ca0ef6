using StsEmulator.Iam.Audit;
using StsEmulator.Iam.Authorization;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Mfa;
using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Principals;
using StsEmulator.Iam.Time;

namespace StsEmulator.Iam.Sessions;

/// <summary>
/// The one place where a signed, a service or a federated principal becomes a role session. The order of the checks is that of the
/// service where it is known; a role that does not exist is answered exactly as one that refuses.
/// </summary>
public sealed class RoleAssumption(LiveDirectory directory, SessionIssuer issuer, MfaCheck mfa, EmulatorClock clock)
{
    /// <summary>How long a session lasts when nothing is asked for. Source: STS API reference, AssumeRole, DurationSeconds.</summary>
    public static readonly TimeSpan DefaultDuration = TimeSpan.FromHours(1);

    /// <summary>The longest session of a role assumed with session credentials.</summary>
    public static readonly TimeSpan ChainingMaximum = TimeSpan.FromHours(1);

    public async ValueTask<RoleAssumptionResult> AssumeAsync(RoleAssumptionRequest request, CancellationToken cancellationToken)
    {
        var caller = request.Caller;
        if (caller?.Principal.Kind == PrincipalKind.Root)
            return Refuse(RoleAssumptionFailure.RootCaller);
        if (SessionTags.Check(request.Tags, request.TransitiveTagKeys, caller) is { } tagFailure)
            return Refuse(tagFailure);

        var mfaOutcome = await mfa.CheckAsync(caller?.User, request.SerialNumber, request.TokenCode, cancellationToken);
        if (FailureOf(mfaOutcome) is { } mfaFailure)
            return Refuse(mfaFailure);

        var snapshot = caller?.Directory ?? directory.Current;
        if (snapshot.FindRole(request.RoleArn) is not ({ } account, { } role) || IsOutOfReach(request, account))
            return NotAuthorized(request.Action, $"There is no role {request.RoleArn} in the caller's partition.");
        if (FailureOfDuration(request, role) is { } durationFailure)
            return Refuse(durationFailure);

        var inherited = SessionTags.Inherited(caller);
        var context = RoleTrust.Context(request, role, inherited, mfaOutcome == MfaOutcome.Valid, clock.GetUtcNow());
        if (Denied(request, snapshot, account, role, context, out var decision) is { } denial)
            return denial;
        return await IssueAsync(request, snapshot, account, role, inherited, decision, cancellationToken);
    }

    /// <summary>
    /// Each permission is evaluated on its own with the same context: the role itself, the tags, the source identity. When chaining, the
    /// source identity is set again on every hop, so its permission is needed even if the parameter is not.
    /// </summary>
    private static RoleAssumptionRefusal? Denied(
        RoleAssumptionRequest request, DirectorySnapshot snapshot, AccountDirectory account, Role role, ConditionContext context, out PolicyDecision? decision)
    {
        decision = null;
        if (request.Caller is { } caller && !SessionLimits.Allow(caller, request.Action))
            return NotAuthorized(request.Action, $"Credentials of this kind ({caller.Session?.Kind}) may not be used for {request.Action}.");
        decision = RoleTrust.Decide(request, request.Action, account, role, context);
        if (!decision.IsAllowed)
            return Refuse(request.Action, decision);
        if (request.Tags.Count > 0 && RoleTrust.Decide(request, "sts:TagSession", account, role, context) is { IsAllowed: false } tagging)
            return Refuse("sts:TagSession", tagging);

        string? inherited = request.Caller?.Session?.Facts?.SourceIdentity;
        if (request.SourceIdentity is null && inherited is null)
            return null;
        if (inherited is not null && request.SourceIdentity is not null && request.SourceIdentity != inherited)
            return NotAuthorized("sts:SetSourceIdentity", $"The calling session has the source identity {inherited}, which cannot be changed.");
        context.Set("sts:SourceIdentity", request.SourceIdentity ?? inherited!);
        return RoleTrust.Decide(request, "sts:SetSourceIdentity", account, role, context) is { IsAllowed: false } setting
            ? Refuse("sts:SetSourceIdentity", setting)
            : null;

        RoleAssumptionRefusal Refuse(string action, PolicyDecision denied) => new(
            RoleAssumptionFailure.NotAuthorized, action,
            Evidence: CallEvidence.Of(RoleTrust.Question(request, action, account, role, context), denied, snapshot));
    }

    /// <summary>Partitions are worlds apart; federated identities reach roles of their provider's account only, which the door checks.</summary>
    private static bool IsOutOfReach(RoleAssumptionRequest request, AccountDirectory account) =>
        request.Caller is { } caller && caller.Account.Partition != account.Partition;

    private static RoleAssumptionFailure? FailureOf(MfaOutcome outcome) => outcome switch
    {
        MfaOutcome.Incomplete => RoleAssumptionFailure.MfaIncomplete,
        MfaOutcome.UnknownDevice => RoleAssumptionFailure.MfaUnknownDevice,
        MfaOutcome.InvalidCode => RoleAssumptionFailure.MfaInvalidCode,
        _ => null,
    };

    private static RoleAssumptionFailure? FailureOfDuration(RoleAssumptionRequest request, Role role)
    {
        if (request.Duration is not { } duration || request.IsService)
            return null;
        if (duration > TimeSpan.FromSeconds(role.MaxSessionDuration))
            return RoleAssumptionFailure.DurationAboveRoleMaximum;
        return request.Caller?.IsTemporary == true && duration > ChainingMaximum ? RoleAssumptionFailure.DurationAboveChainingMaximum : null;
    }

    private static RoleAssumptionRefusal Refuse(RoleAssumptionFailure failure) => new(failure);

    private static RoleAssumptionRefusal NotAuthorized(string action, string note) =>
        new(RoleAssumptionFailure.NotAuthorized, action, Evidence: new CallEvidence(null, Note: note));

    private async ValueTask<RoleAssumptionResult> IssueAsync(
        RoleAssumptionRequest request, DirectorySnapshot snapshot, AccountDirectory account, Role role, IReadOnlyList<Tag> inherited,
        PolicyDecision? decision, CancellationToken cancellationToken)
    {
        if (!SessionPolicies.TryRead(request.Policy, request.PolicyArns, account, out var policies, out var refusal))
            return refusal;
        IReadOnlyList<Tag> tags = inherited.Count == 0 ? request.Tags : [.. request.Tags, .. inherited];
        int? packed = PackedSize.Percent(request.Policy, request.PolicyArns, tags, out bool tagsDominate);
        if (packed > 100)
        {
            return new RoleAssumptionRefusal(
                tagsDominate ? RoleAssumptionFailure.PackedTagsTooLarge : RoleAssumptionFailure.PackedPolicyTooLarge,
                PackedPercent: packed.Value);
        }

        var issued = await issuer.IssueAsync(
            snapshot, account, role, request.SessionName, DurationOf(request), Facts(request, policies, tags), cancellationToken);
        return issued is var (session, token)
            ? new IssuedSession(session, token, packed) { Decision = decision }
            : Refuse(RoleAssumptionFailure.StoreFull);
    }

    private static TimeSpan DurationOf(RoleAssumptionRequest request)
    {
        var duration = request.Duration ?? DefaultDuration;
        return request.LongestDuration < duration ? request.LongestDuration.Value : duration;
    }

    private static SessionFacts? Facts(RoleAssumptionRequest request, IReadOnlyList<StoredPolicy>? policies, IReadOnlyList<Tag> tags)
    {
        var before = request.Caller?.Session?.Facts;
        string? sourceIdentity = request.SourceIdentity ?? before?.SourceIdentity;
        bool isChained = request.Caller?.Session?.Kind == SessionKind.Role;
        if (policies is null && tags.Count == 0 && sourceIdentity is null && request.FederatedProvider is null && request.SessionContext.Count == 0 && !isChained)
            return null;
        return new SessionFacts
        {
            Policies = policies,
            Tags = tags,
            TransitiveTagKeys = before is { TransitiveTagKeys.Count: > 0 }
                ? [.. request.TransitiveTagKeys, .. before.TransitiveTagKeys]
                : request.TransitiveTagKeys,
            SourceIdentity = sourceIdentity,
            IsChained = isChained,
            FederatedProvider = request.FederatedProvider,
            Context = request.SessionContext,
        };
    }
}
