using System.Text.Json.Serialization;

namespace StsEmulator.Iam.Directory;

/// <summary>An IAM group: policies that its members have in common. A group is never a principal.</summary>
public sealed record Group : DirectoryEntity
{
    public required string GroupName { get; init; }

    public string Path { get; init; } = "/";

    public required string GroupId { get; init; }

    public IReadOnlyList<string> ManagedPolicyArns { get; init; } = [];

    public IReadOnlyList<StoredPolicy> Policies { get; init; } = [];

    [JsonIgnore]
    public override EntityKey Key => new(AccountId, EntityKind.Group, GroupName);

    public string Arn(string partition) => $"arn:{partition}:iam::{AccountId}:group{Path}{GroupName}";
}
