using StsEmulator.Federation.Signing;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Time;
using StsEmulator.IdentityProvider.Browser;
using StsEmulator.IdentityProvider.Clients;
using StsEmulator.IdentityProvider.Users;

namespace StsEmulator.IdentityProvider.OpenId;

/// <summary>What the OpenID provider works with.</summary>
internal sealed record OpenIdServices(
    IdentityProviderAddress Address, OpenIdClients Clients, IUserDirectory Users, BrowserSessions Sessions, SealedText Seal,
    OpenIdKeys Keys, GrantLedger Grants, ConsentLedger Consents, DeviceGrants Devices, EmulatorClock Clock, IdentifierGenerator Identifiers);

/// <summary>The signing keys of the OpenID provider: RS256, which AWS clients expect, and ES256 for who asks for it.</summary>
internal sealed class OpenIdKeys(ISharedValueStore values, Iam.Directory.LiveDirectory directory, EmulatorClock clock) : IDisposable
{
    public SigningKeyRing Ring { get; } = new(
        new SigningKeyRingOptions
        {
            Name = "oidc",
            // Refresh tokens are signed too, and live longest.
            PublishedAfterRotation = OpenIdLifetimes.RefreshToken,
            Algorithms = [Federation.Tokens.SignatureAlgorithm.RS256, Federation.Tokens.SignatureAlgorithm.ES256],
        },
        values, directory, clock);

    public void Dispose() => Ring.Dispose();
}
