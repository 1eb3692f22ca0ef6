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

    public IReadOnlyList<Tag> Tags { get; init; } = [];

    /// <summary>Gets the number of the version that is in force, 1 for a new policy.</summary>
    public int DefaultVersionNumber { get; init; } = 1;

    /// <summary>Gets when that version was made; null for the version that the policy was made with.</summary>
    public DateTimeOffset? DefaultVersionDate { get; init; }

    /// <summary>Gets the versions that are not in force.</summary>
    public IReadOnlyList<PolicyVersion> OtherVersions { get; init; } = [];

    /// <summary>Gets the highest number that a version ever had; numbers are not used again.</summary>
    public int LastVersionNumber { get; init; } = 1;

    /// <summary>Gets when the newest version was made; null while there was never a second one.</summary>
    public DateTimeOffset? UpdateDate { get; init; }

    [JsonIgnore]
    public override EntityKey Key => new(AccountId, EntityKind.ManagedPolicy, PolicyName);

    [JsonIgnore]
    public PolicyVersion DefaultVersion => new(DefaultVersionNumber, Document, DefaultVersionDate ?? CreateDate);

    /// <summary>Gets all versions, the newest first.</summary>
    [JsonIgnore]
    public IReadOnlyList<PolicyVersion> Versions => [.. OtherVersions.Append(DefaultVersion).OrderByDescending(version => version.Number)];

    public string Arn(string partition) => $"arn:{partition}:iam::{AccountId}:policy{Path}{PolicyName}";

    /// <summary>Gives the policy with another of its versions in force.</summary>
    public ManagedPolicy WithDefault(PolicyVersion version) => this with
    {
        Document = version.Document,
        DefaultVersionNumber = version.Number,
        DefaultVersionDate = version.CreateDate,
        OtherVersions = [.. OtherVersions.Append(DefaultVersion).Where(other => other.Number != version.Number)],
    };
}
