using System.Text.Json.Serialization;

namespace StsEmulator.Iam.Directory;

/// <summary>An OpenID Connect provider registered in an account.</summary>
public sealed record OidcProvider : DirectoryEntity
{
    /// <summary>Gets the issuer URL exactly as tokens carry it in <c>iss</c>.</summary>
    public required string Url { get; init; }

    /// <summary>Gets the accepted audiences, at most 100.</summary>
    public IReadOnlyList<string> ClientIdList { get; init; } = [];

    /// <summary>Gets the SHA-1 certificate thumbprints, at most 5.</summary>
    public IReadOnlyList<string> ThumbprintList { get; init; } = [];

    /// <summary>Gets a pinned JSON Web Key Set, for use without the provider's server; null when keys come by discovery.</summary>
    public string? Jwks { get; init; }

    /// <summary>
    /// Gets whether the emulator signs in this issuer's name and verifies with its own keys, so that a pipeline can be rehearsed. Only the
    /// seed can say so: whoever may call the control API can be anybody of such an issuer.
    /// </summary>
    public bool IsTestIssuer { get; init; }

    /// <summary>
    /// Gets whether the provider's server may be on this machine or in a private network: true for providers of the seed, whose author
    /// decides that, and false for those that API calls register.
    /// </summary>
    public bool MayBePrivate { get; init; }

    public IReadOnlyList<Tag> Tags { get; init; } = [];

    /// <summary>Gets the URL without its scheme: the name in the provider's ARN and the prefix of its condition keys.</summary>
    [JsonIgnore]
    public string HostAndPath => Url[(Url.IndexOf("://", StringComparison.Ordinal) + 3)..];

    [JsonIgnore]
    public override EntityKey Key => new(AccountId, EntityKind.OidcProvider, HostAndPath);

    public string Arn(string partition) => $"arn:{partition}:iam::{AccountId}:oidc-provider/{HostAndPath}";
}
