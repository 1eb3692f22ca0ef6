using System.Text.Json;
using StsEmulator.Metadata.Instances;
using StsEmulator.Metadata.Settings;

namespace StsEmulator.Server.Control;

/// <summary>
/// Writes an instance as <c>{"Instance":{…},"Events":[…]}</c>. The instance is the seed's object, without what was not given, so that it
/// can be put again; each event is what was posted, with its defaults filled in and the instant from which it is served.
/// </summary>
internal static class InstanceJson
{
    public static void Write(Utf8JsonWriter writer, SimulatedInstance instance, bool includesUserData)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("Instance"u8);
        Write(writer, instance.Settings, includesUserData);
        writer.WriteEndObject();
        writer.WriteStartArray("Events"u8);
        Write(writer, instance.Notices);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, InstanceSettings settings, bool includesUserData)
    {
        writer.WriteString("InstanceId"u8, settings.InstanceId);
        Text(writer, "InstanceProfile", settings.InstanceProfile);
        writer.WriteString("Region"u8, settings.Region);
        Text(writer, "PrivateIpAddress", settings.PrivateIpAddress);
        Text(writer, "PublicIpAddress", settings.PublicIpAddress);
        Text(writer, "Ipv6Address", settings.Ipv6Address);
        Text(writer, "PrivateDnsName", settings.PrivateDnsName);
        Text(writer, "PublicDnsName", settings.PublicDnsName);
        Text(writer, "ImageId", settings.ImageId);
        InstanceDevicesJson.Texts(writer, "AncestorImageIds", settings.AncestorImageIds);
        Text(writer, "ManagedSshKeysSignerCert", settings.ManagedSshKeysSignerCert);
        Text(writer, "InstanceType", settings.InstanceType);
        Text(writer, "KeyName", settings.KeyName);
        Text(writer, "PublicKeyMaterial", settings.PublicKeyMaterial);
        Text(writer, "ReservationId", settings.ReservationId);
        writer.WriteNumber("AmiLaunchIndex"u8, settings.AmiLaunchIndex);
        Text(writer, "Architecture", settings.Architecture);
        Text(writer, "KernelId", settings.KernelId);
        Text(writer, "RamdiskId", settings.RamdiskId);
        Text(writer, "SubnetId", settings.SubnetId);
        Text(writer, "VpcId", settings.VpcId);
        Text(writer, "MacAddress", settings.MacAddress);
        Time(writer, "LaunchTime", settings.LaunchTime);
        Write(writer, settings.MetadataOptions);
        Write(writer, settings.Placement);
        WriteLists(writer, settings);
        InstanceDevicesJson.Write(writer, settings);
        if (includesUserData && settings.UserData is { } userData)
            writer.WriteBase64String("UserData"u8, userData.Span);
    }

    private static void Write(Utf8JsonWriter writer, MetadataOptions options)
    {
        writer.WriteStartObject("MetadataOptions"u8);
        writer.WriteString("HttpTokens"u8, options.RequiresToken ? "required"u8 : "optional"u8);
        writer.WriteString("HttpEndpoint"u8, options.IsEnabled ? "enabled"u8 : "disabled"u8);
        writer.WriteString("InstanceMetadataTags"u8, options.ServesTags ? "enabled"u8 : "disabled"u8);
        writer.WriteNumber("HttpPutResponseHopLimit"u8, options.HttpPutResponseHopLimit);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, InstancePlacement placement)
    {
        writer.WriteStartObject("Placement"u8);
        Text(writer, "AvailabilityZone", placement.AvailabilityZone);
        Text(writer, "AvailabilityZoneId", placement.AvailabilityZoneId);
        Text(writer, "GroupName", placement.GroupName);
        Text(writer, "HostId", placement.HostId);
        if (placement.PartitionNumber is { } number)
            writer.WriteNumber("PartitionNumber"u8, number);
        writer.WriteEndObject();
    }

    private static void WriteLists(Utf8JsonWriter writer, InstanceSettings settings)
    {
        writer.WriteStartArray("SecurityGroups"u8);
        foreach (var group in settings.SecurityGroups)
            Pair(writer, "GroupId", group.GroupId, "GroupName", group.GroupName);
        writer.WriteEndArray();
        writer.WriteStartArray("Tags"u8);
        foreach (var tag in settings.Tags)
            Pair(writer, "Key", tag.Key, "Value", tag.Value);
        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, InstanceNotices notices)
    {
        if (notices.Spot is { } spot)
            Event(writer, "spot-interruption", spot.ServedFrom, () =>
            {
                writer.WriteString("Action"u8, spot.Action);
                Time(writer, "Time", spot.Time);
            });
        if (notices.Rebalance is { } rebalance)
            Event(writer, "rebalance-recommendation", rebalance.ServedFrom, () => Time(writer, "NoticeTime", rebalance.NoticeTime));
        foreach (var maintenance in notices.Maintenance)
            Event(writer, "scheduled-maintenance", maintenance.ServedFrom, () => Write(writer, maintenance));
        foreach (var lifecycle in notices.Lifecycle)
            Event(writer, "lifecycle-state", lifecycle.ServedFrom, () => writer.WriteString("State"u8, lifecycle.State));
    }

    private static void Write(Utf8JsonWriter writer, ScheduledMaintenance maintenance)
    {
        writer.WriteString("EventId"u8, maintenance.EventId);
        writer.WriteString("Code"u8, maintenance.Code);
        writer.WriteString("Description"u8, maintenance.Description);
        writer.WriteString("State"u8, maintenance.State);
        Time(writer, "NotBefore", maintenance.NotBefore);
        Time(writer, "NotAfter", maintenance.NotAfter);
        Time(writer, "NotBeforeDeadline", maintenance.NotBeforeDeadline);
    }

    private static void Event(Utf8JsonWriter writer, string type, DateTimeOffset servedFrom, Action writeRest)
    {
        writer.WriteStartObject();
        writer.WriteString("Type"u8, type);
        writeRest();
        Time(writer, "ServedFrom", servedFrom);
        writer.WriteEndObject();
    }

    internal static void Pair(Utf8JsonWriter writer, string firstName, string first, string secondName, string? second)
    {
        writer.WriteStartObject();
        writer.WriteString(firstName, first);
        Text(writer, secondName, second);
        writer.WriteEndObject();
    }

    internal static void Text(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }

    private static void Time(Utf8JsonWriter writer, string name, DateTimeOffset? instant)
    {
        if (instant is { } given)
            writer.WriteString(name, IsoInstant.Format(given));
    }
}
