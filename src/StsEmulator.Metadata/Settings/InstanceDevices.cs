namespace StsEmulator.Metadata.Settings;

/// <summary>A network interface of an instance. What is null or empty follows from the instance, or from the addresses.</summary>
public sealed record NetworkInterfaceSettings
{
    public string? NetworkInterfaceId { get; init; }

    /// <summary>Gets the address, <c>02:29:96:8f:6a:2d</c>; no two interfaces of an instance have the same.</summary>
    public string? MacAddress { get; init; }

    /// <summary>Gets the device number, 0 to 255; null for the place in the list.</summary>
    public int? DeviceIndex { get; init; }

    public int NetworkCardIndex { get; init; }

    public string? SubnetId { get; init; }

    public string? VpcId { get; init; }

    public string? PrivateDnsName { get; init; }

    public string? PublicDnsName { get; init; }

    /// <summary>Gets the IPv4 addresses, the primary one first.</summary>
    public IReadOnlyList<PrivateAddress> PrivateIpAddresses { get; init; } = [];

    public IReadOnlyList<string> Ipv6Addresses { get; init; } = [];

    public IReadOnlyList<string> Ipv4Prefixes { get; init; } = [];

    public IReadOnlyList<string> Ipv6Prefixes { get; init; } = [];

    public IReadOnlyList<SecurityGroup> Groups { get; init; } = [];

    public string? SubnetCidrBlock { get; init; }

    public IReadOnlyList<string> SubnetIpv6CidrBlocks { get; init; } = [];

    public IReadOnlyList<string> VpcCidrBlocks { get; init; } = [];

    public IReadOnlyList<string> VpcIpv6CidrBlocks { get; init; } = [];
}

/// <param name="PublicIp">The public address that is associated with it, or null.</param>
public sealed record PrivateAddress(string PrivateIpAddress, string? PublicIp);

/// <param name="DeviceName">As it was attached, <c>/dev/sdb</c>.</param>
/// <param name="VirtualName"><c>ephemeral0</c> to <c>ephemeral23</c> or <c>swap</c>; null for an EBS volume.</param>
public sealed record BlockDeviceMapping(string DeviceName, string? VirtualName);

/// <param name="ProductCodeType"><c>marketplace</c> or <c>devpay</c>.</param>
public sealed record ProductCode(string ProductCodeId, string ProductCodeType);
