using StsEmulator.Federation.Discovery;
using StsEmulator.Iam.Directory;

namespace StsEmulator.Federation.Keys;

/// <summary>The keys that were registered with a provider, else those that it publishes.</summary>
public sealed class ProviderKeySource(PinnedKeySource pinned, DiscoveredKeySource discovered) : IVerificationKeySource
{
    public ValueTask<VerificationKeyAnswer> FindAsync(OidcProvider provider, VerificationKeySet? tried, CancellationToken cancellationToken) =>
        provider.Jwks is not null
            ? pinned.FindAsync(provider, tried, cancellationToken)
            : discovered.FindAsync(provider, tried, cancellationToken);
}
