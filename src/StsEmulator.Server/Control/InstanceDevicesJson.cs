using System.Text.Json;
using StsEmulator.Metadata.Settings;

namespace StsEmulator.Server.Control;

/// <summary>Writes the network interfaces, block devices and product codes of an instance as the seed has them.</summary>
internal static class InstanceDevicesJson
{
    public static void Write(Utf8JsonWriter writer, InstanceSettings settings)
    {
        InstanceJson.Text(writer, "InstanceLifecycle", settings.InstanceLifecycle);
        writer.WriteStartObject("Monitoring"u8);
        writer.WriteString("State"u8, settings.IsMonitored ? "enabled"u8 : "disabled"u8);
        writer.WriteEndObject();
        InstanceJson.Text(writer, "RootDeviceName", settings.RootDeviceName);
        writer.WriteStartArray("BlockDeviceMappings"u8);
        foreach (var device in settings.BlockDeviceMappings)
            InstanceJson.Pair(writer, "DeviceName", device.DeviceName, "VirtualName", device.VirtualName);
        writer.WriteEndArray();
        writer.WriteStartArray("ProductCodes"u8);
        foreach (var code in settings.ProductCodes)
            InstanceJson.Pair(writer, "ProductCodeId", code.ProductCodeId, "ProductCodeType", code.ProductCodeType);
        writer.WriteEndArray();
        writer.WriteStartArray("NetworkInterfaces"u8);
        foreach (var item in settings.NetworkInterfaces)
            Write(writer, item);
        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, NetworkInterfaceSettings item)
    {
        writer.WriteStartObject();
        InstanceJson.Text(writer, "NetworkInterfaceId", item.NetworkInterfaceId);
        InstanceJson.Text(writer, "MacAddress", item.MacAddress);
        if (item.DeviceIndex is { } index)
            writer.WriteNumber("DeviceIndex"u8, index);
        writer.WriteNumber("NetworkCardIndex"u8, item.NetworkCardIndex);
        InstanceJson.Text(writer, "SubnetId", item.SubnetId);
        InstanceJson.Text(writer, "VpcId", item.VpcId);
        InstanceJson.Text(writer, "PrivateDnsName", item.PrivateDnsName);
        InstanceJson.Text(writer, "PublicDnsName", item.PublicDnsName);
        writer.WriteStartArray("PrivateIpAddresses"u8);
        foreach (var address in item.PrivateIpAddresses)
            InstanceJson.Pair(writer, "PrivateIpAddress", address.PrivateIpAddress, "PublicIp", address.PublicIp);
        writer.WriteEndArray();
        Texts(writer, "Ipv6Addresses", item.Ipv6Addresses);
        Texts(writer, "Ipv4Prefixes", item.Ipv4Prefixes);
        Texts(writer, "Ipv6Prefixes", item.Ipv6Prefixes);
        writer.WriteStartArray("Groups"u8);
        foreach (var group in item.Groups)
            InstanceJson.Pair(writer, "GroupId", group.GroupId, "GroupName", group.GroupName);
        writer.WriteEndArray();
        InstanceJson.Text(writer, "SubnetCidrBlock", item.SubnetCidrBlock);
        Texts(writer, "SubnetIpv6CidrBlocks", item.SubnetIpv6CidrBlocks);
        Texts(writer, "VpcCidrBlocks", item.VpcCidrBlocks);
        Texts(writer, "VpcIpv6CidrBlocks", item.VpcIpv6CidrBlocks);
        writer.WriteEndObject();
    }

    public static void Texts(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
