using System.Security.Cryptography;
using System.Text;
using StsEmulator.Federation.Tokens;

namespace StsEmulator.IdentityProvider.Clients;

/// <summary>A program that users sign in to, or that signs in itself.</summary>
public sealed record OpenIdClient
{
    /// <summary>Gets the client id; the audience of its ID tokens.</summary>
    public required string ClientId { get; init; }

    /// <summary>Gets what pages call the client; its id where it has no name.</summary>
    public string? ClientName { get; init; }

    /// <summary>Gets the secret; null for a public client, which must use PKCE and cannot have tokens of its own.</summary>
    public string? ClientSecret { get; init; }

    public IReadOnlyList<string> RedirectUris { get; init; } = [];

    public IReadOnlyList<string> PostLogoutRedirectUris { get; init; } = [];

    /// <summary>Gets the grant types, in the words of RFC 6749 and RFC 8628.</summary>
    public IReadOnlyList<string> GrantTypes { get; init; } = [OpenIdGrants.AuthorizationCode, OpenIdGrants.RefreshToken];

    /// <summary>Gets the scopes that the client may ask for.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = OpenIdScopes.All;

    /// <summary>Gets the audiences of the client's access tokens; none leaves <c>aud</c> out.</summary>
    public IReadOnlyList<string> Audiences { get; init; } = [];

    /// <summary>Gets what the client's ID tokens are signed with: RS256 or ES256.</summary>
    public SignatureAlgorithm SigningAlgorithm { get; init; } = SignatureAlgorithm.RS256;

    /// <summary>Gets whether users are asked once what the client may learn.</summary>
    public bool RequireConsent { get; init; }

    public bool IsPublic => ClientSecret is null;

    public string DisplayName => ClientName ?? ClientId;

    /// <summary>Tells whether a secret is the client's; a public client has none, and shows none.</summary>
    public bool IsSecret(string? presented)
    {
        if (ClientSecret is null || string.IsNullOrEmpty(presented))
            return ClientSecret is null && string.IsNullOrEmpty(presented);
        return CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(ClientSecret)), SHA256.HashData(Encoding.UTF8.GetBytes(presented)));
    }

    // INVARIANT: the secret stays out of every generated text.
    public override string ToString() => $"OpenIdClient {ClientId}";
}

/// <summary>The grant types that clients may have.</summary>
public static class OpenIdGrants
{
    public const string AuthorizationCode = "authorization_code";
    public const string RefreshToken = "refresh_token";
    public const string ClientCredentials = "client_credentials";
    public const string DeviceCode = "urn:ietf:params:oauth:grant-type:device_code";

    public static IReadOnlyList<string> All { get; } = [AuthorizationCode, RefreshToken, ClientCredentials, DeviceCode];
}

/// <summary>The scopes there are.</summary>
public static class OpenIdScopes
{
    public const string OpenId = "openid";
    public const string Profile = "profile";
    public const string Email = "email";
    public const string Groups = "groups";
    public const string OfflineAccess = "offline_access";

    public static IReadOnlyList<string> All { get; } = [OpenId, Profile, Email, Groups, OfflineAccess];

    /// <summary>Says what a scope lets a client learn, for the consent page.</summary>
    public static string Describe(string scope) => scope switch
    {
        OpenId => "Who you are",
        Profile => "Your name",
        Email => "Your e-mail address",
        Groups => "The groups you are in",
        OfflineAccess => "Stay signed in when you are away",
        _ => scope,
    };
}
