using StsEmulator.Metadata.Settings;

namespace StsEmulator.Metadata.Tree;

/// <summary><c>tags/instance/</c>, when the instance's options switch it on.</summary>
internal static class TagNodes
{
    public static InstanceDirectory InstanceTags() => new(instance =>
    {
        MetadataDirectory tags = new();
        if (instance.Options.ServesTags)
        {
            foreach (var tag in instance.Settings.Tags.Where(tag => InstanceTagKey.CanBeServed(tag.Key)))
                tags.Add(tag.Key, new MetadataLeaf(_ => tag.Value));
        }
        return tags;
    });
}
