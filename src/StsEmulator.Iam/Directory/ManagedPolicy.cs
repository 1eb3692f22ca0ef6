using System.Text.Json.Serialization;

namespace StsEmulator.Iam.Directory;

/// <summary>A customer-managed policy.</summary>
public sealed record ManagedPolicy : DirectoryEntity
{
    public required string PolicyName { get; init; }

    public string Path { get; init; } = "/";

    public required string PolicyId { get; init; }

    public string? Description { get; init; }

    /// <summary>Gets the document of the default version; its name is the policy's ARN.</summary>
    public required StoredPolicy Document { get; init; }

    [JsonIgnore]
    public override EntityKey Key => new(AccountId, EntityKind.ManagedPolicy, PolicyName);

    public string Arn(string partition) => $"arn:{partition}:iam::{AccountId}:policy{Path}{PolicyName}";
}
