using StsEmulator.Metadata.Credentials;

namespace StsEmulator.Metadata.Tree;

/// <summary>Everything below a version, one line for each name; the same under every version.</summary>
internal sealed class MetadataTree(InstanceProfiles profiles, CurrentRoleCredentials credentials)
{
    public MetadataNode Root { get; } = new MetadataDirectory(marksDirectories: false)
    {
        { "dynamic", Dynamic(profiles) },
        { "meta-data", MetaData(profiles, credentials) },
        { "user-data", new UserDataNode() },
    };

    /// <summary>Tells whether a name stands at the top, whatever the instance has of it.</summary>
    public static bool HasTop(ReadOnlySpan<char> name) => name is "dynamic" or "meta-data" or "user-data";

    private static MetadataDirectory Dynamic(InstanceProfiles profiles) => new()
    {
        { "instance-identity", new MetadataDirectory { { "document", new IdentityDocumentNode(profiles) } } },
    };

    private static MetadataDirectory MetaData(InstanceProfiles profiles, CurrentRoleCredentials credentials) => new()
    {
        { "ami-id", new MetadataLeaf(instance => instance.ImageId) },
        { "iam", Iam(profiles, credentials) },
        { "instance-id", new MetadataLeaf(instance => instance.InstanceId) },
        { "instance-type", new MetadataLeaf(instance => instance.InstanceType) },
        { "local-ipv4", new MetadataLeaf(instance => instance.PrivateIpAddress) },
        { "placement", Placement() },
        { "public-ipv4", new MetadataLeaf(instance => instance.Settings.PublicIpAddress) },
    };

    private static MetadataDirectory Iam(InstanceProfiles profiles, CurrentRoleCredentials credentials) => new()
    {
        { "info", new InstanceProfileNode(profiles) },
        { "security-credentials", new RoleListingNode(profiles, credentials, includesAccount: false) },
        { "security-credentials-extended", new RoleListingNode(profiles, credentials, includesAccount: true), false },
    };

    private static MetadataDirectory Placement() => new()
    {
        { "availability-zone", new MetadataLeaf(instance => instance.AvailabilityZone) },
        { "region", new MetadataLeaf(instance => instance.Region) },
    };
}
