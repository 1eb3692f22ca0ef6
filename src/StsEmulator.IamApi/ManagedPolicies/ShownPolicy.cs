using StsEmulator.Iam.Directory;

namespace StsEmulator.IamApi.ManagedPolicies;

/// <summary>A managed policy as answers show it, whoever manages it.</summary>
internal sealed record ShownPolicy
{
    public required string Arn { get; init; }

    public required string Name { get; init; }

    public required string Path { get; init; }

    public required string Id { get; init; }

    public required string? Description { get; init; }

    public required DateTimeOffset CreateDate { get; init; }

    public required DateTimeOffset UpdateDate { get; init; }

    public required IReadOnlyList<Tag> Tags { get; init; }

    /// <summary>Gets the versions, the newest first. Of AWS's policies only the default one is known.</summary>
    public required IReadOnlyList<PolicyVersion> Versions { get; init; }

    public required string DefaultVersionId { get; init; }

    public required bool IsAwsManaged { get; init; }

    public required PolicyUse Use { get; init; }

    public static ShownPolicy Of(ManagedPolicy policy, PolicyUsage usage, string partition) => new()
    {
        Arn = policy.Arn(partition),
        Name = policy.PolicyName,
        Path = policy.Path,
        Id = policy.PolicyId,
        Description = policy.Description,
        CreateDate = policy.CreateDate,
        UpdateDate = policy.UpdateDate ?? policy.CreateDate,
        Tags = policy.Tags,
        Versions = policy.Versions,
        DefaultVersionId = policy.DefaultVersion.Id,
        IsAwsManaged = false,
        Use = usage[policy.Arn(partition)],
    };

    public static ShownPolicy Of(AwsManagedPolicy policy, PolicyUsage usage, string partition) => new()
    {
        Arn = policy.Arn(partition),
        Name = policy.PolicyName,
        Path = policy.Path,
        Id = policy.PolicyId,
        Description = policy.Description,
        CreateDate = policy.CreateDate,
        UpdateDate = policy.UpdateDate,
        Tags = [],
        Versions = [PolicyWriting.VersionOf(policy, partition)],
        DefaultVersionId = policy.DefaultVersionId,
        IsAwsManaged = true,
        Use = usage[policy.Arn(partition)],
    };
}
