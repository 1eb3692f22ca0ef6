using System.Diagnostics.CodeAnalysis;
using StsEmulator.Iam.Authentication;
using StsEmulator.Verifier.V1;

namespace StsEmulator.Verifier.Verification;

/// <summary>The answer to a Verify question, or what was wrong with the question.</summary>
internal readonly struct VerifyAnswer
{
    public VerifyAnswer(RequestProblem problem) => Problem = problem;

    public VerifyAnswer(VerifyResponse response, Caller? caller)
    {
        Response = response;
        Caller = caller;
    }

    /// <summary>Gets why the question cannot be read.</summary>
    public RequestProblem? Problem { get; }

    public VerifyResponse? Response { get; }

    /// <summary>Gets who signed; null when refused.</summary>
    public Caller? Caller { get; }

    [MemberNotNullWhen(true, nameof(Response))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsAnswered => Response is not null;
}
