using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Policies.Explanation;
using StsEmulator.Iam.Principals;

namespace StsEmulator.Iam.Audit;

/// <summary>One call and what became of it. Of allowed calls it only refers to what is there anyway. Never holds a secret, token or signature.</summary>
public sealed class CallRecord
{
    /// <summary>The most characters of a text that comes from a request: the longest ARN.</summary>
    private const int MaximumLength = 2048;

    /// <summary>Gets the number of the call in this process, from 1; 0 before it is in a log.</summary>
    public long Id { get; internal set; }

    public required DateTimeOffset Time { get; init; }

    /// <summary>Gets the edge that was called: <c>sts</c>, <c>iam</c>, <c>metadata</c>, <c>verifier</c>, <c>console</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Gets the action, <c>service:Operation</c>.</summary>
    public required string Action
    {
        get;
        init => field = Bounded(value)!;
    }

    /// <summary>Gets the resource ARN; null where the call has none.</summary>
    public string? Resource
    {
        get;
        init => field = Bounded(value);
    }

    /// <summary>Gets who called; null where that is not known.</summary>
    public Principal? Caller { get; init; }

    public string? AccessKeyId
    {
        get;
        init => field = Bounded(value);
    }

    /// <summary>Gets the request id that the caller was told.</summary>
    public string? RequestId { get; init; }

    /// <summary>Gets the wire's error code; null for a call that succeeded.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Gets the wire's error text.</summary>
    public string? ErrorMessage
    {
        get;
        init => field = Bounded(value);
    }

    /// <summary>Gets what the answer rests on.</summary>
    public CallEvidence? Evidence { get; init; }

    public PolicyDecision? Decision => Evidence?.Decision;

    public NearestMiss? NearestMiss => Evidence?.NearestMiss;

    /// <summary>Gets the principal, from the signature or from what else proved it.</summary>
    public Principal? Principal => Caller ?? Evidence?.Principal;

    /// <summary>Gets what became of the call.</summary>
    public CallOutcome Outcome => Decision?.Outcome switch
    {
        PolicyOutcome.ExplicitDeny => CallOutcome.ExplicitDeny,
        PolicyOutcome.ImplicitDeny => CallOutcome.ImplicitDeny,
        // Allowed by policy and refused all the same, as by a parameter.
        _ => ErrorCode is null ? CallOutcome.Allowed : CallOutcome.Refused,
    };

    private static string? Bounded(string? text) => text?.Length > MaximumLength ? text[..MaximumLength] : text;
}

/// <summary>What became of a call.</summary>
public enum CallOutcome
{
    Allowed,
    ImplicitDeny,
    ExplicitDeny,

    /// <summary>Not carried out for another reason than a policy: a bad signature, a wrong parameter, a full store.</summary>
    Refused,
}
