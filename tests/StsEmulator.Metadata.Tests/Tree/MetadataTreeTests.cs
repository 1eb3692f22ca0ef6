using System.Net;

namespace StsEmulator.Metadata.Tests.Tree;

public sealed class MetadataTreeTests : IAsyncLifetime
{
    private readonly World world = new();
    private MetadataHost host = null!;

    public async ValueTask InitializeAsync() => host = await world.StartAsync(World.Instance);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("/latest", "dynamic\nmeta-data")]
    [InlineData(
        "/latest/meta-data",
        "ami-id\nami-launch-index\nami-manifest-path\nblock-device-mapping/\nevents/\nhostname\niam/\nidentity-credentials/\n"
            + "instance-action\ninstance-id\ninstance-life-cycle\ninstance-type\nlocal-hostname\nlocal-ipv4\nmac\nmetrics/\nnetwork/\n"
            + "placement/\nprofile\nreservation-id\nsecurity-groups\nservices/\nsystem")]
    [InlineData("/latest/meta-data/placement", "availability-zone\navailability-zone-id\nregion")]
    [InlineData("/latest/meta-data/placement/availability-zone", "us-east-1b")]
    [InlineData("/latest/meta-data/placement/region", "us-east-1")]
    [InlineData("/latest/meta-data/instance-id", World.InstanceId)]
    [InlineData("/latest/meta-data/iam", "info\nsecurity-credentials/")]
    [InlineData("/latest/meta-data/iam/security-credentials", World.RoleName)]
    [InlineData("/latest/meta-data/iam/security-credentials-extended", World.RoleName)]
    [InlineData("/latest/dynamic", "fws/\ninstance-identity/")]
    [InlineData("/latest/dynamic/instance-identity", "document\npkcs7\nrsa2048\nsignature")]
    public async Task A_path_answers_the_same_with_and_without_slashes_and_under_every_version(string path, string expected)
    {
        string[] forms = [path, path + "/", "/" + path, path.Replace("/latest", "/2021-03-23", StringComparison.Ordinal), path + "?a=b"];
        foreach (string form in forms)
            Assert.Equal(expected, await host.ReadAsync(form));
    }

    [Fact]
    public async Task The_root_lists_versions_that_all_work()
    {
        string[] versions = (await host.ReadAsync("/")).Split('\n');

        Assert.Equal("1.0", versions[0]);
        Assert.Equal("latest", versions[^1]);
        Assert.Superset(new HashSet<string> { "2009-04-04", "2016-09-02", "2018-09-24", "2021-03-23" }, versions.ToHashSet());
        foreach (string version in versions)
            Assert.Equal(World.InstanceId, await host.ReadAsync($"/{version}/meta-data/instance-id"));
    }

    [Theory]
    [InlineData("/latest/no-such-thing")]
    [InlineData("/1999-01-01/meta-data/")]
    [InlineData("/LATEST/meta-data/")]
    [InlineData("/latest/meta-data/instance-id/more")]
    [InlineData("/latest/meta-data/public-ipv4")]
    [InlineData("/latest/meta-data/public-hostname")]
    [InlineData("/latest/meta-data/ipv6")]
    [InlineData("/latest/meta-data/kernel-id")]
    [InlineData("/latest/meta-data/ramdisk-id")]
    [InlineData("/latest/meta-data/product-codes")]
    [InlineData("/latest/meta-data/public-keys/")]
    [InlineData("/latest/meta-data/public-keys/0/openssh-key")]
    [InlineData("/latest/meta-data/placement/group-name")]
    [InlineData("/latest/meta-data/placement/host-id")]
    [InlineData("/latest/meta-data/placement/partition-number")]
    [InlineData("/latest/meta-data/spot/")]
    [InlineData("/latest/meta-data/spot/instance-action")]
    [InlineData("/latest/meta-data/spot/termination-time")]
    [InlineData("/latest/meta-data/events/recommendations/")]
    [InlineData("/latest/meta-data/events/recommendations/rebalance")]
    [InlineData("/latest/meta-data/autoscaling/")]
    [InlineData("/latest/meta-data/autoscaling/target-lifecycle-state")]
    [InlineData("/latest/meta-data/tags/")]
    [InlineData("/latest/meta-data/tags/instance/Name")]
    [InlineData("/latest/meta-data/block-device-mapping/ebs1")]
    [InlineData("/latest/meta-data/network/interfaces/macs/0a:00:00:00:00:00/")]
    [InlineData("/latest/user-data")]
    [InlineData("/latest/meta-data/iam/security-credentials/other-role")]
    [InlineData("/latest/meta-data/iam/security-credentials/web-role/more")]
    public async Task What_is_not_there_is_not_found(string path) => Assert.Equal(HttpStatusCode.NotFound, await host.StatusAsync(path));

    [Fact]
    public async Task User_data_comes_byte_for_byte_and_is_listed_once_there_is_some()
    {
        byte[] bytes = [0, 1, 13, 10, 255];
        await using var other = await world.StartAsync(World.OptionalInstance with { UserData = bytes });

        using var response = await other.GetAsync("/latest/user-data");

        Assert.Equal(bytes, await response.Content.ReadAsByteArrayAsync());
        Assert.Equal("application/octet-stream", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("dynamic\nmeta-data\nuser-data", await other.ReadAsync("/latest/"));
    }

    [Fact]
    public async Task The_identity_document_has_the_layout_of_the_service()
    {
        await using var other = await world.StartAsync(World.OptionalInstance with
        {
            ImageId = "ami-0abc",
            PrivateIpAddress = "10.0.0.11",
            LaunchTime = World.Start,
        });

        Assert.Equal(
            """
            {
              "accountId" : "123456789012",
              "architecture" : "x86_64",
              "availabilityZone" : "us-east-1b",
              "billingProducts" : null,
              "devpayProductCodes" : null,
              "marketplaceProductCodes" : null,
              "imageId" : "ami-0abc",
              "instanceId" : "i-0123456789abcdef0",
              "instanceType" : "t3.micro",
              "kernelId" : null,
              "pendingTime" : "2026-01-02T03:04:05Z",
              "privateIp" : "10.0.0.11",
              "ramdiskId" : null,
              "region" : "us-east-1",
              "version" : "2017-09-30"
            }
            """,
            await other.ReadAsync("/latest/dynamic/instance-identity/document"));
    }

    [Fact]
    public async Task The_instance_profile_is_described_before_credentials_are_asked_for() => Assert.Equal(
        """
        {
          "Code" : "Success",
          "LastUpdated" : "2025-01-01T00:00:00Z",
          "InstanceProfileArn" : "arn:aws:iam::123456789012:instance-profile/app/web",
          "InstanceProfileId" : "AIPAWEB"
        }
        """,
        await host.ReadAsync("/latest/meta-data/iam/info"));

    [Fact]
    public async Task An_instance_without_a_profile_has_nothing_under_iam()
    {
        await using var other = await world.StartAsync(World.Instance with { InstanceProfile = null });

        foreach (string path in new[] { "", "/info", "/security-credentials", "/security-credentials/", "/security-credentials-extended/" })
            Assert.Equal(HttpStatusCode.NotFound, await other.StatusAsync("/latest/meta-data/iam" + path));
        Assert.DoesNotContain("iam", await other.ReadAsync("/latest/meta-data/"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("empty", "Success")]
    [InlineData("deleted", "InstanceProfileNotFound")]
    public async Task A_profile_without_a_role_lists_none(string profile, string code)
    {
        await using var other = await world.StartAsync(
            World.Instance with { InstanceProfile = "arn:aws:iam::123456789012:instance-profile/app/" + profile });

        Assert.Equal("info", await other.ReadAsync("/latest/meta-data/iam/"));
        Assert.Contains($"\"Code\" : \"{code}\"", await other.ReadAsync("/latest/meta-data/iam/info"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await other.StatusAsync("/latest/meta-data/iam/security-credentials/"));
    }
}
