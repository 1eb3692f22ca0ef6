using System.Globalization;
using StsEmulator.Metadata.Credentials;
using StsEmulator.Metadata.Identity;
using StsEmulator.Metadata.Instances;

namespace StsEmulator.Metadata.Tree;

/// <summary>Everything below a version, one line for each name; the same under every version.</summary>
internal sealed class MetadataTree(InstanceProfiles profiles, CurrentRoleCredentials credentials, CurrentIdentityCredentials identity, IdentityDocuments documents)
{
    public MetadataNode Root { get; } = new MetadataDirectory(marksDirectories: false)
    {
        { "dynamic", Dynamic(documents) },
        { "meta-data", MetaData(profiles, credentials, identity) },
        { "user-data", new UserDataNode() },
    };

    /// <summary>Tells whether a name stands at the top, whatever the instance has of it.</summary>
    public static bool HasTop(ReadOnlySpan<char> name) => name is "dynamic" or "meta-data" or "user-data";

    private static MetadataDirectory Dynamic(IdentityDocuments documents) => new()
    {
        { "fws", Directory("instance-monitoring", new MetadataLeaf(instance => instance.Settings.IsMonitored ? "enabled" : "disabled")) },
        { "instance-identity", new MetadataDirectory
        {
            { "document", new IdentityDocumentNode(documents) },
            { "pkcs7", new IdentitySignatureNode(documents, signed => signed.Pkcs7) },
            { "rsa2048", new IdentitySignatureNode(documents, signed => signed.Pkcs7) },
            { "signature", new IdentitySignatureNode(documents, signed => signed.Signature) },
        } },
    };

    private static MetadataDirectory MetaData(
        InstanceProfiles profiles, CurrentRoleCredentials credentials, CurrentIdentityCredentials identity) => new()
    {
        { "ami-id", new MetadataLeaf(instance => instance.ImageId) },
        { "ami-launch-index", new MetadataLeaf(instance => Number(instance.Settings.AmiLaunchIndex)) },
        // The image of an EBS-backed instance has no manifest.
        { "ami-manifest-path", new MetadataLeaf(_ => "(unknown)") },
        { "ancestor-ami-ids", MetadataLeaf.Lines(instance => instance.Settings.AncestorImageIds) },
        { "autoscaling", NoticeNodes.AutoScaling() },
        { "block-device-mapping", DeviceNodes.BlockDevices() },
        { "events", NoticeNodes.Events() },
        { "hostname", new MetadataLeaf(instance => instance.Primary.LocalHostname) },
        { "iam", Iam(profiles, credentials) },
        { "identity-credentials", Directory("ec2", new MetadataDirectory
        {
            { "info", new IdentityCredentialsNode(profiles) },
            { "security-credentials", Directory("ec2-instance", new InstanceIdentityNode(identity)) },
        }) },
        // A simulated instance is never bundled.
        { "instance-action", new MetadataLeaf(_ => "none") },
        { "instance-id", new MetadataLeaf(instance => instance.InstanceId) },
        { "instance-life-cycle", new MetadataLeaf(InstanceFacts.LifeCycle) },
        { "instance-type", new MetadataLeaf(instance => instance.InstanceType) },
        { "ipv6", new MetadataLeaf(instance => instance.Primary.Ipv6Addresses is [var first, ..] ? first : null) },
        { "kernel-id", new MetadataLeaf(instance => instance.Settings.KernelId) },
        { "local-hostname", new MetadataLeaf(instance => instance.Primary.LocalHostname) },
        { "local-ipv4", new MetadataLeaf(instance => instance.PrivateIpAddress) },
        { "mac", new MetadataLeaf(instance => instance.Primary.MacAddress) },
        { "managed-ssh-keys", Directory("signer-cert", new MetadataLeaf(instance => instance.Settings.ManagedSshKeysSignerCert)) },
        { "metrics", Directory("vhostmd", new MetadataLeaf(_ => """<?xml version="1.0" encoding="UTF-8"?>""")) },
        { "network", Directory("interfaces", Directory("macs", NetworkNodes.Interfaces(profiles))) },
        { "placement", Placement() },
        { "product-codes", MetadataLeaf.Lines(instance => instance.Settings.ProductCodes.Select(code => code.ProductCodeId)) },
        { "profile", new MetadataLeaf(_ => "default-hvm") },
        { "public-hostname", new MetadataLeaf(instance => instance.Primary.PublicHostname) },
        { "public-ipv4", new MetadataLeaf(instance => instance.Primary.Addresses[0].PublicIp) },
        { "public-keys", new PublicKeysNode() },
        { "ramdisk-id", new MetadataLeaf(instance => instance.Settings.RamdiskId) },
        { "reservation-id", new MetadataLeaf(instance => instance.ReservationId) },
        { "security-groups", MetadataLeaf.Lines(instance => instance.SecurityGroups.Select(group => group.GroupName)) },
        { "services", Services() },
        { "spot", NoticeNodes.Spot() },
        { "system", new MetadataLeaf(InstanceFacts.Hypervisor) },
        { "tags", Directory("instance", TagNodes.InstanceTags()) },
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
        { "availability-zone-id", new MetadataLeaf(instance => instance.Settings.Placement.AvailabilityZoneId
            ?? RegionNaming.ZoneId(instance.Region, instance.AvailabilityZone)) },
        { "group-name", new MetadataLeaf(instance => instance.Settings.Placement.GroupName) },
        { "host-id", new MetadataLeaf(instance => instance.Settings.Placement.HostId) },
        { "partition-number", new MetadataLeaf(instance => instance.Settings.Placement.PartitionNumber is { } number ? Number(number) : null) },
        { "region", new MetadataLeaf(instance => instance.Region) },
    };

    private static MetadataDirectory Services() => new()
    {
        { "domain", new MetadataLeaf(instance => RegionNaming.Domain(instance.Region)) },
        { "partition", new MetadataLeaf(instance => RegionNaming.Partition(instance.Region)) },
    };

    /// <summary>A directory of one name.</summary>
    private static MetadataDirectory Directory(string name, MetadataNode node) => new() { { name, node } };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
