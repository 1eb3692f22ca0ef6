namespace StsEmulator.Metadata.Instances;

/// <summary>What follows from the name of a region: partition, domain, host names and ids of zones.</summary>
internal static class RegionNaming
{
    public static string Partition(string region) =>
        region.StartsWith("cn-", StringComparison.Ordinal) ? "aws-cn"
        : region.StartsWith("us-gov-", StringComparison.Ordinal) ? "aws-us-gov"
        : "aws";

    public static string Domain(string region) => Partition(region) == "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";

    /// <summary>The private name of an address. Source: EC2 User Guide, "EC2 instance hostnames and domains".</summary>
    public static string PrivateHostname(string region, string address) =>
        $"ip-{address.Replace('.', '-')}.{(region == "us-east-1" ? "ec2" : region + ".compute")}.internal";

    /// <summary>The public name of an address.</summary>
    public static string PublicHostname(string region, string address) =>
        $"ec2-{address.Replace('.', '-')}.{(region == "us-east-1" ? "compute-1" : region + ".compute")}.{Domain(region)}";

    /// <summary>
    /// A zone id in the style of the region (<c>use1-az2</c>, <c>usw2-lax1-az1</c>): which letter has which number differs by account, so
    /// here they simply go together.
    /// </summary>
    public static string ZoneId(string region, string availabilityZone)
    {
        string[] words = region.Split('-');
        string code = words[0] + string.Concat(words[1..].Select(Abbreviation));
        char letter = availabilityZone[^1];
        string local = availabilityZone[region.Length..^1].Replace("-", "", StringComparison.Ordinal);
        return $"{code}{(local.Length > 0 ? "-" + local : "")}-az{(char.IsAsciiLetterLower(letter) ? letter - 'a' + 1 : 1)}";
    }

    private static string Abbreviation(string word) => word switch
    {
        "northeast" => "ne",
        "northwest" => "nw",
        "southeast" => "se",
        "southwest" => "sw",
        _ => word[..1],
    };
}
