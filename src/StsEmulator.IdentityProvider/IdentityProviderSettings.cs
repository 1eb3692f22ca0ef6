using StsEmulator.IdentityProvider.Clients;
using StsEmulator.IdentityProvider.Users;

namespace StsEmulator.IdentityProvider;

/// <summary>What the seed says about the identity provider.</summary>
public sealed record IdentityProviderSettings(IReadOnlyList<SeededUser> Users, IReadOnlyList<OpenIdClient> Clients)
{
    public static IdentityProviderSettings Empty { get; } = new([], []);
}

/// <summary>What browsers and other programs know the OpenID provider by. It is asked for late: a free port is known once it is taken.</summary>
/// <param name="Issuer">Gives the issuer URL, without a slash at its end.</param>
public sealed record IdentityProviderAddress(Func<string> Issuer);
