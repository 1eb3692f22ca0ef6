using StsEmulator.Iam.Directory;

namespace StsEmulator.Federation.Saml.Issuing;

/// <summary>What a response says: who signed in, to whom it is sent, and which roles are offered.</summary>
public sealed record SamlLogin
{
    /// <summary>Gets the entity ID of the identity provider.</summary>
    public required string Issuer { get; init; }

    /// <summary>Gets the address that the response is posted to.</summary>
    public required string Recipient { get; init; }

    public string Audience { get; init; } = "urn:amazon:webservices";

    /// <summary>Gets the ID of the request that is answered; null when the provider began.</summary>
    public string? InResponseTo { get; init; }

    public required string NameId { get; init; }

    public string NameIdFormat { get; init; } = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent";

    public required IReadOnlyList<SamlRolePair> Roles { get; init; }

    public required string RoleSessionName { get; init; }

    public IReadOnlyList<Tag> Tags { get; init; } = [];

    public IReadOnlyList<string> TransitiveTagKeys { get; init; } = [];

    public string? SourceIdentity { get; init; }

    /// <summary>Gets how long a session may last, 900 s to 43 200 s; null when nothing is said.</summary>
    public TimeSpan? SessionDuration { get; init; }

    /// <summary>Gets when the session at the provider ends; null when nothing is said.</summary>
    public DateTimeOffset? SessionNotOnOrAfter { get; init; }

    /// <summary>Gets how long the assertion may be used, 5 minutes.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromMinutes(5);
}

/// <summary>A role, and the provider as it is registered in the role's account.</summary>
public sealed record SamlRolePair(string RoleArn, string ProviderArn);
