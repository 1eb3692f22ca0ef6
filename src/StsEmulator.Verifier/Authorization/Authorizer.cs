using StsEmulator.Iam.Audit;
using StsEmulator.Iam.Authentication;
using StsEmulator.Iam.Authorization;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Time;
using StsEmulator.Verifier.V1;
using StsEmulator.Verifier.Verification;
using Family = StsEmulator.Protocols.Errors.ProtocolFamily;

namespace StsEmulator.Verifier.Authorization;

/// <summary>Answers Authorize, and the second half of Check.</summary>
internal sealed class Authorizer(
    RequestAuthenticator authenticator, LiveDirectory directory, AuthorizationMessageCodec codec, CallLog calls, EmulatorClock clock)
{
    private readonly QuestionReader reader = new(new PolicyInputReader());
    private readonly DecisionMaker decisions = new(directory, clock);

    public async ValueTask<AuthorizeResponse> AuthorizeAsync(AuthorizeRequest message, CancellationToken cancellationToken)
    {
        if (!reader.TryRead(message, message.SessionPolicies, out var question, out var problem))
            throw problem.ToException();
        switch (message.SubjectCase)
        {
            case AuthorizeRequest.SubjectOneofCase.Principal:
                if (!SubjectFinder.TryFind(directory.Current, message.Principal, out var named, out problem))
                    throw problem.ToException();
                return named is null
                    ? DecisionReply.Refused(UnknownPrincipal(message.Principal))
                    : await ReplyAsync(decisions.Decide(named, question, facts: null), message.EncodeMessage, cancellationToken);

            case AuthorizeRequest.SubjectOneofCase.AccessKeyId:
                if (message.SessionPolicies.Count > 0)
                    throw new RequestProblem("session_policies", "those of an access key are on record; expected none").ToException();
                if (!AccessKeyId.TryParse(message.AccessKeyId, out var id))
                    throw new RequestProblem("access_key_id", "expected 4 to 128 word characters").ToException();
                var result = await authenticator.IdentifyAsync(id, cancellationToken);
                return result.IsAuthenticated
                    ? await ReplyAsync(decisions.Decide(Subject.Of(result.Caller), question, facts: null), message.EncodeMessage, cancellationToken)
                    : DecisionReply.Refused(FailureReply.Of(result.Refusal, Family.Query, service: null, explains: false));

            default:
                throw new RequestProblem("principal", "expected a principal or an access_key_id").ToException();
        }
    }

    /// <summary>Reads the question of a Check before anything is verified: what cannot be read is refused whoever signed.</summary>
    public Question ReadQuestion(CheckRequest message) =>
        reader.TryRead(message, [], out var question, out var problem) ? question : throw problem.ToException();

    /// <param name="encodes">Whether a denial carries its encoded message.</param>
    public ValueTask<AuthorizeResponse> DecideAsync(
        Caller caller, Question question, RequestFacts facts, bool encodes, CancellationToken cancellationToken) =>
        ReplyAsync(decisions.Decide(Subject.Of(caller), question, facts), encodes, cancellationToken);

    private ValueTask<AuthorizeResponse> ReplyAsync(DecidedQuestion decided, bool encodes, CancellationToken cancellationToken)
    {
        calls.Record(new CallRecord
        {
            Time = clock.GetUtcNow(),
            Source = "verifier",
            Action = decided.Question.Action,
            Resource = decided.Question.Resource,
            Caller = decided.Subject.Principal,
            AccessKeyId = decided.Subject.Caller?.AccessKeyId,
            ErrorCode = decided.Decision.IsAllowed ? null : "AccessDenied",
            ErrorMessage = decided.Decision.IsAllowed ? null : decided.Reply.Message,
            Evidence = decided.Evidence,
        });
        return encodes ? decided.EncodeAsync(codec, cancellationToken) : ValueTask.FromResult(decided.Reply);
    }

    private static Failure UnknownPrincipal(string principal) => new()
    {
        Reason = FailureReason.UnknownPrincipal,
        Code = "AccessDenied",
        HttpStatus = 403,
        Message = $"No principal {principal} is on record.",
    };
}
