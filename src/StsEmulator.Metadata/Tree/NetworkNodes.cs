using System.Globalization;
using StsEmulator.Metadata.Credentials;
using StsEmulator.Metadata.Instances;

namespace StsEmulator.Metadata.Tree;

/// <summary><c>network/interfaces/macs/</c>: a directory for each network interface. SDKs ask only for names that are listed.</summary>
internal static class NetworkNodes
{
    public static InstanceDirectory Interfaces(InstanceProfiles profiles) => new(instance =>
    {
        MetadataDirectory macs = new();
        foreach (var item in instance.Interfaces)
            macs.Add(item.MacAddress, Interface(item, profiles));
        return macs;
    });

    private static MetadataDirectory Interface(SimulatedInterface item, InstanceProfiles profiles) => new()
    {
        { "device-number", Text(Number(item.DeviceNumber)) },
        { "interface-id", Text(item.InterfaceId) },
        { "ipv4-associations", Associations(item) },
        { "ipv4-prefix", Lines(item.Ipv4Prefixes) },
        { "ipv6-prefix", Lines(item.Ipv6Prefixes) },
        { "ipv6s", Lines(item.Ipv6Addresses) },
        { "local-hostname", Text(item.LocalHostname) },
        { "local-ipv4s", Lines(item.Addresses.Select(address => address.PrivateIpAddress)) },
        { "mac", Text(item.MacAddress) },
        { "network-card", Text(Number(item.NetworkCard)) },
        { "owner-id", Owner(profiles) },
        { "public-hostname", Text(item.PublicHostname) },
        { "public-ipv4s", Lines(PublicAddresses(item)) },
        { "security-group-ids", Lines(item.Groups.Select(group => group.GroupId)) },
        { "security-groups", Lines(item.Groups.Select(group => group.GroupName)) },
        { "subnet-id", Text(item.SubnetId) },
        { "subnet-ipv4-cidr-block", Text(item.SubnetCidrBlock) },
        { "subnet-ipv6-cidr-blocks", Lines(item.SubnetIpv6CidrBlocks) },
        { "vpc-id", Text(item.VpcId) },
        { "vpc-ipv4-cidr-block", Text(item.VpcCidrBlocks[0]) },
        { "vpc-ipv4-cidr-blocks", Lines(item.VpcCidrBlocks) },
        { "vpc-ipv6-cidr-blocks", Lines(item.VpcIpv6CidrBlocks) },
    };

    /// <summary>Under each public address the private ones that it belongs to.</summary>
    private static MetadataDirectory Associations(SimulatedInterface item)
    {
        MetadataDirectory associations = new();
        foreach (string address in PublicAddresses(item))
            associations.Add(address, Lines(item.Addresses.Where(entry => entry.PublicIp == address).Select(entry => entry.PrivateIpAddress)));
        return associations;
    }

    private static IEnumerable<string> PublicAddresses(SimulatedInterface item) =>
        item.Addresses.Select(address => address.PublicIp).OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>The account, which may be the directory's first and so change with it.</summary>
    private static ChangingLeaf Owner(InstanceProfiles profiles) => new(reader =>
        profiles.AccountOf(reader.Instance) is { } account ? new ChangingText(account, reader.Instance.LaunchTime) : null);

    private static MetadataLeaf Text(string? text) => new(_ => text);

    private static MetadataLeaf Lines(IEnumerable<string> values) => MetadataLeaf.Lines(_ => values);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
