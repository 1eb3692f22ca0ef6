using StsEmulator.Federation.Discovery;
using StsEmulator.Federation.TestIssuers;
using StsEmulator.Iam.Directory;

namespace StsEmulator.Federation.Keys;

/// <summary>
/// The keys that were registered with a provider; for a test issuer the emulator's own; else those that the provider publishes.
/// </summary>
public sealed class ProviderKeySource(PinnedKeySource pinned, TestIssuerKeys testIssuers, DiscoveredKeySource discovered) : IVerificationKeySource
{
    public ValueTask<VerificationKeyAnswer> FindAsync(OidcProvider provider, VerificationKeySet? tried, CancellationToken cancellationToken)
    {
        if (provider.Jwks is not null)
            return pinned.FindAsync(provider, tried, cancellationToken);
        return provider.IsTestIssuer
            ? testIssuers.FindAsync(provider, tried, cancellationToken)
            : discovered.FindAsync(provider, tried, cancellationToken);
    }
}
