using StsEmulator.Iam.Directory;
using StsEmulator.Metadata.Settings;

namespace StsEmulator.Metadata.Tests.Tree;

/// <summary>An instance of which everything is given, and what each path then answers.</summary>
internal static class DescribedInstance
{
    public const string FirstMac = "02:29:96:8f:6a:2d", SecondMac = "02:29:96:8f:6a:2e";

    public static InstanceSettings Settings { get; } = new()
    {
        InstanceId = World.InstanceId,
        Region = "eu-west-1",
        PrivateIpAddress = "10.20.30.40",
        PublicIpAddress = "203.0.113.7",
        ImageId = "ami-0123",
        InstanceType = "m4.large",
        KeyName = "my-key",
        PublicKeyMaterial = "ssh-ed25519 AAAA my-key",
        ReservationId = "r-0123",
        AmiLaunchIndex = 3,
        KernelId = "aki-01",
        RamdiskId = "ari-01",
        SubnetId = "subnet-01",
        VpcId = "vpc-01",
        InstanceLifecycle = "scheduled",
        IsMonitored = true,
        RootDeviceName = "/dev/sda1",
        BlockDeviceMappings = [new("/dev/sda1", null), new("/dev/sdb", null), new("xvdc", "ephemeral0"), new("/dev/sdd", null), new("/dev/sde", "swap")],
        ProductCodes = [new("1abc", "marketplace"), new("2def", "devpay"), new("3ghi", "marketplace")],
        SecurityGroups = [new("sg-01", "web"), new("sg-02", "ssh access")],
        MetadataOptions = new MetadataOptions { ServesTags = true },
        Tags = [new Tag("Name", "web 1/2"), new Tag("app:team=x,@+-._", "é"), new Tag("no/path", "x"), new Tag("_index", "x"), new Tag("Empty", "")],
        Placement = new InstancePlacement
        {
            AvailabilityZone = "eu-west-1b",
            AvailabilityZoneId = "euw1-az3",
            GroupName = "cluster",
            HostId = "h-01",
            PartitionNumber = 2,
        },
        NetworkInterfaces =
        [
            new NetworkInterfaceSettings
            {
                MacAddress = FirstMac,
                NetworkInterfaceId = "eni-01",
                PrivateIpAddresses = [new("10.20.30.40", null), new("10.20.30.41", "203.0.113.8"), new("10.20.30.42", null)],
                Ipv6Addresses = ["2001:db8:12:3456::1", "2001:db8:12:3456::2"],
                Ipv4Prefixes = ["10.20.31.0/28"],
                Ipv6Prefixes = ["2001:db8:12:3456:1::/80"],
            },
            new NetworkInterfaceSettings
            {
                MacAddress = SecondMac,
                NetworkInterfaceId = "eni-02",
                DeviceIndex = 4,
                NetworkCardIndex = 1,
                SubnetId = "subnet-02",
                VpcId = "vpc-02",
                PrivateDnsName = "second.internal",
                PrivateIpAddresses = [new("10.30.0.9", null)],
                Groups = [new("sg-03", "db")],
                SubnetCidrBlock = "10.30.0.0/24",
                VpcCidrBlocks = ["10.30.0.0/16", "10.31.0.0/16"],
            },
        ],
    };

