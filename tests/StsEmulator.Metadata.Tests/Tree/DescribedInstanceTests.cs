using System.Net;

namespace StsEmulator.Metadata.Tests.Tree;

public sealed class DescribedInstanceTests : IAsyncLifetime
{
    private static readonly string[] Unpredictable =
    [
        "dynamic/instance-identity/document", "dynamic/instance-identity/pkcs7", "dynamic/instance-identity/rsa2048",
        "dynamic/instance-identity/signature",
        "meta-data/identity-credentials/ec2/security-credentials/ec2-instance",
    ];

    private readonly World world = new();
    private MetadataHost host = null!;

    public static TheoryData<string, string> Leaves { get; } = [.. DescribedInstance.Leaves.Select(leaf => (leaf.Key, leaf.Value))];

    public async ValueTask InitializeAsync() => host = await world.StartAsync(DescribedInstance.Settings);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [MemberData(nameof(Leaves))]
    public async Task A_leaf_answers_what_was_given_with_and_without_a_slash_and_under_a_dated_version(string path, string expected)
    {
        string[] forms = ["/latest/" + path, "/latest/" + path + "/", "//2018-09-24//" + path];
        foreach (string form in forms)
            Assert.Equal(expected, await host.ReadAsync(form));
    }

    [Fact]
    public async Task Walking_the_listings_finds_every_leaf_and_nothing_else()
    {
        List<string> found = [];

        await WalkAsync("dynamic/", found);
        await WalkAsync("meta-data/", found);

        Assert.Equal(DescribedInstance.Leaves.Keys.Concat(Unpredictable).Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("meta-data/public-keys", "0=my-key")]
    [InlineData("meta-data/public-keys/0", "openssh-key")]
    [InlineData("meta-data/network/interfaces/macs", DescribedInstance.FirstMac + "/\n" + DescribedInstance.SecondMac + "/")]
    [InlineData("meta-data/tags", "instance/")]
    [InlineData("meta-data/tags/instance", "Empty\nName\napp:team=x,@+-._")]
    [InlineData("meta-data/block-device-mapping", "ami\nebs1\nebs2\nephemeral0\nroot\nswap")]
    [InlineData("meta-data/events", "maintenance/")]
    public async Task A_directory_lists_its_names_in_ordinal_order_without_a_newline_at_the_end(string path, string expected)
    {
        Assert.Equal(expected, await host.ReadAsync("/latest/" + path));
        Assert.Equal(expected, await host.ReadAsync("/latest/" + path + "/"));
    }

    [Theory]
    [InlineData("public-keys/1")]
    [InlineData("public-keys/0/openssh-key/x")]
    [InlineData("tags/instance/name")]
    [InlineData("tags/instance/no/path")]
    [InlineData("tags/instance/_index")]
    [InlineData("network/interfaces/macs/" + DescribedInstance.SecondMac + "/public-ipv4s")]
    [InlineData("network/interfaces/macs/" + DescribedInstance.SecondMac + "/ipv4-associations")]
    [InlineData("network/interfaces/macs/" + DescribedInstance.SecondMac + "/ipv6s")]
    [InlineData("block-device-mapping/ebs3")]
    [InlineData("elastic-inference/associations")]
    [InlineData("identity-credentials/ec2/security-credentials/web-role")]
    [InlineData("iam/")]
    public async Task What_was_not_given_is_not_found(string path) =>
        Assert.Equal(HttpStatusCode.NotFound, await host.StatusAsync("/latest/meta-data/" + path));

    private async Task WalkAsync(string directory, List<string> found)
    {
        foreach (string name in (await host.ReadAsync("/latest/" + directory)).Split('\n'))
        {
            // A key pair is listed by number and name and found by the number.
            if (directory.EndsWith("public-keys/", StringComparison.Ordinal))
                await WalkAsync($"{directory}{name.Split('=')[0]}/", found);
            else if (name.EndsWith('/'))
                await WalkAsync(directory + name, found);
            else
                found.Add(directory + name);
        }
    }
}
