using System.Text;
using StsEmulator.Metadata.Instances;

namespace StsEmulator.Metadata.Tree;

/// <summary>A text that follows from the instance alone; null where the instance has none.</summary>
internal sealed class MetadataLeaf(Func<SimulatedInstance, string?> value) : MetadataNode
{
    public override bool IsPresent(MetadataReader reader) => value(reader.Instance) is not null;

    public override ValueTask<MetadataContent?> ReadAsync(MetadataReader reader, CancellationToken cancellationToken) =>
        ValueTask.FromResult(value(reader.Instance) is { } text
            ? new MetadataContent(Encoding.UTF8.GetBytes(text), reader.Instance.LaunchTime)
            : null);
}
