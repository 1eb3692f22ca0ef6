using StsEmulator.Iam.Directory;

namespace StsEmulator.IamApi.InstanceProfiles;

/// <summary>The tags of instance profiles, whose keys heed case.</summary>
internal static class InstanceProfileTagOperations
{
    public static IReadOnlyList<IamOperation> Table { get; } = new TagOperation<InstanceProfile>(
        "InstanceProfile", Find, profile => profile.Tags, (profile, tags) => profile with { Tags = tags }, StringComparer.Ordinal).Table;

    private static TaggedEntity<InstanceProfile> Find(IamCall call)
    {
        var named = NamedInstanceProfile.Read(call);
        return new TaggedEntity<InstanceProfile>(named.Arn, named.Profile, named.Missing);
    }
}
