using System.Text.Json.Serialization;

namespace StsEmulator.Iam.Directory;

/// <summary>An IAM user.</summary>
public sealed record User : DirectoryEntity
{
    public required string UserName { get; init; }

    public string Path { get; init; } = "/";

    /// <summary>Gets the unique id, <c>AIDA…</c>; a re-created user gets another, and what named the old one no longer matches.</summary>
    public required string UserId { get; init; }

    /// <summary>Gets what the user signs in with at the sign-in pages; null where it cannot.</summary>
    public LoginProfile? LoginProfile { get; init; }

    /// <summary>Gets when the user signed in with the password last; null for never.</summary>
    public DateTimeOffset? PasswordLastUsed { get; init; }

    public IReadOnlyList<AccessKey> AccessKeys { get; init; } = [];

    public IReadOnlyList<string> Groups { get; init; } = [];

    public IReadOnlyList<string> ManagedPolicyArns { get; init; } = [];

    public IReadOnlyList<StoredPolicy> Policies { get; init; } = [];

    /// <summary>Gets the ARN of the managed policy that bounds this user, or null.</summary>
    public string? PermissionsBoundary { get; init; }

    public IReadOnlyList<MfaDevice> MfaDevices { get; init; } = [];

    public IReadOnlyList<Tag> Tags { get; init; } = [];

    public IReadOnlyList<SshPublicKey> SshPublicKeys { get; init; } = [];

    public IReadOnlyList<SigningCertificate> SigningCertificates { get; init; } = [];

    public IReadOnlyList<ServiceSpecificCredential> ServiceSpecificCredentials { get; init; } = [];

    [JsonIgnore]
    public override EntityKey Key => new(AccountId, EntityKind.User, UserName);

    public string Arn(string partition) => $"arn:{partition}:iam::{AccountId}:user{Path}{UserName}";

    // INVARIANT: the password is a secret and stays out of every generated text.
    public override string ToString() => $"User {Path}{UserName}";
}
