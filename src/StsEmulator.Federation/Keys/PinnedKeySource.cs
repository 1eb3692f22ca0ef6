using System.Runtime.CompilerServices;
using StsEmulator.Iam.Directory;

namespace StsEmulator.Federation.Keys;

/// <summary>The keys that were registered together with the provider; no network is involved.</summary>
public sealed class PinnedKeySource : IVerificationKeySource
{
    /// <summary>Read once per provider record and forgotten with it, so that the directory bounds what is held.</summary>
    private readonly ConditionalWeakTable<OidcProvider, PinnedKeys> known = [];

    public ValueTask<VerificationKeyAnswer> FindAsync(OidcProvider provider, VerificationKeySet? tried, CancellationToken cancellationToken) =>
        ValueTask.FromResult(known.GetValue(provider, PinnedKeys.Of).Answer);

    private sealed record PinnedKeys(VerificationKeyAnswer Answer)
    {
        public static PinnedKeys Of(OidcProvider provider) => new(
            provider.Jwks is { } jwks && VerificationKeySet.TryParse(jwks) is { } keys
                ? VerificationKeyAnswer.Found(keys)
                : VerificationKeyAnswer.Refused(WebIdentityRefusal.KeyUnavailable));
    }
}
