using Grpc.Core;
using StsEmulator.Iam.Authentication;
using StsEmulator.Iam.Authorization;
using StsEmulator.Iam.Storage;
using StsEmulator.Protocols.Errors;
using StsEmulator.Verifier.Authorization;
using StsEmulator.Verifier.V1;
using StsEmulator.Verifier.Verification;
using Family = StsEmulator.Protocols.Errors.ProtocolFamily;

namespace StsEmulator.Verifier;

/// <summary>
/// The gRPC service. Every decision is status OK; what cannot be read is INVALID_ARGUMENT, and a store that is down UNAVAILABLE, so that
/// nothing is let through.
/// </summary>
internal sealed class VerifierService(RequestVerifier verifier, Authorizer authorizer) : VerifierBinding.Service
{
    public const string StoreDown = "The store is not reachable; nothing was decided.";

    public override async Task<VerifyResponse> Verify(VerifyRequest request, ServerCallContext context)
    {
        try
        {
            var answer = await verifier.VerifyAsync(request, context.CancellationToken);
            return answer.IsAnswered ? answer.Response : throw answer.Problem.ToException();
        }
        catch (StoreUnavailableException)
        {
            throw Unavailable();
        }
    }

    public override Task VerifyStream(
        IAsyncStreamReader<VerifyStreamRequest> requestStream, IServerStreamWriter<VerifyStreamResponse> responseStream, ServerCallContext context) =>
        new VerifyPipeline(verifier, responseStream).RunAsync(requestStream, context.CancellationToken);

    public override async Task<AuthorizeResponse> Authorize(AuthorizeRequest request, ServerCallContext context)
    {
        try
        {
            return await authorizer.AuthorizeAsync(request, context.CancellationToken);
        }
        catch (StoreUnavailableException)
        {
            throw Unavailable();
        }
    }

    public override async Task<CheckResponse> Check(CheckRequest request, ServerCallContext context)
    {
        if (request.Request is not { } received)
            throw new RequestProblem("request", "expected a request").ToException();
        var question = authorizer.ReadQuestion(request);
        try
        {
            var answer = await verifier.VerifyAsync(received, context.CancellationToken);
            if (!answer.IsAnswered)
                throw answer.Problem.In("request").ToException();
            if (answer.Caller is not { } caller)
                return Refused(answer.Response);
            var family = FailureReply.FamilyOf(received, caller.Service);
            var authorization = await authorizer.DecideAsync(
                caller, question, FactsOf(received, caller), encodes: family == Family.Ec2, context.CancellationToken);
            return Decided(answer.Response, authorization, question, family);
        }
        catch (StoreUnavailableException)
        {
            throw Unavailable();
        }
    }

    private static CheckResponse Refused(VerifyResponse verification) => new()
    {
        Verification = verification,
        Error = new V1.WireError
        {
            Code = verification.Failure.Code,
            HttpStatus = verification.Failure.HttpStatus,
            Message = verification.Failure.Message,
        },
    };

    private static CheckResponse Decided(
        VerifyResponse verification, AuthorizeResponse authorization, Question question, Family family)
    {
        var reply = new CheckResponse
        {
            Allowed = authorization.Decision == Decision.Allowed,
            Verification = verification,
            Authorization = authorization,
        };
        if (reply.Allowed)
            return reply;
        string message = authorization.EncodedMessage.Length == 0
            ? authorization.Message
            : $"{authorization.Message} Encoded authorization failure message: {authorization.EncodedMessage}";
        var error = AccessDeniedErrors.For(family, question.Action, message);
        reply.Error = new V1.WireError { Code = error.Code, HttpStatus = error.Status, Message = error.Message ?? "" };
        return reply;
    }

    private static RequestFacts FactsOf(VerifyRequest request, Caller caller) => new()
    {
        SourceIp = request.SourceAddress.Length == 0 ? null : request.SourceAddress,
        IsSecure = request.IsTls,
        Region = caller.Region,
        UserAgent = Find(request, "user-agent"),
        Referer = Find(request, "referer"),
    };

    private static string? Find(VerifyRequest request, string name)
    {
        foreach (var header in request.Headers)
        {
            if (header.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && header.ContentCase == Header.ContentOneofCase.Value)
                return header.Value;
        }
        return null;
    }

    private static RpcException Unavailable() => new(new Status(StatusCode.Unavailable, StoreDown));
}
