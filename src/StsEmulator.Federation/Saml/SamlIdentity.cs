using StsEmulator.Iam.Directory;

namespace StsEmulator.Federation.Saml;

/// <summary>Who a valid SAML assertion speaks of, and what it asks for. The assertion itself is not kept.</summary>
public sealed record SamlIdentity
{
    public required string ProviderArn { get; init; }

    /// <summary>Gets the issuer as the assertion carries it.</summary>
    public required string Issuer { get; init; }

    /// <summary>Gets the text of the NameID.</summary>
    public required string Subject { get; init; }

    /// <summary>Gets the format of the NameID: <c>persistent</c>, <c>transient</c> or another of SAML 2.0 without its prefix, else the whole URI.</summary>
    public required string SubjectType { get; init; }

    /// <summary>Gets the recipient of the subject confirmation, which the service calls the audience.</summary>
    public required string Recipient { get; init; }

    /// <summary>Gets the digest that tells subjects of one provider from those of another.</summary>
    public required string NameQualifier { get; init; }

    public required string RoleSessionName { get; init; }

    public required IReadOnlyList<Tag> Tags { get; init; }

    public required IReadOnlyList<string> TransitiveTagKeys { get; init; }

    public required string? SourceIdentity { get; init; }

    /// <summary>Gets the longest session the assertion allows, counted from now; null when it says nothing.</summary>
    public required TimeSpan? LongestSession { get; init; }

    /// <summary>Gets the condition keys for the trust policy: <c>saml:*</c>.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> ConditionKeys { get; init; }

    /// <summary>Gets the condition keys that stay with the session: <c>saml:namequalifier</c>, <c>saml:sub</c>, <c>saml:sub_type</c>.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> SessionContext { get; init; }
}
