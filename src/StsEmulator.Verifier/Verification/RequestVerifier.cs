using StsEmulator.Iam.Authentication;
using StsEmulator.SigV4;
using StsEmulator.Verifier.V1;

namespace StsEmulator.Verifier.Verification;

/// <summary>Answers one Verify question. Completes synchronously whenever the store does.</summary>
internal sealed class RequestVerifier(RequestAuthenticator authenticator)
{
    private readonly ExpectationCache expectations = new();

    public async ValueTask<VerifyAnswer> VerifyAsync(VerifyRequest message, CancellationToken cancellationToken)
    {
        if (!RequestReader.TryRead(message, out var request, out var problem))
            return new VerifyAnswer(problem);

        var result = await authenticator.AuthenticateAsync(request, expectations.For(message), cancellationToken);

        return result.IsAuthenticated
            ? new VerifyAnswer(CallerReply.Of(result.Caller), result.Caller)
            : new VerifyAnswer(Refused(message, request, result.Refusal), caller: null);
    }

    private static VerifyResponse Refused(VerifyRequest message, ReceivedRequest request, AuthenticationRefusal refusal)
    {
        string? service = FailureReply.ServiceOf(message, request);
        return new VerifyResponse { Failure = FailureReply.Of(refusal, FailureReply.FamilyOf(message, service), service, message.Explain) };
    }
}
