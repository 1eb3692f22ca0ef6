using System.Text.Json.Serialization;

namespace StsEmulator.Iam.Directory;

/// <summary>A SAML identity provider registered in an account.</summary>
public sealed record SamlProvider : DirectoryEntity
{
    public required string Name { get; init; }

    public required string SamlMetadataDocument { get; init; }

    [JsonIgnore]
    public override EntityKey Key => new(AccountId, EntityKind.SamlProvider, Name);

    public string Arn(string partition) => $"arn:{partition}:iam::{AccountId}:saml-provider/{Name}";
}
