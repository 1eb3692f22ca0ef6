namespace StsEmulator.Metadata.Tree;

/// <summary>
/// A place in the tree. One tree serves all instances: what it holds is asked of the reader's instance each time. What an instance does
/// not have is neither listed nor found; an empty answer would be taken for a value.
/// </summary>
internal abstract class MetadataNode
{
    /// <summary>Gets whether the name ends with a slash in its parent's listing.</summary>
    public virtual bool IsDirectory => false;

    /// <summary>Tells whether the reader's instance has this now.</summary>
    public virtual bool IsPresent(MetadataReader reader) => true;

    public virtual MetadataNode? Find(ReadOnlySpan<char> name, MetadataReader reader) => null;

    /// <returns>Null for "not found".</returns>
    public abstract ValueTask<MetadataContent?> ReadAsync(MetadataReader reader, CancellationToken cancellationToken);
}
