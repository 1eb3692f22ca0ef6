using StsEmulator.Federation.Signing;
using StsEmulator.Iam.Directory;

namespace StsEmulator.Federation.Keys;

/// <summary>
/// The issuer that this process is itself. Its keys are at hand: the URL is what browsers and other containers reach it by, which need not
/// lead anywhere from in here.
/// </summary>
/// <param name="url">Gives the issuer URL; it is asked for late, because a free port is known once it is taken.</param>
public sealed class OwnIssuer(Func<string> url, SigningKeyRing ring)
{
    private readonly RingVerification verification = new();

    internal bool Is(OidcProvider provider) => provider.Url == url();

    internal ValueTask<VerificationKeyAnswer> FindAsync(VerificationKeySet? tried, CancellationToken cancellationToken) =>
        verification.FindAsync(ring, tried, cancellationToken);
}
