using System.Text;
using StsEmulator.Iam.Directory;
using StsEmulator.IamApi.Users;
using StsEmulator.Protocols.Errors;
using StsEmulator.Protocols.Results;

namespace StsEmulator.IamApi.Mfa;

/// <summary>Virtual MFA devices: made with a secret that is told once, listed, deleted when nobody has them.</summary>
internal static class VirtualMfaDeviceOperations
{
    private const string Assigned = "Assigned", Unassigned = "Unassigned", Any = "Any";

    private static readonly WireError InvalidPath = IamErrors.Validation(
        "The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.");

    public static IReadOnlyList<IamOperation> Table { get; } =
    [
        new("CreateVirtualMFADevice", Create),
        new("DeleteVirtualMFADevice", Delete),
        new("ListVirtualMFADevices", List),
    ];

    private static IamOutcome Create(IamCall call)
    {
        string path = call.Read.Optional("Path", 1, 512) ?? "/";
        string name = call.Read.VirtualMfaDeviceName();
        var tags = call.Read.Tags();
        if (call.Read.Error is { } malformed)
            return malformed;
        if (path is not ['/', ..] || path[^1] != '/' || path.AsSpan().ContainsAnyExceptInRange('!', '~'))
            return InvalidPath;
        string serial = call.Arn($"mfa{path}{name}");
        var refused = call.Refuse(serial, conditions: context => TagSet.SetRequested(context, tags));
        if ((refused ?? TagSet.Check(tags, StringComparer.Ordinal)) is { } error)
            return error;
        if (call.Account.FindVirtualMfaDevice(path + name) is not null || MfaHolder.Of(call.Account, serial) is not null)
            return IamErrors.AlreadyExists("MFA device already exists.");
        if (call.Account.Entities.OfType<VirtualMfaDevice>().Count() >= IamQuotas.VirtualMfaDevices)
            return IamErrors.LimitExceeded("MFADevices", IamQuotas.VirtualMfaDevices);

        var device = new VirtualMfaDevice
        {
            AccountId = call.AccountId,
            CreateDate = call.Now,
            Name = name,
            Path = path,
            Base32Seed = Enrolment.NewSeed(call.Ids),
            Tags = tags,
        };
        string account = call.Account.Account.Alias ?? call.AccountId.ToString();
        return IamOutcome.Of(writer =>
        {
            writer.Start("VirtualMFADevice");
            writer.Text(nameof(NamedMfaDevice.SerialNumber), serial);
            writer.Text("Base32StringSeed", Convert.ToBase64String(Encoding.ASCII.GetBytes(device.Base32Seed)));
            writer.Text("QRCodePNG", Convert.ToBase64String(Enrolment.QrCode(name, account, device.Base32Seed)));
            if (tags.Count > 0)
                writer.Tags(tags);
            writer.End("VirtualMFADevice");
        }).Writing(device);
    }

    private static IamOutcome Delete(IamCall call)
    {
        string serial = call.Read.SerialNumber();
        if (call.Read.Error is { } malformed)
            return malformed;
        var named = NamedMfaDevice.Of(call, serial);
        if (call.Refuse(serial, named.Device?.Tags) is { } refused)
            return refused;
        if (named.Device is not { } device)
            return named.Missing;
        return named.Holder is not null
            ? IamErrors.DeleteConflict("MFA VirtualDevice in use. Must deactivate first.")
            : IamOutcome.Done.Deleting(device.Key);
    }

    private static IamOutcome List(IamCall call)
    {
        string status = call.Read.OneOf("AssignmentStatus", Assigned, Unassigned, Any) ?? Any;
        var page = PageRequest.Read(call.Read);
        if ((call.Refuse("*") ?? page.Error) is { } refused)
            return refused;
        var holders = Holders(call.Account);
        string prefix = call.Arn("mfa/");
        var serials = call.Account.Entities.OfType<VirtualMfaDevice>().Select(device => device.SerialNumber(call.Partition))
            .Concat(holders.Keys.Where(serial => serial.StartsWith(prefix, StringComparison.Ordinal))).Distinct(StringComparer.Ordinal)
            .Where(serial => status == Any || status == Assigned == holders.ContainsKey(serial));
        var listed = page.Of(serials, serial => serial);
        return IamOutcome.Of(writer => listed.Write(writer, "VirtualMFADevices", (item, serial) =>
        {
            item.Text(nameof(NamedMfaDevice.SerialNumber), serial);
            if (holders.TryGetValue(serial, out var held))
                WriteHolder(item, call, held.Holder, held.Device);
        }));
    }

    private static Dictionary<string, (MfaHolder Holder, MfaDevice Device)> Holders(AccountDirectory directory)
    {
        var holders = new Dictionary<string, (MfaHolder, MfaDevice)>(StringComparer.Ordinal);
        foreach (var holder in MfaHolder.All(directory))
        {
            foreach (var device in holder.Devices)
                holders[device.SerialNumber] = (holder, device);
        }
        return holders;
    }

    private static void WriteHolder(XmlResultWriter writer, IamCall call, MfaHolder holder, MfaDevice device)
    {
        if (holder.User is not null)
        {
            UserWriting.Details(writer, holder.User, call.Partition);
        }
        else
        {
            writer.Start(nameof(User));
            writer.Text("UserId", call.AccountId.ToString());
            writer.Text("Arn", call.Arn("root"));
            writer.Time("CreateDate", holder.CreateDate);
            writer.End(nameof(User));
        }
        writer.Time("EnableDate", device.EnableDate ?? holder.CreateDate);
    }
}
