using System.Text.Json;
using StsEmulator.Federation.Saml.Issuing;

namespace StsEmulator.IdentityProvider.Users;

/// <summary>A person that the identity provider vouches for. Holds no password.</summary>
public sealed record IdentityUser
{
    /// <summary>Gets what the user types to sign in; letter case does not count.</summary>
    public required string UserName { get; init; }

    /// <summary>Gets the <c>sub</c> of tokens: stable and never given to another user.</summary>
    public required string Subject { get; init; }

    public required string DisplayName { get; init; }

    public string? Email { get; init; }

    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Gets the base32 seed of the user's authenticator; null for a user without a second factor.</summary>
    public string? MfaSeed { get; init; }

    /// <summary>Gets further claims of the ID token and of userinfo, by name.</summary>
    public IReadOnlyDictionary<string, JsonElement> Claims { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>Gets the session tags that AssumeRoleWithWebIdentity and AssumeRoleWithSAML set.</summary>
    public IReadOnlyDictionary<string, string> AwsTags { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the source identity that those calls set; null for none.</summary>
    public string? SourceIdentity { get; init; }

    /// <summary>Gets the roles that SAML responses about the user offer.</summary>
    public IReadOnlyList<SamlRolePair> SamlRoles { get; init; } = [];

    // INVARIANT: the seed stays out of every generated text.
    public override string ToString() => $"IdentityUser {Subject}";
}
