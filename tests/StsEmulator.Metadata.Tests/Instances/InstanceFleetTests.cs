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

    [Fact]
    public void Put_creates_replaces_in_place_and_keeps_notices()
    {
        var fleet = new InstanceFleet(new MetadataSettings([First, Second], []));
        var notices = new InstanceNotices { Spot = new SpotInterruption("stop", World.Start, World.Start) };
        fleet.Notify(First.InstanceId, _ => notices);

        var replaced = fleet.Put(First with { InstanceType = "m5.large", PrivateIpAddress = "10.0.0.12" });
        var created = fleet.Put(World.Instance with { InstanceId = "i-11111111" });

        Assert.Equal((FleetChange.Replaced, FleetChange.Created), (replaced, created));
        Assert.Equal([First.InstanceId, Second.InstanceId, "i-11111111"], fleet.All.Select(instance => instance.InstanceId));
        Assert.Equal(("m5.large", notices), (fleet.All[0].InstanceType, fleet.All[0].Notices));
        Assert.Same(fleet.All[0], fleet.Find(IPAddress.Parse("10.0.0.12")));
    }

    [Fact]
    public void Two_instances_never_have_one_address()
    {
        var fleet = new InstanceFleet(new MetadataSettings([First, Second], []));

        Assert.Equal(FleetChange.AddressTaken, fleet.Put(First with { PrivateIpAddress = Second.PrivateIpAddress }));
        Assert.Equal(FleetChange.Replaced, fleet.Put(Second with { PrivateIpAddress = null }));
        Assert.Equal(FleetChange.Replaced, fleet.Put(First with { PrivateIpAddress = "127.0.0.2" }));
    }

    [Fact]
    public void There_are_at_most_ten_thousand_instances()
    {
        var seed = Enumerable.Range(0, InstanceFleet.MaximumCount - 1).Select(number => World.Instance with { InstanceId = $"i-{number:x8}" });
        var fleet = new InstanceFleet(new MetadataSettings([.. seed], []));

        Assert.Equal(FleetChange.Created, fleet.Put(World.Instance with { InstanceId = "i-aaaaaaaa" }));
        Assert.Equal(FleetChange.Full, fleet.Put(World.Instance with { InstanceId = "i-bbbbbbbb" }));
        Assert.Equal(FleetChange.Replaced, fleet.Put(World.Instance with { InstanceId = "i-aaaaaaaa" }));
    }

    [Fact]
    public void A_reset_takes_everything_back_to_the_seed()
    {
        var fleet = new InstanceFleet(new MetadataSettings([First, Second], []));
        fleet.Notify(Second.InstanceId, _ => new InstanceNotices { Rebalance = new RebalanceRecommendation(World.Start, World.Start) });
        fleet.Put(Second with { Region = "eu-west-1" });
        Assert.True(fleet.Remove(First.InstanceId));
        Assert.False(fleet.Remove(First.InstanceId));
        Assert.Equal("eu-west-1", fleet.Find((IPAddress?)null)!.Region);

        fleet.Reset();

        Assert.Equal([First.InstanceId, Second.InstanceId], fleet.All.Select(instance => instance.InstanceId));
        Assert.Equal(("us-east-1", InstanceNotices.None), (fleet.All[1].Region, fleet.All[1].Notices));
    }

    [Fact]
    public async Task Changes_made_at_once_are_all_there_afterwards()
    {
        var fleet = new InstanceFleet(MetadataSettings.None);

        await Task.WhenAll(Enumerable.Range(0, 64).Select(number => Task.Run(() => fleet.Put(World.Instance with { InstanceId = $"i-{number:x8}" }))));

        Assert.Equal(64, fleet.All.Select(instance => instance.InstanceId).Distinct().Count());
    }

    [Fact]
    public async Task Without_its_last_instance_the_service_finds_nothing()
    {
        await using var host = await new World().StartAsync(World.OptionalInstance);

        host.Instances.Remove(World.InstanceId);

        using var response = await host.GetAsync("/latest/meta-data/instance-id");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_switch_takes_effect_at_once()
    {
        await using var host = await new World().StartAsync(World.Instance);
        string token = await host.TokenAsync();

        host.Instances.Put(World.OptionalInstance);
        using var optional = await host.GetAsync("/latest/meta-data/instance-id");
        host.Instances.Put(World.Instance with { MetadataOptions = new MetadataOptions { IsEnabled = false } });
        using var disabled = await host.GetAsync("/latest/meta-data/instance-id", token);
        host.Instances.Put(World.Instance);
        using var required = await host.GetAsync("/latest/meta-data/instance-id");
        using var presented = await host.GetAsync("/latest/meta-data/instance-id", token);

        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized, HttpStatusCode.OK],
            new[] { optional, disabled, required, presented }.Select(response => response.StatusCode));
    }

    [Fact]
    public async Task A_replaced_instance_keeps_its_credentials_and_another_profile_changes_them_at_once()
    {
        await using var host = await new World().StartAsync(World.Instance);
        var before = await host.CredentialsAsync();

        host.Instances.Put(World.Instance with { InstanceType = "m5.large" });
        var kept = await host.CredentialsAsync();
        host.Instances.Put(World.Instance with { InstanceProfile = null });
        var without = await host.StatusAsync("/latest/meta-data/iam/info");
        host.Instances.Put(World.Instance with { InstanceProfile = World.Profile.Replace("web", "closed") });
        string refused = await host.ReadAsync("/latest/meta-data/iam/security-credentials/closed-role");
        host.Instances.Put(World.Instance);
        var again = await host.CredentialsAsync();

        Assert.Equal((before, before), (kept, again));
        Assert.Equal(HttpStatusCode.NotFound, without);
        Assert.Contains("AssumeRoleUnauthorizedAccess", refused, StringComparison.Ordinal);
    }
}
