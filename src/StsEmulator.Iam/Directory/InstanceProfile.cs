using System.Text.Json.Serialization;

namespace StsEmulator.Iam.Directory;

/// <summary>An instance profile: what hands a role to an instance.</summary>
public sealed record InstanceProfile : DirectoryEntity
{
    public required string InstanceProfileName { get; init; }

    public string Path { get; init; } = "/";

    public required string InstanceProfileId { get; init; }

    /// <summary>Gets the names of its roles; IAM allows one.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    public IReadOnlyList<Tag> Tags { get; init; } = [];

    [JsonIgnore]
    public override EntityKey Key => new(AccountId, EntityKind.InstanceProfile, InstanceProfileName);

    public string Arn(string partition) => $"arn:{partition}:iam::{AccountId}:instance-profile{Path}{InstanceProfileName}";
}
