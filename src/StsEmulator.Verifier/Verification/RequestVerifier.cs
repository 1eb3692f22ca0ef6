using StsEmulator.Iam.Audit;
using StsEmulator.Iam.Authentication;
using StsEmulator.Iam.Time;
using StsEmulator.SigV4;
using StsEmulator.Verifier.V1;

namespace StsEmulator.Verifier.Verification;

/// <summary>Answers one Verify question. Completes synchronously whenever the store does.</summary>
internal sealed class RequestVerifier(RequestAuthenticator authenticator, CallLog calls, EmulatorClock clock)
{
    private readonly ExpectationCache expectations = new();

    public async ValueTask<VerifyAnswer> VerifyAsync(VerifyQuestion question, CancellationToken cancellationToken)
    {
        if (!RequestReader.TryRead(question, out var request, out var problem))
            return new VerifyAnswer(problem);

        var result = await authenticator.AuthenticateAsync(request, expectations.For(question), cancellationToken);

        return result.IsAuthenticated ? new VerifyAnswer(result.Caller) : new VerifyAnswer(Refused(question, request, result.Refusal));
    }

    private VerifyResponse Refused(VerifyQuestion question, ReceivedRequest request, AuthenticationRefusal refusal)
    {
        string? service = FailureReply.ServiceOf(question, request);
        var failure = FailureReply.Of(refusal, FailureReply.FamilyOf(question, service), service, question.Explain);
        // What a request asks for is not known before it is authenticated; one that is authenticated has decided nothing and is not recorded.
        calls.Record(new CallRecord
        {
            Time = clock.GetUtcNow(),
            Source = "verifier",
            Action = $"{service ?? "unknown"}:*",
            AccessKeyId = refusal.AccessKeyId,
            ErrorCode = failure.Code,
            Evidence = new CallEvidence(null, Note: $"The request was not authenticated: {refusal.Failure}."),
        });
        return new VerifyResponse { Failure = failure };
    }
}
