namespace StsEmulator.Metadata.Tree;

/// <summary>What a path answers.</summary>
/// <param name="LastModified">The value of the header; it moves only when the bytes do.</param>
internal sealed record MetadataContent(ReadOnlyMemory<byte> Body, DateTimeOffset LastModified, string ContentType = MetadataContent.PlainText)
{
    /// <summary>The service labels everything so, JSON too, user data excepted.</summary>
    public const string PlainText = "text/plain";
}
