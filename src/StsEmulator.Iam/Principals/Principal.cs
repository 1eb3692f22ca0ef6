using StsEmulator.Iam.Identifiers;

namespace StsEmulator.Iam.Principals;

/// <summary>
/// Who a request comes from, as far as policies can name them. What the principal may do is not here: its policies are read
/// live from the directory, its session facts from its session.
/// </summary>
public sealed record Principal
{
    /// <summary>The role that every EC2 instance has beside its own. No role of the directory can be called so: names there have no colon.</summary>
    public const string InstanceIdentityRole = "aws:ec2-instance";

    public static Principal Anonymous { get; } = new() { Kind = PrincipalKind.Anonymous, Arn = "*" };

    public required PrincipalKind Kind { get; init; }

    /// <summary>
    /// Gets the ARN as GetCallerIdentity shows it: the session ARN of a role session (path dropped), the user ARN with its path,
    /// <c>arn:aws:iam::A:root</c>; the service name of a service; the provider ARN or host of a web identity or SAML principal.
    /// </summary>
    public required string Arn { get; init; }

    public string Partition { get; init; } = "aws";

    /// <summary>Gets the account; null for anonymous, service and federated principals.</summary>
    public AccountId? Account { get; init; }

    /// <summary>Gets <c>AIDA…</c>, <c>AROA…:session</c>, <c>account:name</c> or the account id of root; empty where there is none.</summary>
    public string UserId { get; init; } = "";

    /// <summary>Gets the unique id of the IAM user or role behind the principal, which stored trust policies name; null where there is none.</summary>
    public string? UniqueId { get; init; }

    /// <summary>Gets the name of the IAM user, role or federated user, or the well-known name of a provider; null where there is none.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the role session name, or null.</summary>
    public string? SessionName { get; init; }

    /// <summary>
    /// Gets the ARN of the IAM identity behind a session: the role ARN with its path for a role session, the user's ARN for a
    /// federated user; otherwise the same as <see cref="Arn"/>.
    /// </summary>
    public string IdentityArn
    {
        get => field ?? Arn;
        init;
    }

    /// <summary>Gets the value of <c>aws:PrincipalArn</c>: the role's ARN for a role session, else the principal's own.</summary>
    public string PrincipalArn => Kind == PrincipalKind.RoleSession ? IdentityArn : Arn;

    /// <summary>Gets the value of <c>aws:PrincipalType</c>; null where the key is absent.</summary>
    public string? PrincipalType => Kind switch
    {
        PrincipalKind.Anonymous => "Anonymous",
        PrincipalKind.Root => "Account",
        PrincipalKind.User => "User",
        PrincipalKind.RoleSession => "AssumedRole",
        PrincipalKind.FederatedUser => "FederatedUser",
        _ => null,
    };

    public static Principal Root(string partition, AccountId account) => new()
    {
        Kind = PrincipalKind.Root,
        Partition = partition,
        Account = account,
        Arn = $"arn:{partition}:iam::{account}:root",
        UserId = account.ToString(),
    };

    public static Principal User(string partition, AccountId account, string path, string name, string uniqueId) => new()
    {
        Kind = PrincipalKind.User,
        Partition = partition,
        Account = account,
        Name = name,
        UniqueId = uniqueId,
        UserId = uniqueId,
        Arn = $"arn:{partition}:iam::{account}:user{path}{name}",
    };

    public static Principal RoleSession(string partition, AccountId account, string path, string roleName, string uniqueId, string sessionName) => new()
    {
        Kind = PrincipalKind.RoleSession,
        Partition = partition,
        Account = account,
        Name = roleName,
        UniqueId = uniqueId,
        SessionName = sessionName,
        UserId = $"{uniqueId}:{sessionName}",
        Arn = $"arn:{partition}:sts::{account}:assumed-role/{roleName}/{sessionName}",
        IdentityArn = $"arn:{partition}:iam::{account}:role{path}{roleName}",
    };

    /// <summary>
    /// An EC2 instance as itself. It has no unique id, so no stored policy that names an id is about it. Source: EC2 User Guide, "Instance
    /// identity roles"; the role's ARN for <c>aws:PrincipalArn</c> and the user id are unverified.
    /// </summary>
    public static Principal InstanceIdentity(string partition, AccountId account, string instanceId) =>
        RoleSession(partition, account, "/", InstanceIdentityRole, $"{account}:{InstanceIdentityRole}", instanceId) with { UniqueId = null };

    /// <param name="identityArn">The ARN of the user (or root) whose GetFederationToken made the session.</param>
    public static Principal FederatedUser(string partition, AccountId account, string name, string identityArn, string? uniqueId) => new()
    {
        Kind = PrincipalKind.FederatedUser,
        Partition = partition,
        Account = account,
        Name = name,
        UniqueId = uniqueId,
        UserId = $"{account}:{name}",
        Arn = $"arn:{partition}:sts::{account}:federated-user/{name}",
        IdentityArn = identityArn,
    };

    public static Principal Service(string serviceName) => new() { Kind = PrincipalKind.Service, Arn = serviceName, Name = serviceName };

    /// <param name="provider">The IAM OIDC provider ARN, or the host of a built-in provider.</param>
    /// <param name="wellKnownName">The host by which trust policies may name the provider as well; null where they may not.</param>
    public static Principal WebIdentity(string provider, string? wellKnownName = null) =>
        new() { Kind = PrincipalKind.WebIdentity, Arn = provider, Name = wellKnownName };

    /// <param name="provider">The IAM SAML provider ARN.</param>
    public static Principal Saml(string provider) => new() { Kind = PrincipalKind.Saml, Arn = provider };
}
