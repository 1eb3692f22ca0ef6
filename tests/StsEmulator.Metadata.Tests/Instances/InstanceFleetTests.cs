using System.Net;
using StsEmulator.Metadata.Instances;
using StsEmulator.Metadata.Settings;

namespace StsEmulator.Metadata.Tests.Instances;

public sealed class InstanceFleetTests
{
    private static readonly InstanceSettings First = World.Instance with { PrivateIpAddress = "10.0.0.11" };
    private static readonly InstanceSettings Second = World.OptionalInstance with { InstanceId = "i-0fedcba9876543210", PrivateIpAddress = "127.0.0.2" };

    [Theory]
    [InlineData("10.0.0.11", World.InstanceId)]
    [InlineData("127.0.0.2", "i-0fedcba9876543210")]
    [InlineData("::ffff:127.0.0.2", "i-0fedcba9876543210")]
    [InlineData("127.0.0.1", World.InstanceId)]
    [InlineData("fd00::1", World.InstanceId)]
    public void A_caller_is_the_instance_of_its_address_or_else_the_first(string caller, string expected)
    {
        var fleet = new InstanceFleet(new MetadataSettings([First, Second], []));

        Assert.Equal(expected, fleet.Find(IPAddress.Parse(caller))!.InstanceId);
    }

    [Fact]
    public async Task A_caller_on_the_network_is_known_by_its_address()
    {
        await using var host = await new World().StartAsync(First, Second);
        using var client = host.ClientFrom(IPAddress.Parse("127.0.0.2"));

        Assert.Equal(Second.InstanceId, await client.GetStringAsync(new Uri("/latest/meta-data/instance-id", UriKind.Relative)));
        Assert.Equal(First.InstanceId, await host.ReadAsync("/latest/meta-data/instance-id"));
    }

    [Fact]
    public void What_settings_leave_out_is_the_same_after_every_start()
    {
        var once = new SimulatedInstance(World.Instance);
        var again = new SimulatedInstance(World.Instance with { });

        Assert.Equal((once.ImageId, once.VpcId, once.PrivateIpAddress), (again.ImageId, again.VpcId, again.PrivateIpAddress));
        Assert.Matches(@"\Aami-0[0-9a-f]{16}\z", once.ImageId);
        Assert.Matches(@"\A10\.0\.\d+\.\d+\z", once.PrivateIpAddress);
        Assert.Equal("eu-west-1a", new SimulatedInstance(new InstanceSettings { InstanceId = "i-1", Region = "eu-west-1" }).AvailabilityZone);
    }
}
