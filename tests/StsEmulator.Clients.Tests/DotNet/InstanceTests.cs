using Amazon.Runtime;
using Amazon.Util;
using StsEmulator.Clients.Tests.Emulators;

namespace StsEmulator.Clients.Tests.DotNet;

/// <summary>The .NET SDK's own metadata clients, which ask for one token for each thing they read.</summary>
public sealed class InstanceTests(SharedEmulator shared)
{
    private const string InstanceArn = "arn:aws:sts::123456789012:assumed-role/demo/i-0123456789abcdef0";

    [Fact]
    public async Task The_instance_profile_is_found_and_its_credentials_are_accepted()
    {
        using InstanceProfileAWSCredentials credentials = new();

        Assert.Equal(InstanceArn, await shared.Process.IdentityAsync(credentials));
    }

    [Fact]
    public async Task A_role_is_listed_by_its_bare_name() =>
        Assert.Equal(["demo"], await Task.Run(() => InstanceProfileAWSCredentials.GetAvailableRoles().ToList(), TestContext.Current.CancellationToken));

    [Fact]
    public async Task The_properties_of_the_instance_are_read_one_token_each()
    {
        var seen = await Task.Run(
            () => (EC2InstanceMetadata.InstanceId, EC2InstanceMetadata.Region.SystemName, EC2InstanceMetadata.AvailabilityZone,
                EC2InstanceMetadata.NetworkInterfaces.Single().MacAddress, EC2InstanceMetadata.MacAddress),
            TestContext.Current.CancellationToken);

        Assert.Equal(("i-0123456789abcdef0", "us-east-1", "us-east-1a"), (seen.InstanceId, seen.SystemName, seen.AvailabilityZone));
        Assert.Equal(seen.Item5, seen.Item4);
    }
}
