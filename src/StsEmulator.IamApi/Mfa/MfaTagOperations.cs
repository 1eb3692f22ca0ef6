using StsEmulator.Iam.Directory;

namespace StsEmulator.IamApi.Mfa;

/// <summary>The tags of virtual MFA devices.</summary>
internal static class MfaTagOperations
{
    public static IReadOnlyList<IamOperation> Table { get; } =
        new TagOperation<VirtualMfaDevice>(
            "MFADevice", Find, device => device.Tags, (device, tags) => device with { Tags = tags }, StringComparer.Ordinal).Table;

    private static TaggedEntity<VirtualMfaDevice> Find(IamCall call)
    {
        var named = NamedMfaDevice.Of(call, call.Read.SerialNumber());
        return new TaggedEntity<VirtualMfaDevice>(named.SerialNumber, named.Device, named.Missing);
    }
}
