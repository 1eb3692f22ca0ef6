using System.Text;
using StsEmulator.Metadata.Credentials;
using StsEmulator.Metadata.Http;
using StsEmulator.Metadata.Instances;
using StsEmulator.Metadata.Tree;

namespace StsEmulator.Metadata.Tests.Tree;

/// <summary>Reads the tree at a moment of choice, without the service around it.</summary>
internal static class TreeReading
{
    /// <returns>Null for "not found".</returns>
    public static async Task<string?> ReadAsync(this MetadataTree tree, SimulatedInstance instance, string path, DateTimeOffset now)
    {
        var reader = new MetadataReader(instance, RoleDelivery.Version2, now);
        var node = Find(tree.Root, path, reader);
        return node is not null && await node.ReadAsync(reader, CancellationToken.None) is { } content
            ? Encoding.UTF8.GetString(content.Body.Span)
            : null;
    }

    private static MetadataNode? Find(MetadataNode root, string path, MetadataReader reader)
    {
        MetadataNode? node = root;
        for (var segments = new MetadataPath(path); node is not null && !segments.IsAtEnd;)
            node = node.Find(segments.Next(), reader);
        return node;
    }
}
