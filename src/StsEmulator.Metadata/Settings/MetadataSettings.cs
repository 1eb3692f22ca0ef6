using StsEmulator.Metadata.Instances;

namespace StsEmulator.Metadata.Settings;

/// <summary>What the metadata listener serves: the <c>Metadata</c> section of the seed.</summary>
/// <param name="Instances">The simulated instances; the first answers callers whose address belongs to none.</param>
/// <param name="Tasks">The container tasks; the first is the one that the second version of task metadata speaks of.</param>
public sealed record MetadataSettings(IReadOnlyList<InstanceSettings> Instances, IReadOnlyList<TaskSettings> Tasks)
{
    public static MetadataSettings None { get; } = new([], []);

    /// <summary>Gets what instances are told of their future from the start, by instance id.</summary>
    public IReadOnlyDictionary<string, InstanceNotices> Notices { get; init; } = new Dictionary<string, InstanceNotices>();

    /// <summary>Gets the Kubernetes clusters whose pods may ask for credentials.</summary>
    public IReadOnlyList<ClusterSettings> Clusters { get; init; } = [];
}
