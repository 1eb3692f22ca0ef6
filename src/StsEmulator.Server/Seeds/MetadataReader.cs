using System.Globalization;
using System.Net.Sockets;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Metadata.Settings;

namespace StsEmulator.Server.Seeds;

/// <summary>Reads the section <c>Metadata</c>: simulated instances, container tasks and clusters.</summary>
internal sealed class MetadataReader(SeedDraft draft)
{
    private static readonly string[] Known =
    [
        "InstanceId", "InstanceProfile", "Region", "PrivateIpAddress", "PublicIpAddress", "PrivateDnsName", "PublicDnsName", "ImageId",
        "InstanceType", "KeyName", "PublicKeyMaterial", "ReservationId", "AmiLaunchIndex", "Architecture", "KernelId", "RamdiskId",
        "SubnetId", "VpcId", "MacAddress", "LaunchTime", "MetadataOptions", "Placement", "SecurityGroups", "Tags", "UserData",
        "Ipv6Address", "NetworkInterfaces", "RootDeviceName", "BlockDeviceMappings", "InstanceLifecycle", "ProductCodes", "Monitoring",
        "AncestorImageIds", "ManagedSshKeysSignerCert",
    ];

    /// <summary>User data in bytes, decoded. Source: EC2 User Guide, "Run commands when you launch an EC2 instance".</summary>
    private const int MaximumUserData = 16_384;

    /// <summary>Far more than an image was ever rebundled, so that a listing stays small.</summary>
    private const int MaximumAncestors = 100;

    private readonly InstanceDeviceReader devices = new(draft.Problems);

    public void Read(SeedNode node, JwksFiles jwksFiles)
    {
        SeedElement element = new(node, draft.Problems, "Instances", "Tasks", "Clusters");
        foreach (var item in element.Items("Instances"))
            ReadInstance(item);
        TaskReader tasks = new(draft);
        foreach (var item in element.Items("Tasks"))
            tasks.Read(item);
        PodIdentityReader clusters = new(draft, jwksFiles);
        foreach (var item in element.Items("Clusters"))
            clusters.Read(item);
    }

    /// <summary>Reads one instance and adds it to the draft.</summary>
    public void ReadInstance(SeedNode node)
    {
        SeedElement element = new(node, draft.Problems, Known);
        string? id = element.Required("InstanceId", TextRule.InstanceId);
        if (id is not null)
            draft.Claim("instance", id, element.PlaceOf("InstanceId"));
        string region = element.Text("Region", TextRule.Region) ?? "us-east-1";
        var interfaces = devices.NetworkInterfaces(element);
        string? address = PrivateAddress(element, interfaces);
        var options = Options(element);
        draft.Instances.Add(new InstanceSettings
        {
            InstanceId = id ?? "",
            InstanceProfile = InstanceProfile(element),
            Region = region,
            PrivateIpAddress = address,
            PublicIpAddress = InstanceDeviceReader.Address(element, "PublicIpAddress", AddressFamily.InterNetwork),
            Ipv6Address = InstanceDeviceReader.Address(element, "Ipv6Address", AddressFamily.InterNetworkV6),
            PrivateDnsName = element.Text("PrivateDnsName", TextRule.Name),
            PublicDnsName = element.Text("PublicDnsName", TextRule.Name),
            ImageId = element.Text("ImageId", TextRule.Name),
            AncestorImageIds = element.Texts("AncestorImageIds", TextRule.Name, MaximumAncestors),
            ManagedSshKeysSignerCert = element.Text("ManagedSshKeysSignerCert", TextRule.SignerCertificate),
            InstanceType = element.Text("InstanceType", TextRule.Name),
            KeyName = element.Text("KeyName", TextRule.Name),
            PublicKeyMaterial = element.Text("PublicKeyMaterial", TextRule.PublicKey),
            ReservationId = element.Text("ReservationId", TextRule.Name),
            AmiLaunchIndex = element.Number("AmiLaunchIndex", 0, int.MaxValue, absent: 0),
            Architecture = element.Text("Architecture", TextRule.Name),
            KernelId = element.Text("KernelId", TextRule.Name),
            RamdiskId = element.Text("RamdiskId", TextRule.Name),
            SubnetId = element.Text("SubnetId", TextRule.Name),
            VpcId = element.Text("VpcId", TextRule.Name),
            MacAddress = element.Text("MacAddress", TextRule.MacAddress)?.ToLowerInvariant(),
            NetworkInterfaces = interfaces,
            RootDeviceName = element.Text("RootDeviceName", TextRule.Name),
            BlockDeviceMappings = devices.BlockDevices(element),
            InstanceLifecycle = element.Find("InstanceLifecycle") is null
                ? null
                : element.Word("InstanceLifecycle", "spot", "scheduled", "capacity-block"),
            ProductCodes = ProductCodes(element),
            IsMonitored = IsMonitored(element),
            LaunchTime = LaunchTime(element),
            MetadataOptions = options,
            Placement = Placement(element, region),
            SecurityGroups = devices.SecurityGroups(element, "SecurityGroups"),
            Tags = Tags(element, options),
            UserData = UserData(element),
        });
    }

