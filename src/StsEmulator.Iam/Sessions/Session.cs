using System.Text.Json.Serialization;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Principals;

namespace StsEmulator.Iam.Sessions;

/// <summary>
/// Temporary credentials and the facts frozen with them at issue. Written once; only revocation changes it. It belongs to the unique
/// id of its role or user and dies with that, not with the key that issued it.
/// </summary>
public sealed record Session
{
    public required AccessKeyId AccessKeyId { get; init; }

    public required string SecretAccessKey { get; init; }

    public required SessionTokenDigest TokenDigest { get; init; }

    public required SessionKind Kind { get; init; }

    public required AccountId Account { get; init; }

    public required string Partition { get; init; }

    /// <summary>Gets the unique id of the role or user behind the session; the account id for root and for an instance as itself.</summary>
    public required string PrincipalId { get; init; }

    /// <summary>Gets the name of the role or user behind the session at issue; empty for root.</summary>
    public required string PrincipalName { get; init; }

    public string PrincipalPath { get; init; } = "/";

    /// <summary>Gets the role session name, the federated user's name or the instance's id; null for GetSessionToken.</summary>
    public string? SessionName { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>Gets the instant from which the session is refused; whole seconds.</summary>
    public required DateTimeOffset Expiration { get; init; }

    /// <summary>Gets the directory version that the issuer knew; whoever judges the session must know at least that.</summary>
    public required long DirectoryVersion { get; init; }

    public bool IsRevoked { get; init; }

    /// <summary>Gets the facts that only some sessions have; null when there are none, which keeps a plain session small.</summary>
    public SessionFacts? Facts { get; init; }

    [JsonIgnore]
    public bool IsRoot => PrincipalName.Length == 0;

    /// <summary>Gets who the session is.</summary>
    [JsonIgnore]
    public Principal Principal => Kind switch
    {
        SessionKind.Role => Principal.RoleSession(Partition, Account, PrincipalPath, PrincipalName, PrincipalId, SessionName ?? ""),
        SessionKind.FederatedUser => Principal.FederatedUser(
            Partition, Account, SessionName ?? "", BasePrincipal.Arn, IsRoot ? null : PrincipalId),
        SessionKind.InstanceIdentity => Principal.InstanceIdentity(Partition, Account, SessionName ?? ""),
        _ => BasePrincipal,
    };

    private Principal BasePrincipal => IsRoot
        ? Principal.Root(Partition, Account)
        : Principal.User(Partition, Account, PrincipalPath, PrincipalName, PrincipalId);

    public bool HasExpired(DateTimeOffset now) => now >= Expiration;

    // INVARIANT: the generated text of a record would print the secret.
    public override string ToString() => $"Session {AccessKeyId}";
}

/// <summary>The facts of a session beyond its identity.</summary>
public sealed record SessionFacts
{
    /// <summary>Gets when MFA was used; null when it was not.</summary>
    public DateTimeOffset? MfaAuthenticatedAt { get; init; }

    /// <summary>Gets the session policies, inline and managed, frozen as text; null when none was given.</summary>
    public IReadOnlyList<StoredPolicy>? Policies { get; init; }

    /// <summary>Gets the session tags, inherited transitive ones included.</summary>
    public IReadOnlyList<Tag> Tags { get; init; } = [];

    /// <summary>Gets the keys among <see cref="Tags"/> that later hops inherit.</summary>
    public IReadOnlyList<string> TransitiveTagKeys { get; init; } = [];

    public string? SourceIdentity { get; init; }

    /// <summary>Gets whether a role was assumed with the session of another; console federation treats such sessions differently.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsChained { get; init; }

    /// <summary>Gets the provider a federated session came through, the value of <c>aws:FederatedProvider</c>.</summary>
    public string? FederatedProvider { get; init; }

    /// <summary>
    /// Gets further condition keys that stay with the session, such as <c>ec2:RoleDelivery</c>, each with its values; one value makes a
    /// single-valued key.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Context { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
}
