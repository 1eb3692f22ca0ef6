using System.Runtime.CompilerServices;
using System.Text;
using StsEmulator.Federation.Signing;

namespace StsEmulator.Federation.Keys;

/// <summary>Verifies with the public halves of a ring of the emulator's own, which are read once per key set.</summary>
internal sealed class RingVerification
{
    private readonly ConditionalWeakTable<SigningKeySet, VerificationKeySet> published = [];

    public async ValueTask<VerificationKeyAnswer> FindAsync(SigningKeyRing ring, VerificationKeySet? tried, CancellationToken cancellationToken)
    {
        // Only a key that is not known yet is worth a round trip to the store.
        var keys = tried is null ? await ring.GetAsync(cancellationToken) : await ring.GetPublishedAsync(cancellationToken);
        return VerificationKeyAnswer.Found(published.GetValue(keys, Read));
    }

    private static VerificationKeySet Read(SigningKeySet keys) =>
        VerificationKeySet.TryParse(Encoding.UTF8.GetString(keys.Jwks.Span)) ?? throw new InvalidOperationException("A ring publishes a key set.");
}
