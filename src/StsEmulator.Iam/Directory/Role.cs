using System.Text.Json.Serialization;
using StsEmulator.Iam.Identifiers;

namespace StsEmulator.Iam.Directory;

/// <summary>An IAM role.</summary>
public sealed record Role : DirectoryEntity
{
    /// <summary>The path of roles that an AWS service owns; organisation policies do not limit them.</summary>
    public const string ServiceLinkedPath = "/aws-service-role/";

    /// <summary>The path of roles that IAM Identity Center makes; the account may read them and no more.</summary>
    public const string ReservedPath = "/aws-reserved/";

    public required string RoleName { get; init; }

    public string Path { get; init; } = "/";

    /// <summary>Gets the unique id, <c>AROA…</c>; sessions and stored trust policies hold on to it, not to the name.</summary>
    public required string RoleId { get; init; }

    public string? Description { get; init; }

    /// <summary>Gets the longest session in seconds, 3 600 to 43 200, default 3 600.</summary>
    public int MaxSessionDuration { get; init; } = 3600;

    /// <summary>Gets the trust policy; user and role principals of known accounts stand in it as unique ids.</summary>
    public required StoredPolicy AssumeRolePolicyDocument { get; init; }

    public IReadOnlyList<string> ManagedPolicyArns { get; init; } = [];

    public IReadOnlyList<StoredPolicy> Policies { get; init; } = [];

    /// <summary>Gets the ARN of the managed policy that bounds this role, or null.</summary>
    public string? PermissionsBoundary { get; init; }

    public IReadOnlyList<Tag> Tags { get; init; } = [];

    [JsonIgnore]
    public override EntityKey Key => new(AccountId, EntityKind.Role, RoleName);

    /// <summary>Gets whether an AWS service owns the role.</summary>
    [JsonIgnore]
    public bool IsServiceLinked => Path.StartsWith(ServiceLinkedPath, StringComparison.Ordinal);

    /// <summary>Gets whether IAM Identity Center made the role.</summary>
    [JsonIgnore]
    public bool IsReserved => Path.StartsWith(ReservedPath, StringComparison.Ordinal);

    public string Arn(string partition) => $"arn:{partition}:iam::{AccountId}:role{Path}{RoleName}";

    /// <summary>Gets whether an ARN is this role's: what <see cref="Arn"/> would make, compared without making it.</summary>
    public bool IsNamed(Arn arn, string partition) =>
        arn.Partition == partition && arn.Service == "iam" && arn.Region.Length == 0
        && Identifiers.AccountId.TryParse(arn.Account, out var account) && account == AccountId
        && arn.Resource.Length == "role".Length + Path.Length + RoleName.Length
        && arn.Resource.StartsWith("role", StringComparison.Ordinal)
        && arn.Resource.AsSpan("role".Length).StartsWith(Path, StringComparison.Ordinal)
        && arn.Resource.EndsWith(RoleName, StringComparison.Ordinal);
}
