using System.Text.Json.Serialization;

namespace StsEmulator.Iam.Directory;

/// <summary>
/// A virtual MFA device of the account. Whoever has it enabled holds the secret among their own
/// <see cref="MfaDevice">devices</see>, which is what says that it is in use.
/// </summary>
public sealed record VirtualMfaDevice : DirectoryEntity
{
    public required string Name { get; init; }

    public string Path { get; init; } = "/";

    /// <summary>Gets the shared TOTP secret, RFC 4648 base32.</summary>
    public required string Base32Seed { get; init; }

    public IReadOnlyList<Tag> Tags { get; init; } = [];

    [JsonIgnore]
    public override EntityKey Key => new(AccountId, EntityKind.VirtualMfaDevice, Path + Name);

    /// <summary>Gets the device's ARN, which is its serial number.</summary>
    public string SerialNumber(string partition) => $"arn:{partition}:iam::{AccountId}:mfa{Path}{Name}";

    // INVARIANT: the seed is a secret and stays out of every generated text.
    public override string ToString() => $"VirtualMfaDevice {Path}{Name}";
}
