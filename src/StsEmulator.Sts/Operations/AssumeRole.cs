using StsEmulator.Iam.Audit;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Sessions;
using StsEmulator.Protocols.Query;

namespace StsEmulator.Sts.Operations;

/// <summary>Issues credentials for a role whose trust policy admits the caller.</summary>
internal sealed class AssumeRole(RoleAssumption assumption) : IStsOperation
{
    public string Action => "AssumeRole";

    public CallerRequirement Caller => CallerRequirement.SignedRequest;

    public async ValueTask<StsResult> ExecuteAsync(QueryParameters parameters, StsRequest request, CancellationToken cancellationToken)
    {
        var reader = new ParameterReader(parameters);
        var asked = AssumeRoleRequest.Read(reader);
        if (reader.Error is { } invalid)
            return invalid;
        if (!StsParameters.IsArn(asked.RoleArn, out var roleArn))
            return StsErrors.ArnIsInvalid(asked.RoleArn);
        if (StsErrors.OfReservedTags(asked.Tags) is { } reserved)
            return reserved;
        if (asked.ProvidedContexts.Count > 0)
            return StsErrors.UntrustedContextProvider(asked.ProvidedContexts[0]);

        var outcome = await assumption.AssumeAsync(
            new RoleAssumptionRequest
            {
                Caller = request.Caller,
                RoleArn = roleArn,
                SessionName = asked.RoleSessionName,
                Duration = asked.Duration,
                Policy = asked.Policy,
                PolicyArns = asked.PolicyArns,
                Tags = asked.Tags,
                TransitiveTagKeys = asked.TransitiveTagKeys,
                ExternalId = asked.ExternalId,
                SerialNumber = asked.SerialNumber,
                TokenCode = asked.TokenCode,
                SourceIdentity = asked.SourceIdentity,
                Facts = request.Facts,
            },
            cancellationToken);
        return outcome.IsIssued
            ? StsResult.Of(new AssumeRoleResponse(outcome.Issued), new CallEvidence(outcome.Issued.Decision))
            : StsResult.Refused(StsErrors.From(outcome.Refusal, request.Caller, asked.RoleArn), outcome.Refusal.Evidence);
    }
}

/// <param name="RoleArn">20 to 2 048 characters.</param>
/// <param name="RoleSessionName">2 to 64 characters.</param>
/// <param name="Policy">At least 1 character; with the ARNs at most 2 048, which packing enforces.</param>
/// <param name="Duration">900 s to 43 200 s, 3 600 s when absent.</param>
/// <param name="Tags">At most 50.</param>
/// <param name="TransitiveTagKeys">At most 50 keys of 1 to 128 characters.</param>
/// <param name="ExternalId">2 to 1 224 characters.</param>
/// <param name="SerialNumber">9 to 256 characters.</param>
/// <param name="TokenCode">6 digits.</param>
/// <param name="SourceIdentity">2 to 64 characters; the pattern has no colon, which keeps the reserved <c>aws:</c> out.</param>
/// <param name="ProvidedContexts">Provider ARNs of at most 5 context assertions.</param>
internal sealed record AssumeRoleRequest(
    string RoleArn,
    string RoleSessionName,
    IReadOnlyList<string> PolicyArns,
    string? Policy,
    TimeSpan? Duration,
    IReadOnlyList<Tag> Tags,
    IReadOnlyList<string> TransitiveTagKeys,
    string? ExternalId,
    string? SerialNumber,
    string? TokenCode,
    string? SourceIdentity,
    IReadOnlyList<string> ProvidedContexts)
{
    public static AssumeRoleRequest Read(ParameterReader reader) => new(
        reader.RoleArn(),
        reader.RoleSessionName(),
        reader.PolicyArns(),
        reader.Optional("Policy", 1, int.MaxValue, TextPattern.Policy),
        reader.RoleDuration(),
        reader.Tags(),
        reader.Texts("TransitiveTagKeys", 50, 1, 128, TextPattern.TagKey),
        reader.Optional("ExternalId", 2, 1224, TextPattern.ExternalId),
        reader.Optional("SerialNumber", 9, 256, TextPattern.SerialNumber),
        reader.Optional("TokenCode", 6, 6, TextPattern.Digits),
        reader.Optional("SourceIdentity", 2, 64, TextPattern.SessionName),
        reader.List("ProvidedContexts", 5, static (reader, prefix, path) =>
        {
            reader.RequiredMember(prefix, path, "ContextAssertion", 4, 2048, pattern: null);
            return reader.RequiredMember(prefix, path, "ProviderArn", 20, 2048, TextPattern.Arn);
        }));
}
