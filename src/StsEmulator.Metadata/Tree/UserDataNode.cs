namespace StsEmulator.Metadata.Tree;

/// <summary>The user data, byte for byte.</summary>
internal sealed class UserDataNode : MetadataNode
{
    public override bool IsPresent(MetadataReader reader) => reader.Instance.Settings.UserData is not null;

    public override ValueTask<MetadataContent?> ReadAsync(MetadataReader reader, CancellationToken cancellationToken) =>
        ValueTask.FromResult(reader.Instance.Settings.UserData is { } bytes
            ? new MetadataContent(bytes, reader.Instance.LaunchTime, "application/octet-stream")
            : null);
}
