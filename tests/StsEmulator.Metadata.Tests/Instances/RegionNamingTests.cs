using StsEmulator.Metadata.Instances;

namespace StsEmulator.Metadata.Tests.Instances;

public sealed class RegionNamingTests
{
    [Theory]
    [InlineData("us-east-1", "aws", "amazonaws.com")]
    [InlineData("cn-north-1", "aws-cn", "amazonaws.com.cn")]
    [InlineData("us-gov-west-1", "aws-us-gov", "amazonaws.com")]
    public void A_region_is_in_a_partition_with_a_domain(string region, string partition, string domain) =>
        Assert.Equal((partition, domain), (RegionNaming.Partition(region), RegionNaming.Domain(region)));

    [Theory]
    [InlineData("us-east-1", "us-east-1a", "use1-az1")]
    [InlineData("ap-southeast-2", "ap-southeast-2c", "apse2-az3")]
    [InlineData("us-gov-west-1", "us-gov-west-1b", "usgw1-az2")]
    [InlineData("us-west-2", "us-west-2-lax-1a", "usw2-lax1-az1")]
    public void A_zone_has_an_id_in_the_style_of_its_region(string region, string zone, string id) =>
        Assert.Equal(id, RegionNaming.ZoneId(region, zone));

    [Theory]
    [InlineData("us-east-1", "ip-10-0-0-1.ec2.internal", "ec2-10-0-0-1.compute-1.amazonaws.com")]
    [InlineData("eu-west-1", "ip-10-0-0-1.eu-west-1.compute.internal", "ec2-10-0-0-1.eu-west-1.compute.amazonaws.com")]
    [InlineData("cn-north-1", "ip-10-0-0-1.cn-north-1.compute.internal", "ec2-10-0-0-1.cn-north-1.compute.amazonaws.com.cn")]
    public void An_address_has_host_names(string region, string privateName, string publicName)
    {
        Assert.Equal(privateName, RegionNaming.PrivateHostname(region, "10.0.0.1"));
        Assert.Equal(publicName, RegionNaming.PublicHostname(region, "10.0.0.1"));
    }
}
