using StsEmulator.SigV4;

namespace StsEmulator.Iam.Authentication;

/// <summary>What the place that authenticates a request asks of it.</summary>
public sealed record AuthenticationExpectation
{
    /// <summary>Gets an expectation that pins neither service nor region.</summary>
    public static AuthenticationExpectation Any { get; } = new();

    public ScopeExpectation Scope { get; init; } = ScopeExpectation.Any;

    public SignatureRules Rules { get; init; } = SignatureRules.Strict;

    /// <summary>Gets when the request was received, where that was earlier than now; the signature's time is judged at that moment.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>Gets whether a mismatch is explained by the canonical request, which costs a second run.</summary>
    public bool Explains { get; init; }
}
