using StsEmulator.Metadata.Instances;

namespace StsEmulator.Metadata.Tree;

/// <summary>A directory whose names are the instance's own (addresses, tags, devices); made once for each instance.</summary>
internal sealed class InstanceDirectory(Func<SimulatedInstance, MetadataDirectory> make) : MetadataNode
{
    public override bool IsDirectory => true;

    public override bool IsPresent(MetadataReader reader) => Of(reader).IsPresent(reader);

    public override MetadataNode? Find(ReadOnlySpan<char> name, MetadataReader reader) => Of(reader).Find(name, reader);

    public override ValueTask<MetadataContent?> ReadAsync(MetadataReader reader, CancellationToken cancellationToken) =>
        Of(reader).ReadAsync(reader, cancellationToken);

    private MetadataDirectory Of(MetadataReader reader) => reader.Instance.Keep(this, make);
}
