using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace StsEmulator.Server.Seeds.Aemm;

/// <summary>
/// The values of such a file as the seed's own description of an instance, its role and its account, so that one reader checks both
/// forms.
/// </summary>
internal sealed class AemmInstance(JsonObject metadata, JsonObject dynamic, JsonObject userData, bool requiresToken)
{
    private readonly JsonObject document = dynamic["instance-identity-document"] as JsonObject ?? [];

    /// <summary>Gets the account of the profile, where the file names one of twelve digits, else of the network interface, else the usual one.</summary>
    public string Account => new[] { ProfileArn?.Split(':').ElementAtOrDefault(4), Text(document, "accountId"), Text(metadata, "mac-owner-id") }
        .FirstOrDefault(id => id is { Length: 12 } && id.All(char.IsAsciiDigit)) ?? "123456789012";

    public string Role => Text(metadata, "iam-security-credentials-role") ?? "baskinc-role";

    public string Id => Value("instance-id", "instanceId") ?? "i-1234567890abcdef0";

    private string? ProfileArn => Text(metadata["iam-info"] as JsonObject ?? [], "InstanceProfileArn");

    private string ProfileName => ProfileArn is { } arn ? arn[(arn.LastIndexOf('/') + 1)..] : Role;

    /// <summary>Reads a text or number; names compare without case, because that tool saves them in lower case.</summary>
    public static string? Text(JsonObject values, string name)
    {
        var found = values.FirstOrDefault(pair => pair.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
        return found is JsonValue value ? value.ToString() : null;
    }

    /// <summary>Gives a seed with the account, the role and its profile, and the instance.</summary>
    public string ToSeed() => new JsonObject
    {
        ["Accounts"] = new JsonArray(new JsonObject
        {
            ["AccountId"] = Account,
            ["Roles"] = new JsonArray(new JsonObject
            {
                ["RoleName"] = Role,
                ["AssumeRolePolicyDocument"] = new JsonObject
                {
                    ["Version"] = "2012-10-17",
                    ["Statement"] = new JsonArray(new JsonObject
                    {
                        ["Effect"] = "Allow",
                        ["Principal"] = new JsonObject { ["Service"] = "ec2.amazonaws.com" },
                        ["Action"] = "sts:AssumeRole",
                    }),
                },
            }),
            ["InstanceProfiles"] = new JsonArray(new JsonObject { ["InstanceProfileName"] = ProfileName, ["Roles"] = new JsonArray(Role) }),
        }),
        ["Metadata"] = new JsonObject { ["Instances"] = new JsonArray(Instance()) },
    }.ToJsonString();

    private JsonObject Instance()
    {
        string region = Value("placement-region", "region") ?? "us-east-1";
        var instance = new JsonObject
        {
            ["InstanceId"] = Id,
            ["InstanceProfile"] = $"arn:aws:iam::{Account}:instance-profile/{ProfileName}",
            ["Region"] = region,
            ["MetadataOptions"] = new JsonObject
            {
                ["HttpTokens"] = requiresToken ? "required" : "optional",
                ["InstanceMetadataTags"] = Tags().Count > 0 ? "enabled" : "disabled",
            },
            ["Placement"] = Placement(region),
            ["Tags"] = Tags(),
            ["SecurityGroups"] = Groups("security-groups"),
            ["NetworkInterfaces"] = new JsonArray(NetworkInterface()),
            ["BlockDeviceMappings"] = Devices(),
        };
        Set(instance, "ImageId", Value("ami-id", "imageId"));
        Set(instance, "InstanceType", Value("instance-type", "instanceType"));
        Set(instance, "Architecture", Text(document, "architecture"));
        Set(instance, "KernelId", Value("kernel-id", "kernelId"));
        Set(instance, "RamdiskId", Value("ramdisk-id", "ramdiskId"));
        Set(instance, "LaunchTime", Text(document, "pendingTime"));
        Set(instance, "PrivateIpAddress", Value("local-ipv4", "privateIp"));
        Set(instance, "PublicIpAddress", Text(metadata, "public-ipv4"));
        Set(instance, "PrivateDnsName", Text(metadata, "local-hostname") ?? Text(metadata, "hostname"));
        Set(instance, "PublicDnsName", Text(metadata, "public-hostname"));
        Set(instance, "ReservationId", Text(metadata, "reservation-id"));
        Set(instance, "MacAddress", Text(metadata, "mac"));
        Set(instance, "RootDeviceName", Text(metadata, "block-device-mapping-root") ?? Text(metadata, "block-device-mapping-ami"));
        Set(instance, "AmiLaunchIndex", Text(metadata, "ami-launch-index"));
        if (Text(metadata, "instance-life-cycle") is { } cycle and not "on-demand")
            instance["InstanceLifecycle"] = cycle;
        if (Text(metadata, "product-codes") is { } code)
            instance["ProductCodes"] = new JsonArray(new JsonObject { ["ProductCodeId"] = code, ["ProductCodeType"] = "marketplace" });
        if (Text(dynamic, "fws-instance-monitoring") is { } monitoring)
            instance["Monitoring"] = new JsonObject { ["State"] = monitoring };
        if (Text(metadata, "public-key") is { } key)
        {
            instance["PublicKeyMaterial"] = key;
            instance["KeyName"] = key.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, _, var name, ..] ? name : "my-key";
        }
        if (Text(userData, "userdata") is { } data)
            instance["UserData"] = Base64.IsValid(data) ? data : Convert.ToBase64String(Encoding.UTF8.GetBytes(data));
        return instance;
    }

