using StsEmulator.Iam.Directory;
using StsEmulator.Protocols.Errors;

namespace StsEmulator.IamApi.Mfa;

/// <summary>The virtual MFA device that a serial number means.</summary>
/// <param name="Device">The device; null when there is none.</param>
/// <param name="Holder">Who has it enabled; null when nobody does.</param>
internal sealed record NamedMfaDevice(string SerialNumber, VirtualMfaDevice? Device, MfaHolder? Holder)
{
    public WireError Missing => IamErrors.NoSuchMfaDevice(SerialNumber);

    public static NamedMfaDevice Of(IamCall call, string serialNumber)
    {
        string prefix = call.Arn("mfa");
        if (!serialNumber.StartsWith(prefix + "/", StringComparison.Ordinal))
            return new NamedMfaDevice(serialNumber, null, null);
        string pathAndName = serialNumber[prefix.Length..];
        var device = call.Account.FindVirtualMfaDevice(pathAndName);
        if (device is not null && device.SerialNumber(call.Partition) != serialNumber)
            device = null;
        var holder = MfaHolder.Of(call.Account, serialNumber);
        return new NamedMfaDevice(serialNumber, device ?? OfHolder(call, pathAndName, holder?.Find(serialNumber)), holder);
    }

    /// <summary>A device that the seed gave to a user has no record of its own before something is changed about it.</summary>
    private static VirtualMfaDevice? OfHolder(IamCall call, string pathAndName, MfaDevice? held)
    {
        if (held is null)
            return null;
        int name = pathAndName.LastIndexOf('/') + 1;
        return new VirtualMfaDevice
        {
            AccountId = call.AccountId,
            CreateDate = call.Account.Account.CreateDate,
            Name = pathAndName[name..],
            Path = pathAndName[..name],
            Base32Seed = held.Base32Seed,
        };
    }
}
