using StsEmulator.Iam.Authentication;
using StsEmulator.Iam.Authorization;

namespace StsEmulator.Sts;

/// <summary>What is known of a request beside its parameters.</summary>
/// <param name="Authenticated">The authenticated caller; null for operations that need none.</param>
/// <param name="Facts">What the network knows.</param>
/// <param name="IsGlobalEndpoint">Whether the request was sent to the endpoint without a region, by its <c>Host</c>.</param>
public sealed record StsRequest(Caller? Authenticated, RequestFacts Facts, bool IsGlobalEndpoint = false)
{
    /// <summary>Gets the caller of a signed operation, which the endpoint has authenticated.</summary>
    public Caller Caller => Authenticated ?? throw new InvalidOperationException("The operation was reached without its caller.");
}
