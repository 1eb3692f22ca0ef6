using StsEmulator.Iam.Audit;
using StsEmulator.Iam.Authorization;
using StsEmulator.Iam.Policies;
using StsEmulator.Verifier.V1;

namespace StsEmulator.Verifier.Authorization;

/// <summary>A decision with everything it was made from, so that its explanation can be written when somebody wants it.</summary>
internal sealed record DecidedQuestion(
    AuthorizeResponse Reply, Subject Subject, Question Question, PolicyDecision Decision, ConditionContext Context,
    CallEvidence Evidence)
{
    /// <summary>Adds the encoded message to a denial; a principal without an account could never have it decoded.</summary>
    public async ValueTask<AuthorizeResponse> EncodeAsync(AuthorizationMessageCodec codec, CancellationToken cancellationToken)
    {
        if (Decision.IsAllowed || Subject.Principal.Account is not { } account)
            return Reply;
        string message = AuthorizationMessage.Write(
            Subject.Principal, Question.Action, Question.Resource, Decision, Context, [.. Policies()]);
        Reply.EncodedMessage = await codec.EncodeAsync(message, account, cancellationToken);
        return Reply;
    }

    private IEnumerable<NamedPolicy> Policies()
    {
        var given = Question.Policies;
        IEnumerable<NamedPolicy> all = Subject.Identity
            .Concat(Subject.PermissionsBoundary ?? [])
            .Concat(given.Session ?? Subject.Session ?? [])
            .Concat(given.VpcEndpoint ?? [])
            .Concat((given.ServiceControl ?? []).SelectMany(level => level.Policies))
            .Concat((given.ResourceControl ?? []).SelectMany(level => level.Policies));
        return given.Resource is { } resource ? all.Append(resource) : all;
    }
}
