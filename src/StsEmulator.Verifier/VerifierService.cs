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

    public override Task<VerifyReply> Verify(VerifyQuestion question, ServerCallContext context)
    {
        var pending = verifier.VerifyAsync(question, context.CancellationToken);
        if (!pending.IsCompletedSuccessfully)
            return ReplyAsync(pending);
        // What the embedded store or the cache answers is there at once.
        var answer = pending.Result;
        return answer.Problem is { } problem ? Task.FromException<VerifyReply>(problem.ToException()) : Task.FromResult(answer.ToReply());
    }

    public override Task VerifyStream(
        IAsyncStreamReader<StreamQuestion> requestStream, IServerStreamWriter<StreamReply> responseStream, ServerCallContext context) =>
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
        if (request.Request is not { } message)
            throw new RequestProblem("request", "expected a request").ToException();
        var question = authorizer.ReadQuestion(request);
        try
        {
            var received = VerifyQuestion.Of(message);
            var answer = await verifier.VerifyAsync(received, context.CancellationToken);
            if (answer.Problem is { } problem)
                throw problem.In("request").ToException();
            if (answer.Caller is not { } caller)
                return Refused(answer.ToResponse());
            var family = FailureReply.FamilyOf(received, caller.Service);
            var authorization = await authorizer.DecideAsync(
                caller, question, FactsOf(received, caller), encodes: family == Family.Ec2, context.CancellationToken);
            return Decided(answer.ToResponse(), authorization, question, family);
        }
        catch (StoreUnavailableException)
        {
            throw Unavailable();
        }
    }

    private static async Task<VerifyReply> ReplyAsync(ValueTask<VerifyAnswer> pending)
    {
        try
        {
            var answer = await pending;
            return answer.Problem is { } problem ? throw problem.ToException() : answer.ToReply();
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

    private static RequestFacts FactsOf(VerifyQuestion question, Caller caller) => new()
    {
        SourceIp = question.SourceAddress.Length == 0 ? null : question.SourceAddress,
        IsSecure = question.IsTls,
        Region = caller.Region,
        UserAgent = Find(question, "user-agent"),
        Referer = Find(question, "referer"),
    };

    private static string? Find(VerifyQuestion question, string name)
    {
        foreach (var header in question.Headers)
        {
            if (header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return header.Value;
        }
        return null;
    }

    private static RpcException Unavailable() => new(new Status(StatusCode.Unavailable, StoreDown));
}
