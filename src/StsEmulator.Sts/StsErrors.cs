using StsEmulator.Iam.Audit;
using StsEmulator.Iam.Authentication;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Mfa;
using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Sessions;
using StsEmulator.Protocols.Errors;

namespace StsEmulator.Sts;

/// <summary>The errors of the STS operations: wire code, status, the service's wording.</summary>
public static class StsErrors
{
    public static WireError RequestArnIsInvalid { get; } = new("ValidationError", 400, "Request ARN is invalid");

    /// <remarks>Worded by us: access tokens could only be checked by asking their providers, and OpenID Connect tokens go without.</remarks>
    public static WireError ProviderIdNotSupported { get; } = new(
        "ValidationError", 400, "ProviderId must be absent: only OpenID Connect tokens are accepted.");

    public static WireError InvalidAuthorizationMessage { get; } =
        new("InvalidAuthorizationMessageException", 400, "Message is not valid");

    public static WireError SessionTokenWithSessionCredentials { get; } =
        new("AccessDenied", 403, "Cannot call GetSessionToken with session credentials");

    public static WireError FederationTokenWithSessionCredentials { get; } =
        new("AccessDenied", 403, "Cannot call GetFederationToken with session credentials");

    /// <remarks>Worded by us: the real service has no such limit.</remarks>
    public static WireError StoreFull { get; } = new(
        "ServiceUnavailable", 503, "The session store is full of live sessions. Raise its capacity, or let sessions expire.");

    /// <remarks>The real answer for an id of the old format that nobody holds is not recorded.</remarks>
    public static WireError UnknownAccessKey { get; } = new("ValidationError", 400, "The access key id does not belong to any account.");

    /// <remarks>The texts of this and the next two are the model's; those on the wire are not recorded.</remarks>
    public static WireError OutboundWebIdentityFederationDisabled { get; } = new(
        "OutboundWebIdentityFederationDisabledException", 403, "The outbound web identity federation feature is not enabled for this account.");

    public static WireError SessionDurationEscalation { get; } = new(
        "SessionDurationEscalationException", 403, "The requested token duration would extend the session beyond its original expiration time.");

    public static WireError JwtPayloadSizeExceeded { get; } = new(
        "JWTPayloadSizeExceededException", 400, "The requested token payload size exceeds the maximum allowed size.");

    /// <remarks>Worded by us: that these tokens are refused is documented, how is not.</remarks>
    public static WireError OutboundTokenPresented { get; } = new(
        "InvalidIdentityToken", 400, "A token that GetWebIdentityToken issued cannot be used with AssumeRoleWithWebIdentity.");

    /// <remarks>The text of the model; that on the wire is not recorded. A token that has been traded in is answered alike.</remarks>
    public static WireError ExpiredTradeInToken { get; } = new(
        "ExpiredTradeInTokenException", 400, "The trade-in token provided in the request has expired and can no longer be exchanged for credentials.");

    /// <remarks>Code and text are not recorded.</remarks>
    public static WireError InvalidTradeInToken { get; } = new("ValidationError", 400, "The trade-in token is not valid.");

    /// <remarks>Code and text are not recorded.</remarks>
    public static WireError NotATaskPolicy(string arn) => new("ValidationError", 400, $"{arn} is not a task policy for root sessions.");

    /// <remarks>Code and text are not recorded; the model says only that the global endpoint does not serve them.</remarks>
    public static WireError RegionalEndpointOnly(string action) =>
        new("InvalidAction", 400, $"{action} is not supported by the global endpoint. Send the request to a regional endpoint.");

    public static WireError ArnIsInvalid(string value) => new("ValidationError", 400, $"{value} is invalid");

    /// <summary>No context provider is registered with the emulator, so no assertion can be trusted.</summary>
    public static WireError UntrustedContextProvider(string providerArn) => new(
        "ValidationError", 400, $"The context provider {providerArn} is not trusted by this account.");

