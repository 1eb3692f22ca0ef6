using StsEmulator.Iam.Authentication;
using StsEmulator.SigV4;
using StsEmulator.Verifier.V1;

namespace StsEmulator.Verifier.Verification;

/// <summary>Answers one Verify question. Completes synchronously whenever the store does.</summary>
internal sealed class RequestVerifier(RequestAuthenticator authenticator)
{
    private readonly ExpectationCache expectations = new();

    public async ValueTask<VerifyAnswer> VerifyAsync(VerifyQuestion question, CancellationToken cancellationToken)
    {
        if (!RequestReader.TryRead(question, out var request, out var problem))
            return new VerifyAnswer(problem);

        var result = await authenticator.AuthenticateAsync(request, expectations.For(question), cancellationToken);

        return result.IsAuthenticated ? new VerifyAnswer(result.Caller) : new VerifyAnswer(Refused(question, request, result.Refusal));
    }

    private static VerifyResponse Refused(VerifyQuestion question, ReceivedRequest request, AuthenticationRefusal refusal)
    {
        string? service = FailureReply.ServiceOf(question, request);
        return new VerifyResponse { Failure = FailureReply.Of(refusal, FailureReply.FamilyOf(question, service), service, question.Explain) };
    }
}
