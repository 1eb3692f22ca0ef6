using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Storage;
using StsEmulator.Server.Seeds;

namespace StsEmulator.Server.Tests.Seeds.Aemm;

public sealed class AemmConfigTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_override_of_two_values_is_a_whole_instance_that_comes_first()
    {
        var seed = Load("""{ "metadata": { "values": { "mac": "0e:49:61:0f:c3:77", "public-ipv4": "54.92.157.77" } } }""");

        var instance = seed.Metadata.Instances[0];
        Assert.Equal(("i-1234567890abcdef0", "0e:49:61:0f:c3:77", "54.92.157.77"), (instance.InstanceId, instance.MacAddress, instance.PublicIpAddress));
        Assert.False(instance.MetadataOptions.RequiresToken);
        Assert.Equal("arn:aws:iam::123456789012:instance-profile/baskinc-role", instance.InstanceProfile);
        var snapshot = DirectorySnapshot.Of(new DirectoryRecords(default, seed.Entities));
        Assert.NotNull(snapshot.FindAccessKey("test"));
        Assert.Contains("ec2.amazonaws.com", snapshot.Find("123456789012")!.FindRole("baskinc-role")!.AssumeRolePolicyDocument.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_identity_document_speaks_where_no_value_does()
    {
        var seed = Load(
            """
            { "imdsv2": true,
              "dynamic": { "values": { "fws-instance-monitoring": "enabled",
                "instance-identity-document": { "accountid": "987654321012", "imageid": "ami-1", "instanceid": "i-0fedcba0987654321",
                  "instancetype": "m4.xlarge", "region": "eu-west-1", "availabilityzone": "eu-west-1c", "privateip": "10.0.7.10" } } },
              "metadata": { "values": { "instance-type": "c7g.large", "iam-security-credentials-role": "web",
                "tags-instance": { "Name": "a", "Team": "b" }, "placement-partition-number": "3", "mac-local-ipv4s": "10.0.7.10\n10.0.7.11" } },
              "userdata": { "values": { "userdata": "#!/bin/sh" } } }
            """);

        var instance = seed.Metadata.Instances[0];
        Assert.Equal(("i-0fedcba0987654321", "ami-1", "c7g.large"), (instance.InstanceId, instance.ImageId, instance.InstanceType));
        Assert.Equal(("eu-west-1", "eu-west-1c", 3), (instance.Region, instance.Placement.AvailabilityZone, instance.Placement.PartitionNumber));
        Assert.True(instance.MetadataOptions.RequiresToken);
        Assert.True(instance.MetadataOptions.ServesTags);
        Assert.True(instance.IsMonitored);
        Assert.Equal(["Name", "Team"], instance.Tags.Select(tag => tag.Key));
        Assert.Equal(["10.0.7.10", "10.0.7.11"], instance.NetworkInterfaces[0].PrivateIpAddresses.Select(address => address.PrivateIpAddress));
        Assert.Equal("#!/bin/sh"u8.ToArray(), instance.UserData!.Value.ToArray());
        Assert.Equal("arn:aws:iam::987654321012:instance-profile/web", instance.InstanceProfile);
    }

    [Fact]
    public void Mocked_events_are_notices_after_their_delays()
    {
        var seed = Load(
            """
            { "mock-delay-sec": 30, "rebalance-delay-sec": 10, "asg-termination-delay-sec": 60, "spot": { "action": "stop" },
              "events": { "code": "instance-stop", "state": "active", "not-before": "2026-02-01T00:00:00Z" } }
            """);

        var notices = seed.Metadata.Notices["i-1234567890abcdef0"];
        Assert.Equal(("stop", Now.AddSeconds(150), Now.AddSeconds(30)), (notices.Spot!.Action, notices.Spot.Time, notices.Spot.ServedFrom));
        Assert.Equal(Now.AddSeconds(10), notices.Rebalance!.ServedFrom);
        var maintenance = Assert.Single(notices.Maintenance);
        Assert.Equal(("instance-stop", "The instance is scheduled for instance-stop"), (maintenance.Code, maintenance.Description));
        Assert.Equal((maintenance.NotBefore.AddDays(7), maintenance.NotBefore.AddDays(9)), (maintenance.NotAfter, maintenance.NotBeforeDeadline));
        Assert.Equal([("InService", Now), ("Terminated", Now.AddSeconds(60))], notices.Lifecycle.Select(state => (state.State, state.ServedFrom)));
    }

    [Fact]
    public void A_trigger_time_beats_a_delay()
    {
        var seed = Load("""{ "mock-delay-sec": 30, "mock-trigger-time": "2026-03-01T12:00:00Z", "spot": {} }""");

        Assert.Equal(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), seed.Metadata.Notices["i-1234567890abcdef0"].Spot!.ServedFrom);
    }

    [Theory]
    [InlineData("""{ "spot": { "action": "pause" } }""", "spot.action: `pause` is not terminate, stop or hibernate")]
    [InlineData("""{ "events": { "code": "reboot" } }""", "events.code: `reboot` is no code of scheduled maintenance")]
    [InlineData("""{ "events": { "state": "done" } }""", "events.state: `done` is not active, completed or canceled")]
    [InlineData("""{ "spot": { "time": "soon" } }""", "time: `soon` is no time such as 2026-01-31T12:00:00Z")]
    [InlineData("""{ "metadata": { "values": { "local-ipv4": "10.0.0.400" } } }""", "`10.0.0.400` is no IPv4 address")]
    [InlineData("""{ "mock-delay-sec": "soon", "spot": {} }""", "mock-delay-sec: expected a number of seconds from 0 to 31536000")]
    [InlineData("""{ "mock-delay-sec": 31536001, "spot": {} }""", "mock-delay-sec: expected a number of seconds from 0 to 31536000")]
    [InlineData("""{ "metadata": { "values": { "ami-launch-index": "first" } } }""", "AmiLaunchIndex: expected a number from 0")]
    public void What_cannot_be_is_a_problem_that_names_itself(string config, string expected)
    {
        using SeedFolder folder = new();

        var (seed, problems) = SeedFolder.Load(folder.Write("config.json", config));

        Assert.Null(seed);
        Assert.Contains(problems, problem => problem.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_beside_a_seed_of_ones_own_leaves_the_built_in_seed_out()
    {
        using SeedFolder folder = new();
        string own = folder.Write("own.yaml", "Accounts: [ { AccountId: \"123456789012\", Users: [ { UserName: a } ] } ]");

        var (seed, problems) = SeedFolder.Load(own, folder.Write("config.json", """{ "imdsv2": false }"""));

        Assert.Empty(problems);
        Assert.Null(DirectorySnapshot.Of(new DirectoryRecords(default, seed!.Entities)).FindAccessKey("test"));
        Assert.Single(seed.Metadata.Instances);
    }

    private static Seed Load(string config)
    {
        using SeedFolder folder = new();
        var (seed, problems) = SeedFolder.Load(folder.Write("config.json", config));
        Assert.Empty(problems);
        return seed!;
    }
}
