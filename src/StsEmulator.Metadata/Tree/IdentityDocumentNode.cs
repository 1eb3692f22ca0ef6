using StsEmulator.Metadata.Credentials;

namespace StsEmulator.Metadata.Tree;

/// <summary><c>dynamic/instance-identity/document</c>; several SDKs take the region from it.</summary>
internal sealed class IdentityDocumentNode(InstanceProfiles profiles) : MetadataNode
{
    public override ValueTask<MetadataContent?> ReadAsync(MetadataReader reader, CancellationToken cancellationToken)
    {
        var instance = reader.Instance;
        return ValueTask.FromResult<MetadataContent?>(new MetadataContent(
            MetadataJson.Write(
            [
                new("accountId", profiles.AccountOf(instance)),
                new("architecture", instance.Architecture),
                new("availabilityZone", instance.AvailabilityZone),
                new("billingProducts", null),
                new("devpayProductCodes", null),
                new("marketplaceProductCodes", null),
                new("imageId", instance.ImageId),
                new("instanceId", instance.InstanceId),
                new("instanceType", instance.InstanceType),
                new("kernelId", instance.Settings.KernelId),
                new("pendingTime", MetadataJson.Time(instance.LaunchTime)),
                new("privateIp", instance.PrivateIpAddress),
                new("ramdiskId", instance.Settings.RamdiskId),
                new("region", instance.Region),
                new("version", "2017-09-30"),
            ]),
            instance.LaunchTime));
    }
}
