using StsEmulator.SigV4;

namespace StsEmulator.Iam.Authentication;

/// <summary>A request that is not authenticated, and why.</summary>
/// <param name="Signature">The facts of a signature failure; default for the others.</param>
/// <param name="Explanation">What should have been signed, for a mismatch under a known key; secrets in it are redacted.</param>
/// <param name="AccessKeyId">The key the request named, where it got that far.</param>
public sealed record AuthenticationRefusal(
    AuthenticationFailure Failure, SignatureRefusal Signature = default, SignatureExplanation? Explanation = null, string? AccessKeyId = null);
