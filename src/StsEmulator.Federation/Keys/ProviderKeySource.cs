using StsEmulator.Federation.Discovery;
using StsEmulator.Federation.TestIssuers;
using StsEmulator.Iam.Directory;

namespace StsEmulator.Federation.Keys;

/// <summary>
/// The keys that were registered with a provider; for a test issuer and for the built-in provider the emulator's own; else those that the
/// provider publishes.
/// </summary>
/// <param name="own">The built-in provider, where there is one.</param>
public sealed class ProviderKeySource(PinnedKeySource pinned, TestIssuerKeys testIssuers, DiscoveredKeySource discovered, OwnIssuer? own = null)
    : IVerificationKeySource
{
    public ValueTask<VerificationKeyAnswer> FindAsync(OidcProvider provider, VerificationKeySet? tried, CancellationToken cancellationToken)
    {
        if (provider.Jwks is not null)
            return pinned.FindAsync(provider, tried, cancellationToken);
        if (provider.IsTestIssuer)
            return testIssuers.FindAsync(provider, tried, cancellationToken);
        return own is not null && own.Is(provider)
            ? own.FindAsync(tried, cancellationToken)
            : discovered.FindAsync(provider, tried, cancellationToken);
    }
}
