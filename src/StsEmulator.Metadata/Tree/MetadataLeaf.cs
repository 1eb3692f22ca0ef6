using System.Text;
using StsEmulator.Metadata.Instances;

namespace StsEmulator.Metadata.Tree;

/// <summary>A text that follows from the instance alone, and so is made once for each; null where the instance has none.</summary>
internal sealed class MetadataLeaf(Func<SimulatedInstance, string?> value) : MetadataNode
{
    private readonly Func<SimulatedInstance, MetadataContent?> make = instance => value(instance) is { } text
        ? new MetadataContent(Encoding.UTF8.GetBytes(text), instance.LaunchTime)
        : null;

    /// <summary>A text of several values, one a line; absent when there is none.</summary>
    public static MetadataLeaf Lines(Func<SimulatedInstance, IEnumerable<string>> values) =>
        new(instance => string.Join('\n', values(instance)) is { Length: > 0 } text ? text : null);

    public override bool IsPresent(MetadataReader reader) => reader.Instance.Keep(this, make) is not null;

    public override ValueTask<MetadataContent?> ReadAsync(MetadataReader reader, CancellationToken cancellationToken) =>
        ValueTask.FromResult(reader.Instance.Keep(this, make));
}
