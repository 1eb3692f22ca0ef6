using StsEmulator.Iam.Directory;

namespace StsEmulator.Metadata.Settings;

/// <summary>
/// One simulated instance as the seed describes it, under the names of the EC2 API. What is null was not given; whoever serves it
/// puts a plausible, stable value there.
/// </summary>
public sealed record InstanceSettings
{
    /// <summary>Gets the id: <c>i-</c> and 8 or 17 hexadecimal digits.</summary>
    public required string InstanceId { get; init; }

    /// <summary>Gets the ARN of the instance profile, or null for an instance without a role. It is in the directory at start.</summary>
    public string? InstanceProfile { get; init; }

    public string Region { get; init; } = "us-east-1";

    /// <summary>Gets the IPv4 address by which a caller is recognised as this instance; no two instances have the same.</summary>
    public string? PrivateIpAddress { get; init; }

    public string? PublicIpAddress { get; init; }

    /// <summary>Gets the first IPv6 address of the first network interface; null for an instance without IPv6.</summary>
    public string? Ipv6Address { get; init; }

    public string? PrivateDnsName { get; init; }

    public string? PublicDnsName { get; init; }

    public string? ImageId { get; init; }

    /// <summary>Gets the images that the instance's image was rebundled from; empty, as for almost every image, serves 404.</summary>
    public IReadOnlyList<string> AncestorImageIds { get; init; } = [];

    public string? InstanceType { get; init; }

    public string? KeyName { get; init; }

    /// <summary>Gets the OpenSSH public key behind <see cref="KeyName"/>.</summary>
    public string? PublicKeyMaterial { get; init; }

    /// <summary>Gets the certificate that EC2 Instance Connect signs pushed keys by, served as it is; null serves 404, as where it is not set up.</summary>
    public string? ManagedSshKeysSignerCert { get; init; }

    public string? ReservationId { get; init; }

    public int AmiLaunchIndex { get; init; }

    public string? Architecture { get; init; }

    public string? KernelId { get; init; }

    public string? RamdiskId { get; init; }

    public string? SubnetId { get; init; }

    public string? VpcId { get; init; }

    /// <summary>Gets the address of the first network interface, <c>02:29:96:8f:6a:2d</c>.</summary>
    public string? MacAddress { get; init; }

    /// <summary>Gets the network interfaces, the primary one first; empty for one that the instance's own properties describe.</summary>
    public IReadOnlyList<NetworkInterfaceSettings> NetworkInterfaces { get; init; } = [];

    public string? RootDeviceName { get; init; }

    /// <summary>Gets the block devices; the one named like the root device is the root volume.</summary>
    public IReadOnlyList<BlockDeviceMapping> BlockDeviceMappings { get; init; } = [];

    /// <summary>Gets <c>spot</c>, <c>scheduled</c> or <c>capacity-block</c>; null for on-demand, or spot when it was given a spot notice.</summary>
    public string? InstanceLifecycle { get; init; }

    public IReadOnlyList<ProductCode> ProductCodes { get; init; } = [];

    /// <summary>Gets whether detailed monitoring is on (<c>Monitoring: { State: enabled }</c>).</summary>
    public bool IsMonitored { get; init; }

    public DateTimeOffset? LaunchTime { get; init; }

    public MetadataOptions MetadataOptions { get; init; } = new();

    public InstancePlacement Placement { get; init; } = new();

    public IReadOnlyList<SecurityGroup> SecurityGroups { get; init; } = [];

    public IReadOnlyList<Tag> Tags { get; init; } = [];

    /// <summary>Gets the user data, decoded; at most 16 384 bytes. Null serves 404.</summary>
    public ReadOnlyMemory<byte>? UserData { get; init; }
}

/// <summary>The switches of an instance's metadata service, as ModifyInstanceMetadataOptions names them.</summary>
public sealed record MetadataOptions
{
    /// <summary>Gets whether a token must come with every request (<c>HttpTokens: required</c>), as on a new instance.</summary>
    public bool RequiresToken { get; init; } = true;

    /// <summary>Gets whether the service answers at all (<c>HttpEndpoint: enabled</c>).</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>Gets whether the instance's tags are served (<c>InstanceMetadataTags: enabled</c>); off as on a new instance.</summary>
    public bool ServesTags { get; init; }

    /// <summary>Gets how many network hops a token answer survives, 1 to 64, default 1.</summary>
    public int HttpPutResponseHopLimit { get; init; } = 1;
}

/// <summary>Where an instance runs.</summary>
public sealed record InstancePlacement
{
    /// <summary>Gets the zone, which begins with the region; null stands for the region's first.</summary>
    public string? AvailabilityZone { get; init; }

    public string? AvailabilityZoneId { get; init; }

    public string? GroupName { get; init; }

    public string? HostId { get; init; }

    public int? PartitionNumber { get; init; }
}

/// <summary>A security group of an instance.</summary>
public sealed record SecurityGroup(string GroupId, string GroupName);