    private JsonObject NetworkInterface()
    {
        var network = new JsonObject();
        Set(network, "NetworkInterfaceId", Text(metadata, "mac-network-interface-id"));
        Set(network, "MacAddress", Text(metadata, "mac") ?? Text(metadata, "mac-mac"));
        Set(network, "PrivateDnsName", Text(metadata, "mac-local-hostname"));
        Set(network, "PublicDnsName", Text(metadata, "mac-public-hostname"));
        Set(network, "SubnetId", Text(metadata, "mac-subnet-id"));
        Set(network, "VpcId", Text(metadata, "mac-vpc-id"));
        Set(network, "SubnetCidrBlock", Text(metadata, "mac-subnet-ipv4-cidr-block"));
        SetList(network, "SubnetIpv6CidrBlocks", "mac-subnet-ipv6-cidr-blocks");
        SetList(network, "VpcCidrBlocks", "mac-vpc-ipv4-cidr-blocks");
        SetList(network, "VpcIpv6CidrBlocks", "mac-vpc-ipv6-cidr-blocks");
        SetList(network, "Ipv6Addresses", "mac-ipv6-associations");
        Set(network, "DeviceIndex", Text(metadata, "mac-device-number"));
        Set(network, "NetworkCardIndex", Text(metadata, "mac-network-interface-card-index"));
        if (Text(metadata, "mac-security-groups") is not null)
            network["Groups"] = Groups("mac-security-groups");
        string? publicAddress = Text(metadata, "public-ipv4") ?? Text(metadata, "mac-public-ipv4s") ?? Text(metadata, "mac-ipv4-associations");
        var addresses = Lines("mac-local-ipv4s") is { Count: > 0 } given ? given : Lines("local-ipv4");
        if (addresses.Count > 0)
        {
            network["PrivateIpAddresses"] = new JsonArray([.. addresses.Select((address, index) =>
            {
                var item = new JsonObject { ["PrivateIpAddress"] = address };
                Set(item, "PublicIp", index == 0 ? publicAddress?.Split('\n')[0] : null);
                return (JsonNode)item;
            })]);
        }
        return network;
    }

    private JsonObject Placement(string region)
    {
        var placement = new JsonObject();
        // A zone of another region than the file's own is that tool's default beside somebody's region.
        if (Value("placement-availability-zone", "availabilityZone") is { } zone && zone.StartsWith(region, StringComparison.Ordinal) && zone.Length > region.Length)
            placement["AvailabilityZone"] = zone;
        Set(placement, "AvailabilityZoneId", Text(metadata, "placement-availability-zone-id"));
        Set(placement, "GroupName", Text(metadata, "placement-group-name"));
        Set(placement, "HostId", Text(metadata, "placement-host-id"));
        Set(placement, "PartitionNumber", Text(metadata, "placement-partition-number"));
        return placement;
    }

    private JsonArray Tags()
    {
        Dictionary<string, string> tags = new(StringComparer.Ordinal);
        foreach (var (key, value) in metadata["tags-instance"] as JsonObject ?? [])
            tags[key] = value?.ToString() ?? "";
        if (Text(metadata, "tags-instance-name") is { } name)
            tags["Name"] = name;
        if (Text(metadata, "tags-instance-test") is { } test)
            tags["Test"] = test;
        return new JsonArray([.. tags.Select(tag => (JsonNode)new JsonObject { ["Key"] = tag.Key, ["Value"] = tag.Value })]);
    }

    private JsonArray Groups(string property)
    {
        var ids = Lines("mac-security-group-ids");
        return new JsonArray([.. Lines(property).Select((name, index) => (JsonNode)new JsonObject
        {
            ["GroupId"] = index < ids.Count ? ids[index] : string.Create(CultureInfo.InvariantCulture, $"sg-{index + 1:x17}"),
            ["GroupName"] = name,
        })]);
    }

    /// <summary>Two devices of one name, which that tool has by default, cannot be: the first stays.</summary>
    private JsonArray Devices()
    {
        HashSet<string> names = [Text(metadata, "block-device-mapping-root") ?? ""];
        var devices = new JsonArray();
        foreach (var (property, virtualName) in new[] { ("ebs", null), ("ephemeral", "ephemeral0"), ("swap", "swap") })
        {
            if (Text(metadata, "block-device-mapping-" + property) is not { } device || !names.Add(device))
                continue;
            var item = new JsonObject { ["DeviceName"] = device };
            Set(item, "VirtualName", virtualName);
            devices.Add((JsonNode)item);
        }
        return devices;
    }

    private void SetList(JsonObject target, string property, string name)
    {
        if (Lines(name) is { Count: > 0 } lines)
            target[property] = new JsonArray([.. lines.Select(line => (JsonNode)JsonValue.Create(line)!)]);
    }

    private static void Set(JsonObject target, string property, string? value)
    {
        if (value is not null)
            target[property] = value;
    }

    private string? Value(string name, string inDocument) => Text(metadata, name) ?? Text(document, inDocument);

    private List<string> Lines(string name) =>
        [.. (Text(metadata, name) ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
