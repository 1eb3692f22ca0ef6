namespace StsEmulator.Metadata.Tasks;

/// <summary>What stands under the metadata URI of a container, versions 3 and 4.</summary>
internal enum TaskDocument
{
    None,

    /// <summary>The URI itself.</summary>
    Container,

    /// <summary><c>/task</c>.</summary>
    Task,

    /// <summary><c>/taskWithTags</c>.</summary>
    TaskWithTags,

    /// <summary><c>/stats</c>.</summary>
    ContainerStatistics,

    /// <summary><c>/task/stats</c>.</summary>
    TaskStatistics,
}
