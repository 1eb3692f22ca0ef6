using System.Text;

namespace StsEmulator.Metadata.Tree;

/// <summary>A directory: it answers the names in it, one a line in ordinal order, without a newline at the end.</summary>
/// <param name="marksDirectories">Whether directories in it are listed with a slash; at the top of a version they are not.</param>
internal sealed class MetadataDirectory(bool marksDirectories = true) : MetadataNode, System.Collections.IEnumerable
{
    private readonly SortedList<string, Entry> entries = new(StringComparer.Ordinal);

    public override bool IsDirectory => true;

    /// <summary>Adds a name.</summary>
    /// <param name="isListed">Whether the listing shows it; some paths exist only for those who know them.</param>
    public void Add(string name, MetadataNode node, bool isListed = true) => entries.Add(name, new Entry(node, isListed));

    public override bool IsPresent(MetadataReader reader)
    {
        foreach (var entry in entries.Values)
        {
            if (entry.Node.IsPresent(reader))
                return true;
        }
        return false;
    }

    public override MetadataNode? Find(ReadOnlySpan<char> name, MetadataReader reader)
    {
        var names = entries.Keys;
        for (int i = 0; i < names.Count; i++)
        {
            if (name.SequenceEqual(names[i]))
                return entries.Values[i].Node.IsPresent(reader) ? entries.Values[i].Node : null;
        }
        return null;
    }

    public override ValueTask<MetadataContent?> ReadAsync(MetadataReader reader, CancellationToken cancellationToken)
    {
        var listing = new StringBuilder();
        foreach (var (name, entry) in entries)
        {
            if (!entry.IsListed || !entry.Node.IsPresent(reader))
                continue;
            if (listing.Length > 0)
                listing.Append('\n');
            listing.Append(name);
            if (entry.Node.IsDirectory && marksDirectories)
                listing.Append('/');
        }
        return ValueTask.FromResult<MetadataContent?>(
            new MetadataContent(Encoding.UTF8.GetBytes(listing.ToString()), reader.Instance.LaunchTime));
    }

    public System.Collections.IEnumerator GetEnumerator() => entries.Keys.GetEnumerator();

    private readonly record struct Entry(MetadataNode Node, bool IsListed);
}