    private string? InstanceProfile(SeedElement element)
    {
        if (element.Text("InstanceProfile", TextRule.Arn) is not { } text)
            return null;
        var place = element.PlaceOf("InstanceProfile");
        draft.Later(snapshot =>
        {
            bool isKnown = Arn.TryParse(text, out var arn) && snapshot.Find(arn.Account) is { } account
                && account.FindInstanceProfile(arn.ResourceName)?.Arn(account.Partition) == text;
            if (!isKnown)
                draft.Problems.Add(place, $"InstanceProfile: there is no instance profile `{text}`");
        });
        return text;
    }

    /// <summary>Reads the address by which callers are recognised: the instance's own, else the first of the primary interface.</summary>
    private string? PrivateAddress(SeedElement element, List<NetworkInterfaceSettings> interfaces)
    {
        string? own = InstanceDeviceReader.Address(element, "PrivateIpAddress", AddressFamily.InterNetwork);
        string? first = interfaces is [{ PrivateIpAddresses: [var primary, ..] }, ..] ? primary.PrivateIpAddress : null;
        if (own is not null && first is not null && own != first)
            element.Report("PrivateIpAddress", $"`{own}` is not the first address of the first network interface, `{first}`");
        string? address = own ?? first;
        if (address is not null)
            draft.Claim("private address", address, element.PlaceOf(own is null ? "NetworkInterfaces" : "PrivateIpAddress"));
        return address;
    }

    private List<ProductCode> ProductCodes(SeedElement instance)
    {
        List<ProductCode> codes = [];
        foreach (var item in instance.Items("ProductCodes"))
        {
            SeedElement element = new(item, draft.Problems, "ProductCodeId", "ProductCodeType");
            string type = element.Word("ProductCodeType", "marketplace", "devpay");
            if (element.Required("ProductCodeId", TextRule.Name) is { } id)
                codes.Add(new ProductCode(id, type));
        }
        return codes;
    }

    private bool IsMonitored(SeedElement instance) =>
        instance.Find("Monitoring") is { } node
            && new SeedElement(node, draft.Problems, "State").Word("State", "disabled", "enabled") == "enabled";

    private List<Tag> Tags(SeedElement element, MetadataOptions options)
    {
        var tags = SeedTags.Read(element, "Tags", draft.Problems, maximum: 50);
        if (options.ServesTags && tags.FirstOrDefault(tag => !InstanceTagKey.CanBeServed(tag.Key)) is { } wrong)
        {
            element.Report("Tags", $"the key `{wrong.Key}` cannot be served: with InstanceMetadataTags a key is letters, digits and +-=.,_:@, and not `.`, `..` or `_index`");
        }
        return tags;
    }

    private static DateTimeOffset? LaunchTime(SeedElement element)
    {
        if (element.Text("LaunchTime", TextRule.Name) is not { } text)
            return null;
        string[] forms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];
        if (DateTimeOffset.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
            return instant;
        element.Report("LaunchTime", $"`{text}` is no instant such as 2026-01-31T12:00:00Z");
        return null;
    }

    private MetadataOptions Options(SeedElement instance)
    {
        if (instance.Find("MetadataOptions") is not { } node)
            return new MetadataOptions();
        SeedElement element = new(node, draft.Problems, "HttpTokens", "HttpEndpoint", "InstanceMetadataTags", "HttpPutResponseHopLimit");
        return new MetadataOptions
        {
            RequiresToken = element.Word("HttpTokens", "required", "optional") == "required",
            IsEnabled = element.Word("HttpEndpoint", "enabled", "disabled") == "enabled",
            ServesTags = element.Word("InstanceMetadataTags", "disabled", "enabled") == "enabled",
            HttpPutResponseHopLimit = element.Number("HttpPutResponseHopLimit", 1, 64, absent: 1),
        };
    }

    private InstancePlacement Placement(SeedElement instance, string region)
    {
        if (instance.Find("Placement") is not { } node)
            return new InstancePlacement();
        SeedElement element = new(node, draft.Problems, "AvailabilityZone", "AvailabilityZoneId", "GroupName", "HostId", "PartitionNumber");
        string? zone = element.Text("AvailabilityZone", TextRule.Name);
        if (zone is not null && (!zone.StartsWith(region, StringComparison.Ordinal) || zone.Length == region.Length))
            element.Report("AvailabilityZone", $"`{zone}` is not in the region `{region}`");
        return new InstancePlacement
        {
            AvailabilityZone = zone,
            AvailabilityZoneId = element.Text("AvailabilityZoneId", TextRule.Name),
            GroupName = element.Text("GroupName", TextRule.Name),
            HostId = element.Text("HostId", TextRule.Name),
            PartitionNumber = element.Find("PartitionNumber") is null ? null : element.Number("PartitionNumber", 1, 7, absent: 1),
        };
    }

    private static ReadOnlyMemory<byte>? UserData(SeedElement element)
    {
        if (element.Text("UserData", TextRule.UserData) is not { } text)
            return null;
        byte[] decoded = new byte[text.Length];
        if (Convert.TryFromBase64String(text, decoded, out int length) && length <= MaximumUserData)
            return decoded.AsMemory(0, length);
        element.Report("UserData", "expected base64 of at most 16 KiB");
        return null;
    }
}
