using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Mfa;
using StsEmulator.Protocols.Errors;

namespace StsEmulator.IamApi.Mfa;

/// <summary>The MFA devices that users and root have. Enabling and synchronising ask for two codes that the device really showed.</summary>
internal static class MfaDeviceOperations
{
    private const string SerialNumber = "SerialNumber", UserName = "UserName", EnableDate = "EnableDate";

    /// <summary>How far a device's clock may be off for it to be synchronised: ten steps, five minutes. (unverified)</summary>
    private const int ResyncTolerance = 10;

    public static IReadOnlyList<IamOperation> Table { get; } =
    [
        new("EnableMFADevice", Enable) { Prepare = PrepareEnableAsync },
        new("ResyncMFADevice", Resync) { Prepare = PrepareResyncAsync },
        new("DeactivateMFADevice", Deactivate),
        new("GetMFADevice", Get),
        new("ListMFADevices", List),
    ];

    /// <summary>Uses the codes up, once all else is known to be well.</summary>
    private static async ValueTask PrepareEnableAsync(IamCall call, CancellationToken cancellationToken)
    {
        var asked = call.On(call.Directory);
        var pair = CodePair.Read(asked);
        if (RefuseEnable(asked, pair, out var device) is not null)
            return;
        call.Prepared = await call.Ports.Mfa.CheckPairAsync(
            pair.User.User!.UserId, pair.SerialNumber, device!.Base32Seed, pair.Codes, TimeBasedCode.Tolerance, cancellationToken);
    }

    private static IamOutcome Enable(IamCall call)
    {
        var pair = CodePair.Read(call);
        if (RefuseEnable(call, pair, out var device) is { } refused)
            return refused;
        if (call.Prepared is not int)
            return IamErrors.InvalidAuthenticationCode;
        var user = pair.User.User!;
        var enabled = new MfaDevice(pair.SerialNumber, device!.Base32Seed) { EnableDate = call.Now };
        return IamOutcome.Done.Writing(user with { MfaDevices = [.. user.MfaDevices, enabled] });
    }

    private static WireError? RefuseEnable(IamCall call, CodePair pair, out VirtualMfaDevice? device)
    {
        device = null;
        if (pair.User.Refuse(call) is { } refused)
            return refused;
        var named = NamedMfaDevice.Of(call, pair.SerialNumber);
        device = named.Device;
        if (device is null)
            return named.Missing;
        if (named.Holder is not null)
            return IamErrors.AlreadyExists("MFA Device is already in use.");
        return pair.User.User!.MfaDevices.Count >= IamQuotas.MfaDevicesPerUser
            ? IamErrors.LimitExceeded("MFADevicesPerUser", IamQuotas.MfaDevicesPerUser)
            : null;
    }

    private static async ValueTask PrepareResyncAsync(IamCall call, CancellationToken cancellationToken)
    {
        var asked = call.On(call.Directory);
        var pair = CodePair.Read(asked);
        if (RefuseResync(asked, pair, out var device) is not null)
            return;
        call.Prepared = await call.Ports.Mfa.CheckPairAsync(
            pair.User.User!.UserId, pair.SerialNumber, device!.Base32Seed, pair.Codes, ResyncTolerance, cancellationToken);
    }

    private static IamOutcome Resync(IamCall call)
    {
        var pair = CodePair.Read(call);
        if (RefuseResync(call, pair, out var device) is { } refused)
            return refused;
        if (call.Prepared is not int drift)
            return IamErrors.InvalidAuthenticationCode;
        var user = pair.User.User!;
        var synchronised = device! with { Drift = drift };
        return IamOutcome.Done.Writing(user with { MfaDevices = [.. user.MfaDevices.Select(held => held == device ? synchronised : held)] });
    }

    private static WireError? RefuseResync(IamCall call, CodePair pair, out MfaDevice? device)
    {
        device = null;
        if (pair.User.Refuse(call) is { } refused)
            return refused;
        device = pair.User.User!.MfaDevices.FirstOrDefault(held => held.SerialNumber == pair.SerialNumber);
        return device is null ? MissingFrom(call, pair.SerialNumber) : null;
    }

    private static IamOutcome Deactivate(IamCall call)
    {
        string serial = call.Read.SerialNumber();
        if (MfaHolder.Read(call, out var refused) is not { } holder)
            return refused!.Value;
        if (holder.Find(serial) is not { } device)
            return MissingFrom(call, serial);
        var outcome = IamOutcome.Done.Writing(holder.With([.. holder.Devices.Where(held => held != device)]));
        // The virtual device stays, to be enabled again or deleted; one from the seed gets its record now.
        return NamedMfaDevice.Of(call, serial).Device is { } kept ? outcome.Writing(kept) : outcome;
    }

    private static IamOutcome Get(IamCall call)
    {
        string serial = call.Read.SerialNumber();
        if (MfaHolder.Read(call, out var refused) is not { } holder)
            return refused!.Value;
        if (holder.Find(serial) is not { } device)
            return MissingFrom(call, serial);
        return IamOutcome.Of(writer =>
        {
            writer.Text(UserName, holder.Name);
            writer.Text(SerialNumber, device.SerialNumber);
            writer.Time(EnableDate, device.EnableDate ?? holder.CreateDate);
        });
    }

    private static IamOutcome List(IamCall call)
    {
        var page = PageRequest.Read(call.Read);
        if (MfaHolder.Read(call, out var refused) is not { } holder)
            return refused!.Value;
        if (page.Error is { } invalid)
            return invalid;
        var listed = page.Of(holder.Devices, device => device.SerialNumber);
        return IamOutcome.Of(writer => listed.Write(writer, "MFADevices", (item, device) =>
        {
            item.Text(UserName, holder.Name);
            item.Text(SerialNumber, device.SerialNumber);
            item.Time(EnableDate, device.EnableDate ?? holder.CreateDate);
        }));
    }

    /// <summary>Tells a device that is somebody else's, or nobody's, from one that is not there.</summary>
    private static WireError MissingFrom(IamCall call, string serial) => NamedMfaDevice.Of(call, serial).Device is null
        ? IamErrors.NoSuchMfaDevice(serial)
        : IamErrors.NoSuchEntity("MFA Device invalid for user.");
}
