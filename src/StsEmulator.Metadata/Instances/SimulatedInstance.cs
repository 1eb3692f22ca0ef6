using System.Collections.Concurrent;
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

    // Bounded by the nodes of the tree.
    private readonly ConcurrentDictionary<object, object?> kept = new();

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
            ?? (settings.NetworkInterfaces is [{ PrivateIpAddresses: [var first, ..] }, ..] ? first.PrivateIpAddress : null)
            ?? string.Create(CultureInfo.InvariantCulture, $"10.0.{digest[0]}.{(digest[1] % 240) + 10}");
        ImageId = settings.ImageId ?? DerivedIdentifiers.ResourceId("ami", digest[2..]);
        VpcId = settings.VpcId ?? DerivedIdentifiers.ResourceId("vpc", digest[11..]);
        InstanceType = settings.InstanceType ?? "t3.micro";
        Architecture = settings.Architecture ?? "x86_64";
        LaunchTime = settings.LaunchTime ?? UsualLaunch;
        ReservationId = settings.ReservationId ?? DerivedIdentifiers.ResourceId("r", InstanceId, "reservation");
        SecurityGroups = settings.SecurityGroups.Count > 0
            ? settings.SecurityGroups
            : [new SecurityGroup(DerivedIdentifiers.ResourceId("sg", InstanceId, "security-group"), "default")];
        IReadOnlyList<NetworkInterfaceSettings> interfaces = settings.NetworkInterfaces.Count > 0 ? settings.NetworkInterfaces : [new()];
        Interfaces = [.. interfaces.Select((item, index) => new SimulatedInterface(this, item, index))];
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

    public string ReservationId { get; }

    /// <summary>Gets the groups, at least one.</summary>
    public IReadOnlyList<SecurityGroup> SecurityGroups { get; }

    /// <summary>Gets the network interfaces, the primary one first.</summary>
    public IReadOnlyList<SimulatedInterface> Interfaces { get; }

    public SimulatedInterface Primary => Interfaces[0];

    /// <summary>Gets what an owner has made of this instance, and lets it be made on first use. An instance never changes, so it stays.</summary>
    public T Keep<T>(object owner, Func<SimulatedInstance, T> make)
        where T : class? =>
        (T)kept.GetOrAdd(owner, static (_, state) => state.make(state.instance), (make, instance: this))!;
}
