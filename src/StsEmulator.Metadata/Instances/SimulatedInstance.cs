using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Metadata.Settings;

namespace StsEmulator.Metadata.Instances;

/// <summary>
/// One instance as its metadata service knows it: what the settings say, and for the rest values that follow from the instance id, so
/// that they look real and are the same after every start and on every replica.
/// </summary>
public sealed class SimulatedInstance
{
    /// <summary>When an instance was launched whose settings do not say.</summary>
    private static readonly DateTimeOffset UsualLaunch = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public SimulatedInstance(InstanceSettings settings)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(settings.InstanceId), digest);
        Settings = settings;
        GivenAddress = settings.PrivateIpAddress is { } address ? IPAddress.Parse(address) : null;
        InstanceProfile = Arn.TryParse(settings.InstanceProfile, out var arn) ? arn : null;
        AvailabilityZone = settings.Placement.AvailabilityZone ?? settings.Region + "a";
        // The last octet stays clear of the addresses that a subnet reserves.
        PrivateIpAddress = settings.PrivateIpAddress
            ?? string.Create(CultureInfo.InvariantCulture, $"10.0.{digest[0]}.{(digest[1] % 240) + 10}");
        ImageId = settings.ImageId ?? ResourceId("ami", digest[2..]);
        VpcId = settings.VpcId ?? ResourceId("vpc", digest[11..]);
        InstanceType = settings.InstanceType ?? "t3.micro";
        Architecture = settings.Architecture ?? "x86_64";
        LaunchTime = settings.LaunchTime ?? UsualLaunch;
    }

    public InstanceSettings Settings { get; }

    /// <summary>Gets what the instance is told about its future.</summary>
    public InstanceNotices Notices { get; init; } = InstanceNotices.None;

    public string InstanceId => Settings.InstanceId;

    public string Region => Settings.Region;

    public MetadataOptions Options => Settings.MetadataOptions;

    /// <summary>Gets the ARN of the instance profile; null for an instance without one.</summary>
    public Arn? InstanceProfile { get; }

    public string AvailabilityZone { get; }

    public string PrivateIpAddress { get; }

    /// <summary>Gets the private address if the settings give it, by which a caller is recognised.</summary>
    public IPAddress? GivenAddress { get; }

    public string ImageId { get; }

    public string VpcId { get; }

    public string InstanceType { get; }

    public string Architecture { get; }

    public DateTimeOffset LaunchTime { get; }

    private static string ResourceId(string prefix, ReadOnlySpan<byte> digest) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}-0{BinaryPrimitives.ReadUInt64BigEndian(digest):x16}");
}
