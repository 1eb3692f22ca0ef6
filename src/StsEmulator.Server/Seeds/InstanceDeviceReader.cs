using System.Net;
using System.Net.Sockets;
using StsEmulator.Metadata.Settings;

namespace StsEmulator.Server.Seeds;

/// <summary>Reads the network interfaces and block devices of an instance.</summary>
internal sealed class InstanceDeviceReader(SeedProblems problems)
{
    // Source: EC2 User Guide, "Maximum IP addresses per network interface": no instance type has more of either.
    private const int MaximumInterfaces = 64, MaximumAddresses = 50, MaximumPrefixes = 50;

    public List<NetworkInterfaceSettings> NetworkInterfaces(SeedElement instance)
    {
        List<NetworkInterfaceSettings> interfaces = [];
        HashSet<string> macs = new(StringComparer.Ordinal);
        foreach (var item in instance.Items("NetworkInterfaces", MaximumInterfaces))
        {
            SeedElement element = new(
                item, problems, "NetworkInterfaceId", "MacAddress", "DeviceIndex", "NetworkCardIndex", "SubnetId", "VpcId", "PrivateDnsName",
                "PublicDnsName", "PrivateIpAddresses", "Ipv6Addresses", "Ipv4Prefixes", "Ipv6Prefixes", "Groups", "SubnetCidrBlock",
                "SubnetIpv6CidrBlocks", "VpcCidrBlocks", "VpcIpv6CidrBlocks");
            string? mac = element.Text("MacAddress", TextRule.MacAddress)?.ToLowerInvariant();
            if (mac is not null && !macs.Add(mac))
                element.Report("MacAddress", $"`{mac}` is given twice");
            interfaces.Add(new NetworkInterfaceSettings
            {
                NetworkInterfaceId = element.Text("NetworkInterfaceId", TextRule.Name),
                MacAddress = mac,
                DeviceIndex = element.Find("DeviceIndex") is null ? null : element.Number("DeviceIndex", 0, 255, absent: 0),
                NetworkCardIndex = element.Number("NetworkCardIndex", 0, 255, absent: 0),
                SubnetId = element.Text("SubnetId", TextRule.Name),
                VpcId = element.Text("VpcId", TextRule.Name),
                PrivateDnsName = element.Text("PrivateDnsName", TextRule.Name),
                PublicDnsName = element.Text("PublicDnsName", TextRule.Name),
                PrivateIpAddresses = PrivateAddresses(element),
                Ipv6Addresses = Checked(element, "Ipv6Addresses", MaximumAddresses, "an IPv6 address", text => IsAddress(text, AddressFamily.InterNetworkV6)),
                Ipv4Prefixes = Blocks(element, "Ipv4Prefixes", AddressFamily.InterNetwork),
                Ipv6Prefixes = Blocks(element, "Ipv6Prefixes", AddressFamily.InterNetworkV6),
                Groups = SecurityGroups(element, "Groups"),
                SubnetCidrBlock = SubnetBlock(element),
                SubnetIpv6CidrBlocks = Blocks(element, "SubnetIpv6CidrBlocks", AddressFamily.InterNetworkV6),
                VpcCidrBlocks = Blocks(element, "VpcCidrBlocks", AddressFamily.InterNetwork),
                VpcIpv6CidrBlocks = Blocks(element, "VpcIpv6CidrBlocks", AddressFamily.InterNetworkV6),
            });
        }
        return interfaces;
    }

    public List<SecurityGroup> SecurityGroups(SeedElement owner, string property)
    {
        List<SecurityGroup> groups = [];
        foreach (var item in owner.Items(property))
        {
            SeedElement element = new(item, problems, "GroupId", "GroupName");
            string? id = element.Required("GroupId", TextRule.Name);
            string? name = element.Required("GroupName", TextRule.Description);
            if (id is not null && name is not null)
                groups.Add(new SecurityGroup(id, name));
        }
        return groups;
    }

    /// <summary>Reads devices: <c>Ebs</c> (a mapping whose properties are not checked, as nothing serves them) or <c>VirtualName</c>.</summary>
    public List<BlockDeviceMapping> BlockDevices(SeedElement instance)
    {
        List<BlockDeviceMapping> devices = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (var item in instance.Items("BlockDeviceMappings"))
        {
            SeedElement element = new(item, problems, "DeviceName", "Ebs", "VirtualName");
            string? device = element.Required("DeviceName", TextRule.Name);
            string? virtualName = element.Text("VirtualName", TextRule.VirtualDevice);
            if (virtualName is not null && element.Find("Ebs") is not null)
                element.Report("VirtualName", "a device is either an EBS volume or a virtual device");
            if (device is not null && !names.Add(device))
                element.Report("DeviceName", $"`{device}` is given twice");
            if (virtualName is not null && !names.Add(virtualName))
                element.Report("VirtualName", $"`{virtualName}` is given twice");
            else if (device is not null)
                devices.Add(new BlockDeviceMapping(device, virtualName));
        }
        return devices;
    }

    /// <summary>Reads an address in its canonical form; null when absent or wrong.</summary>
    public static string? Address(SeedElement element, string property, AddressFamily family)
    {
        if (element.Text(property, TextRule.Name) is not { } text)
            return null;
        if (IsAddress(text, family))
            return text;
        element.Report(property, $"`{text}` is no {(family == AddressFamily.InterNetwork ? "IPv4" : "IPv6")} address");
        return null;
    }

    private List<PrivateAddress> PrivateAddresses(SeedElement owner)
    {
        List<PrivateAddress> addresses = [];
        foreach (var item in owner.Items("PrivateIpAddresses", MaximumAddresses))
        {
            SeedElement element = new(item, problems, "PrivateIpAddress", "PublicIp");
            if (element.Find("PrivateIpAddress") is null)
                problems.Add(element.Place, "`PrivateIpAddress` is missing");
            string? publicAddress = Address(element, "PublicIp", AddressFamily.InterNetwork);
            if (Address(element, "PrivateIpAddress", AddressFamily.InterNetwork) is { } address)
                addresses.Add(new PrivateAddress(address, publicAddress));
        }
        return addresses;
    }

    private static List<string> Blocks(SeedElement element, string property, AddressFamily family) =>
        Checked(element, property, MaximumPrefixes, "a CIDR block", text => IsBlock(text, family));

    private static string? SubnetBlock(SeedElement element)
    {
        if (element.Text("SubnetCidrBlock", TextRule.Name) is not { } text)
            return null;
        if (IsBlock(text, AddressFamily.InterNetwork))
            return text;
        element.Report("SubnetCidrBlock", $"`{text}` is not a CIDR block");
        return null;
    }

    private static List<string> Checked(SeedElement element, string property, int maximum, string meaning, Predicate<string> isGood)
    {
        var texts = element.Texts(property, TextRule.Name, maximum);
        foreach (string text in texts.Where(text => !isGood(text)))
            element.Report(property, $"`{text}` is not {meaning}");
        // The network is worked out from addresses, so that a wrong one goes no further.
        return texts.FindAll(isGood);
    }

    private static bool IsAddress(string text, AddressFamily family) =>
        IPAddress.TryParse(text, out var address) && address.AddressFamily == family && address.ToString() == text;

    private static bool IsBlock(string text, AddressFamily family) =>
        IPNetwork.TryParse(text, out var block) && block.BaseAddress.AddressFamily == family;
}
