using StsEmulator.Federation;
using StsEmulator.Federation.Outbound;
using StsEmulator.Iam.Audit;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Principals;
using StsEmulator.Iam.Sessions;
using StsEmulator.Protocols.Errors;
using StsEmulator.Protocols.Query;

namespace StsEmulator.Sts.Operations;

/// <summary>Issues credentials for a role to whoever holds a token of an OpenID Connect provider that the role trusts.</summary>
internal sealed class AssumeRoleWithWebIdentity(LiveDirectory directory, WebIdentityValidator validator, RoleAssumption assumption, OutboundIssuer outbound)
    : IStsOperation
{
    private const string PermissionNeeded = "sts:AssumeRoleWithWebIdentity";

    public string Action => "AssumeRoleWithWebIdentity";

    public CallerRequirement Caller => CallerRequirement.None;

    public async ValueTask<StsResult> ExecuteAsync(QueryParameters parameters, StsRequest request, CancellationToken cancellationToken)
    {
        var reader = new ParameterReader(parameters);
        var asked = AssumeRoleWithWebIdentityRequest.Read(reader);
        if (reader.Error is { } invalid)
            return invalid;
        if (!StsParameters.IsRoleArn(asked.RoleArn, out var roleArn))
            return StsErrors.RequestArnIsInvalid;
        if (asked.ProviderId is not null)
            return StsErrors.ProviderIdNotSupported;

        var validated = await validator.ValidateAsync(directory.Current.Find(roleArn.Account), asked.WebIdentityToken, cancellationToken);
        if (!validated.IsValid)
        {
            var error = WebIdentityError.Of(validated.Refusal);
            return new WireError(error.Code, (int)error.Status, error.Message);
        }

        var identity = validated.Identity;
        if (outbound.IsOutbound(identity.Issuer))
            return StsErrors.OutboundTokenPresented;
        var principal = Principal.WebIdentity(identity.ProviderArn, identity.WellKnownProvider);
        var outcome = await assumption.AssumeAsync(
            new RoleAssumptionRequest
            {
                Action = PermissionNeeded,
                Principal = principal,
                RoleArn = roleArn,
                SessionName = asked.RoleSessionName,
                Duration = asked.Duration,
                Policy = asked.Policy,
                PolicyArns = asked.PolicyArns,
                Tags = identity.Tags,
                TransitiveTagKeys = identity.TransitiveTagKeys,
                SourceIdentity = identity.SourceIdentity,
                FederatedProvider = identity.ProviderArn,
                TrustContext = TrustContext(identity),
                SessionContext = identity.SessionContext,
                Facts = request.Facts,
            },
            cancellationToken);
        return outcome.IsIssued
            ? StsResult.Of(new AssumeRoleWithWebIdentityResponse(outcome.Issued, identity), new CallEvidence(outcome.Issued.Decision, Principal: principal))
            // Whichever permission lacks, the answer names the operation alone.
            : StsResult.Refused(
                StsErrors.From(outcome.Refusal with { Action = PermissionNeeded }, caller: null, asked.RoleArn),
                (outcome.Refusal.Evidence ?? new CallEvidence(null)) with { Principal = principal });
    }

    private static Dictionary<string, IReadOnlyList<string>> TrustContext(WebIdentity identity) =>
        new(identity.ConditionKeys, StringComparer.OrdinalIgnoreCase) { ["aws:FederatedProvider"] = [identity.ProviderArn] };
}

/// <param name="RoleArn">20 to 2 048 characters.</param>
/// <param name="RoleSessionName">2 to 64 characters.</param>
/// <param name="WebIdentityToken">4 to 20 000 characters; shown in no answer.</param>
/// <param name="ProviderId">4 to 2 048 characters; for the access tokens of two OAuth 2.0 providers only.</param>
/// <param name="Policy">1 to 2 048 characters.</param>
/// <param name="Duration">900 s to 43 200 s, 3 600 s when absent.</param>
internal sealed record AssumeRoleWithWebIdentityRequest(
    string RoleArn,
    string RoleSessionName,
    string WebIdentityToken,
    string? ProviderId,
    IReadOnlyList<string> PolicyArns,
    string? Policy,
    TimeSpan? Duration)
{
    public static AssumeRoleWithWebIdentityRequest Read(ParameterReader reader) => new(
        reader.RoleArn(),
        reader.RoleSessionName(),
        reader.Required("WebIdentityToken", 4, 20_000, isSensitive: true),
        reader.Optional("ProviderId", 4, 2048),
        reader.PolicyArns(),
        reader.Optional("Policy", 1, 2048, TextPattern.Policy),
        reader.RoleDuration());

    // INVARIANT: the generated text of a record would print the token.
    public override string ToString() => $"AssumeRoleWithWebIdentity {RoleArn}";
}