    /// <summary>Gets every leaf under <c>/latest/</c> except the signatures, whose bytes are the certificate's matter.</summary>
    public static IReadOnlyDictionary<string, string> Leaves { get; } = new Dictionary<string, string>
    {
        ["dynamic/fws/instance-monitoring"] = "enabled",
        ["meta-data/ami-id"] = "ami-0123",
        ["meta-data/ami-launch-index"] = "3",
        ["meta-data/ami-manifest-path"] = "(unknown)",
        ["meta-data/block-device-mapping/ami"] = "/dev/sda1",
        ["meta-data/block-device-mapping/ebs1"] = "sdb",
        ["meta-data/block-device-mapping/ebs2"] = "sdd",
        ["meta-data/block-device-mapping/ephemeral0"] = "xvdc",
        ["meta-data/block-device-mapping/root"] = "/dev/sda1",
        ["meta-data/block-device-mapping/swap"] = "sde",
        ["meta-data/events/maintenance/history"] = "[]",
        ["meta-data/events/maintenance/scheduled"] = "[]",
        ["meta-data/hostname"] = "ip-10-20-30-40.eu-west-1.compute.internal",
        ["meta-data/identity-credentials/ec2/info"] =
            "{\n  \"Code\" : \"Success\",\n  \"LastUpdated\" : \"2025-01-01T00:00:00Z\",\n  \"AccountId\" : \"123456789012\"\n}",
        ["meta-data/instance-action"] = "none",
        ["meta-data/instance-id"] = World.InstanceId,
        ["meta-data/instance-life-cycle"] = "scheduled",
        ["meta-data/instance-type"] = "m4.large",
        ["meta-data/ipv6"] = "2001:db8:12:3456::1",
        ["meta-data/kernel-id"] = "aki-01",
        ["meta-data/local-hostname"] = "ip-10-20-30-40.eu-west-1.compute.internal",
        ["meta-data/local-ipv4"] = "10.20.30.40",
        ["meta-data/mac"] = FirstMac,
        ["meta-data/metrics/vhostmd"] = """<?xml version="1.0" encoding="UTF-8"?>""",
        [First("device-number")] = "0",
        [First("interface-id")] = "eni-01",
        [First("ipv4-associations/203.0.113.7")] = "10.20.30.40",
        [First("ipv4-associations/203.0.113.8")] = "10.20.30.41",
        [First("ipv4-prefix")] = "10.20.31.0/28",
        [First("ipv6-prefix")] = "2001:db8:12:3456:1::/80",
        [First("ipv6s")] = "2001:db8:12:3456::1\n2001:db8:12:3456::2",
        [First("local-hostname")] = "ip-10-20-30-40.eu-west-1.compute.internal",
        [First("local-ipv4s")] = "10.20.30.40\n10.20.30.41\n10.20.30.42",
        [First("mac")] = FirstMac,
        [First("network-card")] = "0",
        [First("owner-id")] = "123456789012",
        [First("public-hostname")] = "ec2-203-0-113-7.eu-west-1.compute.amazonaws.com",
        [First("public-ipv4s")] = "203.0.113.7\n203.0.113.8",
        [First("security-group-ids")] = "sg-01\nsg-02",
        [First("security-groups")] = "web\nssh access",
        [First("subnet-id")] = "subnet-01",
        [First("subnet-ipv4-cidr-block")] = "10.20.16.0/20",
        [First("subnet-ipv6-cidr-blocks")] = "2001:db8:12:3456::/64",
        [First("vpc-id")] = "vpc-01",
        [First("vpc-ipv4-cidr-block")] = "10.20.0.0/16",
        [First("vpc-ipv4-cidr-blocks")] = "10.20.0.0/16",
        [First("vpc-ipv6-cidr-blocks")] = "2001:db8:12:3400::/56",
        [Second("device-number")] = "4",
        [Second("interface-id")] = "eni-02",
        [Second("local-hostname")] = "second.internal",
        [Second("local-ipv4s")] = "10.30.0.9",
        [Second("mac")] = SecondMac,
        [Second("network-card")] = "1",
        [Second("owner-id")] = "123456789012",
        [Second("security-group-ids")] = "sg-03",
        [Second("security-groups")] = "db",
        [Second("subnet-id")] = "subnet-02",
        [Second("subnet-ipv4-cidr-block")] = "10.30.0.0/24",
        [Second("vpc-id")] = "vpc-02",
        [Second("vpc-ipv4-cidr-block")] = "10.30.0.0/16",
        [Second("vpc-ipv4-cidr-blocks")] = "10.30.0.0/16\n10.31.0.0/16",
        ["meta-data/placement/availability-zone"] = "eu-west-1b",
        ["meta-data/placement/availability-zone-id"] = "euw1-az3",
        ["meta-data/placement/group-name"] = "cluster",
        ["meta-data/placement/host-id"] = "h-01",
        ["meta-data/placement/partition-number"] = "2",
        ["meta-data/placement/region"] = "eu-west-1",
        ["meta-data/product-codes"] = "1abc\n2def\n3ghi",
        ["meta-data/profile"] = "default-hvm",
        ["meta-data/public-hostname"] = "ec2-203-0-113-7.eu-west-1.compute.amazonaws.com",
        ["meta-data/public-ipv4"] = "203.0.113.7",
        ["meta-data/public-keys/0/openssh-key"] = "ssh-ed25519 AAAA my-key",
        ["meta-data/ramdisk-id"] = "ari-01",
        ["meta-data/reservation-id"] = "r-0123",
        ["meta-data/security-groups"] = "web\nssh access",
        ["meta-data/services/domain"] = "amazonaws.com",
        ["meta-data/services/partition"] = "aws",
        ["meta-data/system"] = "xen-on-nitro",
        ["meta-data/tags/instance/Empty"] = "",
        ["meta-data/tags/instance/Name"] = "web 1/2",
        ["meta-data/tags/instance/app:team=x,@+-._"] = "é",
    };

    private static string First(string name) => $"meta-data/network/interfaces/macs/{FirstMac}/{name}";

    private static string Second(string name) => $"meta-data/network/interfaces/macs/{SecondMac}/{name}";
}
