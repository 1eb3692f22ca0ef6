using System.Diagnostics.CodeAnalysis;
using StsEmulator.Iam.Audit;
using StsEmulator.Iam.Policies;

namespace StsEmulator.Iam.Sessions;

/// <summary>Why a role was not assumed.</summary>
public enum RoleAssumptionFailure
{
    /// <summary>Root may not assume roles.</summary>
    RootCaller,

    DuplicateTagKeys,

    /// <summary>A transitive key that is not among the tags.</summary>
    TransitiveKeyNotInTags,

    /// <summary>A tag that an earlier hop made transitive is set again.</summary>
    TransitiveTagConflict,

    MfaIncomplete,
    MfaUnknownDevice,
    MfaInvalidCode,

    DurationAboveRoleMaximum,

    /// <summary>More than an hour for a role assumed with session credentials.</summary>
    DurationAboveChainingMaximum,

    /// <summary>No such role, or not admitted: <see cref="RoleAssumptionRefusal.Action"/> was not allowed.</summary>
    NotAuthorized,

    MalformedPolicy,

    /// <summary>A managed session policy that does not exist for the role's account.</summary>
    UnknownPolicyArn,

    PackedPolicyTooLarge,
    PackedTagsTooLarge,

    /// <summary>The store holds as many live sessions as it may.</summary>
    StoreFull,
}

/// <summary>A refusal and the facts that its wording needs.</summary>
/// <param name="Action">The action that was denied.</param>
/// <param name="Problem">What is wrong with the session policy.</param>
/// <param name="PackedPercent">How full the packed size would have been, in percent.</param>
/// <param name="Subject">The offending policy ARN.</param>
/// <param name="Evidence">The decision that denied, for events and explanations; for nobody who must not learn whether the role exists.</param>
public sealed record RoleAssumptionRefusal(
    RoleAssumptionFailure Failure,
    string? Action = null,
    PolicyProblem? Problem = null,
    int PackedPercent = 0,
    string? Subject = null,
    CallEvidence? Evidence = null)
{
    public PolicyDecision? Decision => Evidence?.Decision;
}

/// <summary>An issued session and what only its receiver gets.</summary>
/// <param name="PackedPolicySize">Percent of the packed size used; null when no policy or tag took part.</param>
public sealed record IssuedSession(Session Session, string SessionToken, int? PackedPolicySize)
{
    /// <summary>Gets the decision that admitted the caller.</summary>
    public PolicyDecision? Decision { get; init; }

    // INVARIANT: the token is a secret and stays out of every generated text.
    public override string ToString() => Session.ToString();
}

/// <summary>Either the issued session or the refusal.</summary>
public readonly struct RoleAssumptionResult
{
    private RoleAssumptionResult(IssuedSession? issued, RoleAssumptionRefusal? refusal)
    {
        Issued = issued;
        Refusal = refusal;
    }

    public IssuedSession? Issued { get; }

    public RoleAssumptionRefusal? Refusal { get; }

    [MemberNotNullWhen(true, nameof(Issued))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsIssued => Issued is not null;

    public static implicit operator RoleAssumptionResult(IssuedSession issued) => new(issued, null);

    public static implicit operator RoleAssumptionResult(RoleAssumptionRefusal refusal) => new(null, refusal);

    public static RoleAssumptionResult FromIssuedSession(IssuedSession issued) => issued;

    public static RoleAssumptionResult FromRoleAssumptionRefusal(RoleAssumptionRefusal refusal) => refusal;
}
