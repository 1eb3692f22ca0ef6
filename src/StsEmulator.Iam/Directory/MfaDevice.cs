namespace StsEmulator.Iam.Directory;

/// <summary>A virtual MFA device.</summary>
/// <param name="SerialNumber">The device's ARN, or the serial of a hardware device.</param>
/// <param name="Base32Seed">The shared TOTP secret, RFC 4648 base32.</param>
public sealed record MfaDevice(string SerialNumber, string Base32Seed)
{
    // INVARIANT: the seed is a secret and stays out of every generated text.
    public override string ToString() => $"MfaDevice {SerialNumber}";
}
