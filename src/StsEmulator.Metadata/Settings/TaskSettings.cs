using StsEmulator.Iam.Directory;

namespace StsEmulator.Metadata.Settings;

/// <summary>
/// One container task, whose credentials stand at <c>/v2/credentials/{TaskId}</c> and whose metadata stand at <c>/v3/{TaskId}</c> and
/// <c>/v4/{TaskId}</c>, under the names of the ECS API. What is null was not given; whoever serves it puts a plausible, stable value there.
/// </summary>
public sealed record TaskSettings
{
    /// <summary>Gets the last segment of the credentials URL, 1 to 64 letters, digits, hyphens and underscores.</summary>
    public required string TaskId { get; init; }

    /// <summary>Gets the ARN of the task role. It is in the directory at start.</summary>
    public required string RoleArn { get; init; }

    /// <summary>Gets what the <c>Authorization</c> header must hold, compared in constant time; null when none is asked for.</summary>
    public string? AuthorizationToken { get; init; }

    public string Region { get; init; } = "us-east-1";

    /// <summary>Gets the cluster's short name or ARN; <c>default</c> when absent.</summary>
    public string? Cluster { get; init; }

    /// <summary>Gets the family of the task definition; the task id when absent.</summary>
    public string? Family { get; init; }

    /// <summary>Gets the revision of the task definition, from 1.</summary>
    public int Revision { get; init; } = 1;

    /// <summary>Gets the service the task belongs to; null for a task that was run by itself.</summary>
    public string? ServiceName { get; init; }

    /// <summary>Gets <c>EC2</c>, <c>FARGATE</c> or <c>EXTERNAL</c>.</summary>
    public string LaunchType { get; init; } = "FARGATE";

    /// <summary>Gets the zone, which begins with the region; null stands for the region's first.</summary>
    public string? AvailabilityZone { get; init; }

    /// <summary>Gets the name of the container that asks; the family when absent.</summary>
    public string? ContainerName { get; init; }

    public string? Image { get; init; }

    /// <summary>Gets the container's labels beyond those that ECS sets.</summary>
    public IReadOnlyList<Tag> Labels { get; init; } = [];

    /// <summary>Gets the tags of the task.</summary>
    public IReadOnlyList<Tag> Tags { get; init; } = [];

    // INVARIANT: the token is a secret and stays out of every generated text.
    public override string ToString() => $"TaskSettings {TaskId}";
}
