using StsEmulator.Federation.Saml;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Sessions;
using StsEmulator.Protocols.Errors;
using StsEmulator.Protocols.Query;

namespace StsEmulator.Sts.Operations;

/// <summary>Issues credentials for a role to whoever holds a SAML response of a provider that the role trusts.</summary>
internal sealed class AssumeRoleWithSAML(
    LiveDirectory directory, SamlValidator validator, RoleAssumption assumption, IdentifierGenerator identifiers) : IStsOperation
{
    public string Action => "AssumeRoleWithSAML";

    public CallerRequirement Caller => CallerRequirement.None;

    public async ValueTask<StsResult> ExecuteAsync(QueryParameters parameters, StsRequest request, CancellationToken cancellationToken)
    {
        var reader = new ParameterReader(parameters);
        var asked = AssumeRoleWithSAMLRequest.Read(reader);
        if (reader.Error is { } invalid)
            return invalid;
        if (!StsParameters.IsRoleArn(asked.RoleArn, out var roleArn) || !StsParameters.IsSamlProviderArn(asked.PrincipalArn, out var providerArn))
            return StsErrors.RequestArnIsInvalid;

        var validated = await validator.ValidateAsync(
            directory.Current.Find(providerArn.Account), asked.PrincipalArn, asked.RoleArn, asked.SAMLAssertion, cancellationToken);
        if (!validated.IsValid)
        {
            var error = SamlError.Of(validated.Refusal, identifiers.RequestId());
            return new WireError(error.Code, (int)error.Status, error.Message);
        }
        if (!SamlAssumption.MayServe(providerArn, roleArn))
            return StsErrors.From(new RoleAssumptionRefusal(RoleAssumptionFailure.NotAuthorized, SamlAssumption.Action), caller: null, asked.RoleArn);

        var identity = validated.Identity;
        var outcome = await assumption.AssumeAsync(
            SamlAssumption.Request(identity, roleArn, request.Facts) with
            {
                Duration = asked.Duration,
                Policy = asked.Policy,
                PolicyArns = asked.PolicyArns,
            },
            cancellationToken);
        return outcome.IsIssued
            ? StsResult.Of(new AssumeRoleWithSAMLResponse(outcome.Issued, identity))
            // Whichever permission lacks, the answer names the operation alone.
            : StsErrors.From(outcome.Refusal with { Action = SamlAssumption.Action }, caller: null, asked.RoleArn);
    }
}

/// <param name="RoleArn">20 to 2 048 characters.</param>
/// <param name="PrincipalArn">The ARN of the SAML provider, 20 to 2 048 characters.</param>
/// <param name="SAMLAssertion">The base64 of the whole response, 4 to 100 000 characters; shown in no answer.</param>
/// <param name="Policy">1 to 2 048 characters.</param>
/// <param name="Duration">900 s to 43 200 s, 3 600 s when absent; the assertion may shorten it.</param>
internal sealed record AssumeRoleWithSAMLRequest(
    string RoleArn, string PrincipalArn, string SAMLAssertion, IReadOnlyList<string> PolicyArns, string? Policy, TimeSpan? Duration)
{
    public static AssumeRoleWithSAMLRequest Read(ParameterReader reader) => new(
        reader.RoleArn(),
        reader.RoleArn("PrincipalArn"),
        reader.Required("SAMLAssertion", 4, 100_000, isSensitive: true),
        reader.PolicyArns(),
        reader.Optional("Policy", 1, 2048, TextPattern.Policy),
        reader.RoleDuration());

    // INVARIANT: the generated text of a record would print the assertion.
    public override string ToString() => $"AssumeRoleWithSAML {RoleArn}";
}
