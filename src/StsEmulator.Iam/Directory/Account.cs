using System.Text.Json.Serialization;

namespace StsEmulator.Iam.Directory;

/// <summary>An account and what belongs to it as a whole.</summary>
public sealed record Account : DirectoryEntity
{
    public string? Alias { get; init; }

    /// <summary>Gets the partition: <c>aws</c>, <c>aws-cn</c> or <c>aws-us-gov</c>. Calls across partitions are refused.</summary>
    public string Partition { get; init; } = "aws";

    /// <summary>Gets whether this is the first account of the seed, to which relaxed authentication maps unknown keys.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Gets whether GetWebIdentityToken is enabled; off as in a new account.</summary>
    public bool OutboundWebIdentityFederation { get; init; }

    /// <summary>
    /// Gets which version of session tokens the global endpoint issues, 1 or 2 (SetSecurityTokenServicePreferences). Tokens here are opaque and
    /// of one form, so it is kept and shown only.
    /// </summary>
    public int GlobalEndpointTokenVersion { get; init; } = 1;

    public IReadOnlyList<AccessKey> RootAccessKeys { get; init; } = [];

    /// <summary>Gets what root signs in with at the sign-in pages; null where root cannot.</summary>
    public RootUser? RootUser { get; init; }

    /// <summary>Gets the ids of the last deletions of service-linked roles, oldest first.</summary>
    public IReadOnlyList<string> RoleDeletionTasks { get; init; } = [];

    /// <summary>Gets the rules for the passwords of users; null where none were set.</summary>
    public PasswordPolicy? PasswordPolicy { get; init; }

    [JsonIgnore]
    public override EntityKey Key => new(AccountId, EntityKind.Account, "");
}
