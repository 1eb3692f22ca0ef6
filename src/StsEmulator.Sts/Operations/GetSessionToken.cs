using StsEmulator.Iam.Mfa;
using StsEmulator.Iam.Sessions;
using StsEmulator.Iam.Time;
using StsEmulator.Protocols.Query;
using StsEmulator.Protocols.Results;

namespace StsEmulator.Sts.Operations;

/// <summary>Issues temporary credentials for the user itself. Needs no permission and no policy can deny it.</summary>
internal sealed class GetSessionToken(SessionIssuer issuer, MfaCheck mfa, EmulatorClock clock) : IStsOperation
{
    public string Action => "GetSessionToken";

    public CallerRequirement Caller => CallerRequirement.SignedRequest;

    public async ValueTask<StsResult> ExecuteAsync(QueryParameters parameters, StsRequest request, CancellationToken cancellationToken)
    {
        var reader = new ParameterReader(parameters);
        var duration = reader.UserDuration();
        string? serialNumber = reader.Optional("SerialNumber", 9, 256, TextPattern.SerialNumber);
        string? tokenCode = reader.Optional("TokenCode", 6, 6, TextPattern.Digits);
        if (reader.Error is { } invalid)
            return invalid;
        var caller = request.Caller;
        if (caller.IsTemporary)
            return StsErrors.SessionTokenWithSessionCredentials;

        var outcome = await mfa.CheckAsync(caller.User, serialNumber, tokenCode, cancellationToken);
        if (StsErrors.OfMfa(outcome) is { } refused)
            return refused;
        var facts = outcome == MfaOutcome.Valid ? new SessionFacts { MfaAuthenticatedAt = clock.GetUtcNow() } : null;
        var issued = await issuer.IssueAsync(
            SessionKind.SessionToken, caller.Directory, caller.Account, caller.User, sessionName: null,
            UserSessionDuration.Of(duration, caller), facts, cancellationToken);
        return issued is var (session, token) ? StsResult.Of(new Response(session, token)) : StsErrors.StoreFull;
    }

    private sealed class Response(Session session, string token) : IStsResponse
    {
        public void Write(IResultWriter writer) => writer.Credentials(session, token);
    }
}
