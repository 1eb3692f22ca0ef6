using System.Text.Json.Serialization;

namespace StsEmulator.Iam.Directory;

/// <summary>A SAML identity provider registered in an account.</summary>
public sealed record SamlProvider : DirectoryEntity
{
    public required string Name { get; init; }

    public required string SamlMetadataDocument { get; init; }

    /// <summary>Gets whether this is the built-in identity provider, whose metadata come from itself and not from the document.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsBuiltIn { get; init; }

    public AssertionEncryptionMode AssertionEncryptionMode { get; init; }

    /// <summary>Gets the RSA keys that encrypted assertions are opened with; at most 2.</summary>
    public IReadOnlyList<SamlPrivateKey> PrivateKeys { get; init; } = [];

    /// <summary>Gets until when the metadata document says that it holds; null where it does not say.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    public IReadOnlyList<Tag> Tags { get; init; } = [];

    /// <summary>Gets what tells the provider from an earlier one of the same name: <c>SAMLSP</c> and 32 hexadecimal digits.</summary>
    [JsonIgnore]
    public string UniqueId => "SAMLSP" + SamlPrivateKey.Digest($"{AccountId}/{Name}/{CreateDate.UtcTicks}");

    [JsonIgnore]
    public override EntityKey Key => new(AccountId, EntityKind.SamlProvider, Name);

    public string Arn(string partition) => $"arn:{partition}:iam::{AccountId}:saml-provider/{Name}";

    // INVARIANT: the private keys are secrets and stay out of every generated text.
    public override string ToString() => $"SamlProvider {Name}";
}

/// <summary>Whether a provider's assertions must be encrypted. Source: IAM API, CreateSAMLProvider, AssertionEncryptionMode.</summary>
public enum AssertionEncryptionMode
{
    Allowed,
    Required,
}
