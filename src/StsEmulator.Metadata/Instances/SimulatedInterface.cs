using System.Globalization;
using System.Net;
using StsEmulator.Metadata.Settings;

namespace StsEmulator.Metadata.Instances;

/// <summary>A network interface as the metadata service knows it; the first is the primary one and has what the instance has.</summary>
public sealed class SimulatedInterface
{
    internal SimulatedInterface(SimulatedInstance instance, NetworkInterfaceSettings settings, int index)
    {
        string id = instance.InstanceId, thing = $"interface/{index}";
        var primary = index == 0 ? instance.Settings : null;
        MacAddress = settings.MacAddress ?? primary?.MacAddress ?? DerivedIdentifiers.MacAddress(id, thing);
        InterfaceId = settings.NetworkInterfaceId ?? DerivedIdentifiers.ResourceId("eni", id, thing);
        DeviceNumber = settings.DeviceIndex ?? index;
        NetworkCard = settings.NetworkCardIndex;
        // Interfaces without a subnet of their own are in that of the instance.
        SubnetId = settings.SubnetId ?? instance.Settings.SubnetId ?? DerivedIdentifiers.ResourceId("subnet", id, "subnet");
        VpcId = settings.VpcId ?? instance.VpcId;
        Addresses = settings.PrivateIpAddresses.Count > 0
            ? settings.PrivateIpAddresses
            : [new PrivateAddress(primary is null ? Neighbour(instance.PrivateIpAddress, id, thing) : instance.PrivateIpAddress, null)];
        if (primary?.PublicIpAddress is { } publicAddress && Addresses[0].PublicIp is null)
            Addresses = [Addresses[0] with { PublicIp = publicAddress }, .. Addresses.Skip(1)];
        LocalHostname = settings.PrivateDnsName ?? primary?.PrivateDnsName
            ?? RegionNaming.PrivateHostname(instance.Region, Addresses[0].PrivateIpAddress);
        PublicHostname = settings.PublicDnsName ?? primary?.PublicDnsName
            ?? (Addresses.FirstOrDefault(address => address.PublicIp is not null) is { PublicIp: { } first }
                ? RegionNaming.PublicHostname(instance.Region, first)
                : null);
        Ipv6Addresses = settings.Ipv6Addresses.Count > 0 ? settings.Ipv6Addresses : primary?.Ipv6Address is { } ipv6 ? [ipv6] : [];
        Ipv4Prefixes = settings.Ipv4Prefixes;
        Ipv6Prefixes = settings.Ipv6Prefixes;
        Groups = settings.Groups.Count > 0 ? settings.Groups : instance.SecurityGroups;
        SubnetCidrBlock = settings.SubnetCidrBlock ?? Block(Addresses[0].PrivateIpAddress, 20);
        VpcCidrBlocks = settings.VpcCidrBlocks.Count > 0 ? settings.VpcCidrBlocks : [Block(Addresses[0].PrivateIpAddress, 16)];
        SubnetIpv6CidrBlocks = Ipv6Blocks(settings.SubnetIpv6CidrBlocks, 64);
        VpcIpv6CidrBlocks = Ipv6Blocks(settings.VpcIpv6CidrBlocks, 56);
    }

    public string MacAddress { get; }

    public string InterfaceId { get; }

    public int DeviceNumber { get; }

    public int NetworkCard { get; }

    public string SubnetId { get; }

    public string VpcId { get; }

    /// <summary>Gets the addresses, at least one.</summary>
    public IReadOnlyList<PrivateAddress> Addresses { get; }

    public string LocalHostname { get; }

    public string? PublicHostname { get; }

    public IReadOnlyList<string> Ipv6Addresses { get; }

    public IReadOnlyList<string> Ipv4Prefixes { get; }

    public IReadOnlyList<string> Ipv6Prefixes { get; }

    public IReadOnlyList<SecurityGroup> Groups { get; }

    public string SubnetCidrBlock { get; }

    public IReadOnlyList<string> VpcCidrBlocks { get; }

    public IReadOnlyList<string> SubnetIpv6CidrBlocks { get; }

    public IReadOnlyList<string> VpcIpv6CidrBlocks { get; }

    /// <summary>An address in the network of the primary one.</summary>
    private static string Neighbour(string primaryAddress, string instanceId, string thing)
    {
        byte[] octets = IPAddress.Parse(primaryAddress).GetAddressBytes();
        byte[] digest = DerivedIdentifiers.Digest(instanceId, thing + "/address");
        return string.Create(CultureInfo.InvariantCulture, $"{octets[0]}.{octets[1]}.{digest[0]}.{(digest[1] % 240) + 10}");
    }

    /// <summary>The block of the given prefix length around an address; the lengths are those of a default VPC.</summary>
    private static string Block(string address, int prefixLength)
    {
        byte[] bytes = IPAddress.Parse(address).GetAddressBytes();
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] &= (byte)(0xFF00 >> Math.Clamp(prefixLength - (i * 8), 0, 8));
        return $"{new IPAddress(bytes)}/{prefixLength}";
    }

    private IReadOnlyList<string> Ipv6Blocks(IReadOnlyList<string> given, int prefixLength) =>
        given.Count > 0 ? given : [.. Ipv6Addresses.Select(address => Block(address, prefixLength)).Distinct(StringComparer.Ordinal)];
}
