using System.Text;
using StsEmulator.Metadata.Instances;

namespace StsEmulator.Metadata.Tree;

/// <summary>
/// <c>public-keys/</c>: it lists the number of the key pair with its name, <c>0=my-key</c>, and under the number alone stands the key.
/// </summary>
internal sealed class PublicKeysNode : MetadataNode
{
    private readonly MetadataDirectory key = new()
    {
        { "openssh-key", new MetadataLeaf(instance => instance.Settings.PublicKeyMaterial
            ?? (NameOf(instance) is { } name ? DerivedIdentifiers.PublicKey(instance.InstanceId, name) : null)) },
    };

    public override bool IsDirectory => true;

    public override bool IsPresent(MetadataReader reader) => NameOf(reader.Instance) is not null;

    public override MetadataNode? Find(ReadOnlySpan<char> name, MetadataReader reader) => name is "0" ? key : null;

    public override ValueTask<MetadataContent?> ReadAsync(MetadataReader reader, CancellationToken cancellationToken) =>
        ValueTask.FromResult(NameOf(reader.Instance) is { } name
            ? new MetadataContent(Encoding.UTF8.GetBytes("0=" + name), reader.Instance.LaunchTime)
            : null);

    // Key material that was given without a name needs one to be listed under.
    private static string? NameOf(SimulatedInstance instance) =>
        instance.Settings.KeyName ?? (instance.Settings.PublicKeyMaterial is null ? null : "key-pair");
}
