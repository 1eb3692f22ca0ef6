namespace StsEmulator.Iam.Directory;

/// <summary>A virtual MFA device.</summary>
/// <param name="SerialNumber">The device's ARN, or the serial of a hardware device.</param>
/// <param name="Base32Seed">The shared TOTP secret, RFC 4648 base32.</param>
public sealed record MfaDevice(string SerialNumber, string Base32Seed)
{
    /// <summary>Gets when the device was enabled; null where the seed brought it.</summary>
    public DateTimeOffset? EnableDate { get; init; }

    /// <summary>Gets how many steps of 30 s the device's clock was ahead when it was last synchronised.</summary>
    public int Drift { get; init; }

    // INVARIANT: the seed is a secret and stays out of every generated text.
    public override string ToString() => $"MfaDevice {SerialNumber}";
}
