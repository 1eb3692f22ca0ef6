using System.Text;

namespace StsEmulator.Metadata.Tree;

/// <param name="Since">Since when it holds.</param>
internal readonly record struct ChangingText(string Text, DateTimeOffset Since);

/// <summary>A text that depends on the time, or on more than the instance; null while there is none.</summary>
internal sealed class ChangingLeaf(Func<MetadataReader, ChangingText?> value) : MetadataNode
{
    public override bool IsPresent(MetadataReader reader) => value(reader) is not null;

    public override ValueTask<MetadataContent?> ReadAsync(MetadataReader reader, CancellationToken cancellationToken) =>
        ValueTask.FromResult(value(reader) is { } current
            ? new MetadataContent(Encoding.UTF8.GetBytes(current.Text), current.Since)
            : null);
}
