using StsEmulator.Federation.Keys;
using StsEmulator.Federation.Signing;
using StsEmulator.Federation.Tokens;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Time;

namespace StsEmulator.Federation.TestIssuers;

/// <summary>
/// The keys of the issuers that the seed declares as test issuers: the emulator signs in their name and verifies without asking anybody.
/// All of them share one ring, because what a token vouches for is decided by its issuer and not by its key.
/// </summary>
public sealed class TestIssuerKeys(ISharedValueStore values, LiveDirectory directory, EmulatorClock clock) : IVerificationKeySource, IDisposable
{
    private readonly SigningKeyRing ring = new(
        new SigningKeyRingOptions { Name = "test-issuers", Algorithms = Algorithms }, values, directory, clock);

    private readonly RingVerification verification = new();

    /// <summary>Gets what tokens can be signed with.</summary>
    public static IReadOnlyList<SignatureAlgorithm> Algorithms { get; } =
        [SignatureAlgorithm.RS256, SignatureAlgorithm.ES256, SignatureAlgorithm.ES384];

    /// <summary>Signs claims. That they are of a test issuer is for the caller to see to.</summary>
    /// <param name="claims">A JSON object in UTF-8.</param>
    public async ValueTask<string> SignAsync(ReadOnlyMemory<byte> claims, SignatureAlgorithm algorithm, CancellationToken cancellationToken)
    {
        var keys = await ring.GetAsync(cancellationToken);
        return CompactTokenWriter.Write(keys.Current(algorithm), claims.Span);
    }

    public async ValueTask<VerificationKeyAnswer> FindAsync(OidcProvider provider, VerificationKeySet? tried, CancellationToken cancellationToken) =>
        provider.IsTestIssuer
            ? await verification.FindAsync(ring, tried, cancellationToken)
            : VerificationKeyAnswer.Refused(WebIdentityRefusal.KeyUnavailable);

    public void Dispose() => ring.Dispose();
}