    /// <summary>Tag keys that begin with the prefix that AWS keeps for itself.</summary>
    public static WireError? OfReservedTags(IReadOnlyList<Tag> tags)
    {
        foreach (var tag in tags)
        {
            if (tag.Key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
                return new WireError("InvalidParameterValue", 400, $"The tag key {tag.Key} begins with the reserved prefix aws:.");
        }
        return null;
    }

    /// <summary>Words a failed MFA check; null when it did not fail.</summary>
    public static WireError? OfMfa(MfaOutcome outcome) => outcome switch
    {
        MfaOutcome.Incomplete => Mfa(RoleAssumptionFailure.MfaIncomplete),
        MfaOutcome.UnknownDevice => Mfa(RoleAssumptionFailure.MfaUnknownDevice),
        MfaOutcome.InvalidCode => Mfa(RoleAssumptionFailure.MfaInvalidCode),
        _ => null,
    };

    /// <summary>An operation without a resource, or with one, that the caller's policies do not allow.</summary>
    /// <param name="resource">The resource ARN; <c>*</c> for an operation without one, whose text names none.</param>
    /// <param name="context">What was decided on, for the explanation.</param>
    public static StsResult NotAuthorized(Caller caller, string action, string resource, PolicyDecision decision, ConditionContext context) =>
        StsResult.Refused(
            new WireError("AccessDenied", 403, AccessDeniedMessage.For(caller.Principal, action, resource == "*" ? null : resource, decision)),
            CallEvidence.Of(decision, caller, action, resource, context));

    /// <summary>Words why a role was not assumed.</summary>
    /// <param name="caller">The signed caller; null for federated calls, whose answers name nobody.</param>
    public static WireError From(RoleAssumptionRefusal refusal, Caller? caller, string roleArn) => refusal.Failure switch
    {
        RoleAssumptionFailure.RootCaller => new("AccessDenied", 403, "Roles may not be assumed by root accounts."),
        RoleAssumptionFailure.DuplicateTagKeys => DuplicateTagKeys,
        RoleAssumptionFailure.TransitiveKeyNotInTags => new(
            "InvalidParameterValue", 400, "The specified transitive tag key must be included in the requested tags."),
        RoleAssumptionFailure.TransitiveTagConflict => new(
            "InvalidParameterValue", 400,
            "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session."),
        RoleAssumptionFailure.MfaIncomplete or RoleAssumptionFailure.MfaUnknownDevice or RoleAssumptionFailure.MfaInvalidCode =>
            Mfa(refusal.Failure),
        RoleAssumptionFailure.DurationAboveRoleMaximum => new(
            "ValidationError", 400, "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."),
        RoleAssumptionFailure.DurationAboveChainingMaximum => new(
            "ValidationError", 400, "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining."),
        RoleAssumptionFailure.NotAuthorized => new("AccessDenied", 403, caller is null
            ? AccessDeniedMessage.ForFederation(refusal.Action!)
            : AccessDeniedMessage.ForRole(caller.Principal, refusal.Action!, roleArn)),
        RoleAssumptionFailure.StoreFull => StoreFull,
        _ => OfPolicies(refusal),
    };

    public static WireError DuplicateTagKeys { get; } = new(
        "InvalidParameterValue", 400, "Duplicate tag keys found. Please note that Tag keys are case insensitive.");

    /// <summary>Words a failed MFA check; the two spaces in the second text are the service's.</summary>
    public static WireError Mfa(RoleAssumptionFailure failure) => new("AccessDenied", 403, failure switch
    {
        RoleAssumptionFailure.MfaIncomplete => "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.",
        RoleAssumptionFailure.MfaUnknownDevice =>
            "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.",
        _ => "MultiFactorAuthentication failed with invalid MFA one time pass code.",
    });

    private static WireError OfPolicies(RoleAssumptionRefusal refusal) => refusal.Failure switch
    {
        RoleAssumptionFailure.MalformedPolicy => new(PolicyProblem.Code, 400, refusal.Problem!.Message),
        // The wording for an unknown managed session policy is IAM's own; STS's is not recorded.
        RoleAssumptionFailure.UnknownPolicyArn => new("ValidationError", 400, $"Policy {refusal.Subject} does not exist or is not attachable."),
        RoleAssumptionFailure.PackedPolicyTooLarge => new(
            "PackedPolicyTooLarge", 400, $"Packed policy consumes {refusal.PackedPercent}% of allotted space, please use smaller policy."),
        RoleAssumptionFailure.PackedTagsTooLarge => new(
            "PackedPolicyTooLarge", 400, $"Packed size of session tags consumes {refusal.PackedPercent}% of allotted space."),
        _ => throw new ArgumentOutOfRangeException(nameof(refusal)),
    };
}
