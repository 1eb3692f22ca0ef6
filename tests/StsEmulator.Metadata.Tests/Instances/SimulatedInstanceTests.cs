using StsEmulator.Metadata.Instances;
using StsEmulator.Metadata.Settings;

namespace StsEmulator.Metadata.Tests.Instances;

public sealed class SimulatedInstanceTests
{
    private static readonly InstanceSettings Bare = new() { InstanceId = World.InstanceId };

    [Fact]
    public void What_was_not_given_looks_real_and_is_the_same_every_time()
    {
        SimulatedInstance first = new(Bare), second = new(Bare), other = new(Bare with { InstanceId = "i-0123456789abcdef1" });

        Assert.Matches("^r-0[0-9a-f]{16}$", first.ReservationId);
        Assert.Matches("^eni-0[0-9a-f]{16}$", first.Primary.InterfaceId);
        Assert.Matches("^subnet-0[0-9a-f]{16}$", first.Primary.SubnetId);
        Assert.Matches("^0a(:[0-9a-f]{2}){5}$", first.Primary.MacAddress);
        Assert.Equal("default", Assert.Single(first.SecurityGroups).GroupName);
        Assert.Equal(first.Primary.MacAddress, second.Primary.MacAddress);
        Assert.NotEqual(first.Primary.MacAddress, other.Primary.MacAddress);
        Assert.NotEqual(first.ReservationId, other.ReservationId);
    }

    [Fact]
    public void The_first_interface_has_what_the_instance_has()
    {
        SimulatedInstance instance = new(Bare with
        {
            PrivateIpAddress = "10.0.200.15",
            PublicIpAddress = "203.0.113.9",
            MacAddress = "02:00:00:00:00:01",
            SubnetId = "subnet-1",
            VpcId = "vpc-1",
            Ipv6Address = "2001:db8::1",
            PrivateDnsName = "private",
            PublicDnsName = "public",
        });

        var only = Assert.Single(instance.Interfaces);
        Assert.Equal(new PrivateAddress("10.0.200.15", "203.0.113.9"), Assert.Single(only.Addresses));
        Assert.Equal(("02:00:00:00:00:01", "subnet-1", "vpc-1"), (only.MacAddress, only.SubnetId, only.VpcId));
        Assert.Equal(("private", "public"), (only.LocalHostname, only.PublicHostname));
        Assert.Equal("2001:db8::1", Assert.Single(only.Ipv6Addresses));
        Assert.Equal(("10.0.192.0/20", "10.0.0.0/16"), (only.SubnetCidrBlock, Assert.Single(only.VpcCidrBlocks)));
    }

    [Fact]
    public void A_further_interface_gets_an_address_of_its_own_in_the_same_network()
    {
        SimulatedInstance instance = new(Bare with { PublicIpAddress = "203.0.113.9", NetworkInterfaces = [new(), new()] });

        var (primary, second) = (instance.Interfaces[0], instance.Interfaces[1]);
        Assert.NotEqual(primary.MacAddress, second.MacAddress);
        Assert.NotEqual(primary.Addresses[0].PrivateIpAddress, second.Addresses[0].PrivateIpAddress);
        Assert.Equal(primary.VpcCidrBlocks, second.VpcCidrBlocks);
        Assert.Equal(1, second.DeviceNumber);
        Assert.Null(second.PublicHostname);
        Assert.Null(second.Addresses[0].PublicIp);
    }

    [Fact]
    public void The_instance_has_the_first_address_of_its_first_interface()
    {
        SimulatedInstance instance = new(Bare with
        {
            NetworkInterfaces = [new() { PrivateIpAddresses = [new("10.9.8.7", "203.0.113.1"), new("10.9.8.6", null)] }],
        });

        Assert.Equal("10.9.8.7", instance.PrivateIpAddress);
        Assert.Equal("ip-10-9-8-7.ec2.internal", instance.Primary.LocalHostname);
        Assert.Equal("ec2-203-0-113-1.compute-1.amazonaws.com", instance.Primary.PublicHostname);
    }

    [Fact]
    public void A_key_that_was_not_given_is_a_well_formed_public_key()
    {
        string[] parts = DerivedIdentifiers.PublicKey(World.InstanceId, "my-key").Split(' ');

        byte[] blob = Convert.FromBase64String(parts[1]);
        Assert.Equal(("ssh-ed25519", "my-key", 51), (parts[0], parts[2], blob.Length));
        Assert.Equal("ssh-ed25519"u8.ToArray(), blob[4..15]);
    }
}
