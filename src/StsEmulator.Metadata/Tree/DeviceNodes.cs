using System.Globalization;

namespace StsEmulator.Metadata.Tree;

/// <summary><c>block-device-mapping/</c>.</summary>
internal static class DeviceNodes
{
    private const string UsualRoot = "/dev/xvda";

    public static InstanceDirectory BlockDevices() => new(instance =>
    {
        string root = instance.Settings.RootDeviceName ?? UsualRoot;
        MetadataDirectory devices = new() { { "ami", new MetadataLeaf(_ => root) }, { "root", new MetadataLeaf(_ => root) } };
        int volumes = 0;
        foreach (var mapping in instance.Settings.BlockDeviceMappings)
        {
            if (mapping.DeviceName == root)
                continue;
            string name = mapping.VirtualName ?? string.Create(CultureInfo.InvariantCulture, $"ebs{++volumes}");
            // Other devices than the root are named without the directory.
            string device = mapping.DeviceName.StartsWith("/dev/", StringComparison.Ordinal) ? mapping.DeviceName[5..] : mapping.DeviceName;
            devices.Add(name, new MetadataLeaf(_ => device));
        }
        return devices;
    });
}
