using StsEmulator.Iam.Authentication;
using StsEmulator.Verifier.V1;

namespace StsEmulator.Verifier.Verification;

/// <summary>The answer to a Verify question: who signed, or why that is not known; or what was wrong with the question.</summary>
internal readonly struct VerifyAnswer
{
    public VerifyAnswer(RequestProblem problem) => Problem = problem;

    public VerifyAnswer(Caller caller) => Caller = caller;

    public VerifyAnswer(VerifyResponse refusal) => Refusal = refusal;

    /// <summary>Gets why the question cannot be read.</summary>
    public RequestProblem? Problem { get; }

    /// <summary>Gets who signed; null when refused.</summary>
    public Caller? Caller { get; }

    private VerifyResponse? Refusal { get; }

    /// <summary>Makes the message of an answered question.</summary>
    public VerifyResponse ToResponse() => Caller is { } caller ? CallerReply.Of(caller) : Refusal!;

    /// <summary>Makes the reply to an answered question.</summary>
    public VerifyReply ToReply() => Caller is { } caller ? new VerifyReply(caller) : new VerifyReply(Refusal!);
}
