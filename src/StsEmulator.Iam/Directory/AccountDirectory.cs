using System.Collections.Concurrent;
using System.Collections.Immutable;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Policies;

namespace StsEmulator.Iam.Directory;

/// <summary>
/// One account at one version: immutable, with the compiled policies of its users and roles hanging off it. A write makes another
/// instance, so what was resolved for the old one can never answer for the new.
/// </summary>
public sealed class AccountDirectory
{
    private const string DenyEverything = """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}""";

    private readonly ImmutableDictionary<EntityKey, DirectoryEntity> entities;
    private readonly ImmutableDictionary<string, DirectoryEntity> byUniqueId;
    private readonly ConcurrentDictionary<string, ResolvedPolicies> resolved = new(StringComparer.Ordinal);

    private AccountDirectory(
        Account account, ImmutableDictionary<EntityKey, DirectoryEntity> entities, ImmutableDictionary<string, DirectoryEntity> byUniqueId)
    {
        Account = account;
        this.entities = entities;
        this.byUniqueId = byUniqueId;
    }

    public Account Account { get; }

    public AccountId Id => Account.AccountId;

    public string Partition => Account.Partition;

    public IEnumerable<DirectoryEntity> Entities => entities.Values;

    internal static AccountDirectory Of(Account account) => new(
        account,
        ImmutableDictionary.Create<EntityKey, DirectoryEntity>(EntityKeyComparer.Instance).SetItem(account.Key, account),
        ImmutableDictionary.Create<string, DirectoryEntity>(StringComparer.Ordinal));

    internal AccountDirectory With(IEnumerable<DirectoryEntity> upserts, IEnumerable<EntityKey> deletes)
    {
        var all = entities.ToBuilder();
        var ids = byUniqueId.ToBuilder();
        var account = Account;
        foreach (var key in deletes)
        {
            if (all.TryGetValue(key, out var gone) && UniqueId(gone) is { } id)
                ids.Remove(id);
            all.Remove(key);
        }
        foreach (var entity in upserts)
        {
            if (all.TryGetValue(entity.Key, out var before) && UniqueId(before) is { } old)
                ids.Remove(old);
            all[entity.Key] = entity;
            if (UniqueId(entity) is { } id)
                ids[id] = entity;
            account = entity as Account ?? account;
        }
        return new AccountDirectory(account, all.ToImmutable(), ids.ToImmutable());
    }

    public User? FindUser(string name) => Find(EntityKind.User, name) as User;

    public Group? FindGroup(string name) => Find(EntityKind.Group, name) as Group;

    public Role? FindRole(string name) => Find(EntityKind.Role, name) as Role;

    public InstanceProfile? FindInstanceProfile(string name) => Find(EntityKind.InstanceProfile, name) as InstanceProfile;

    public OidcProvider? FindOidcProvider(string hostAndPath) => Find(EntityKind.OidcProvider, hostAndPath) as OidcProvider;

    public SamlProvider? FindSamlProvider(string name) => Find(EntityKind.SamlProvider, name) as SamlProvider;

    /// <summary>Finds a virtual MFA device by path and name.</summary>
    public VirtualMfaDevice? FindVirtualMfaDevice(string pathAndName) => Find(EntityKind.VirtualMfaDevice, pathAndName) as VirtualMfaDevice;

    public ServerCertificate? FindServerCertificate(string name) => Find(EntityKind.ServerCertificate, name) as ServerCertificate;

    /// <summary>Finds the user or role that holds a unique id now.</summary>
    public DirectoryEntity? FindByUniqueId(string uniqueId) => byUniqueId.GetValueOrDefault(uniqueId);

    /// <summary>Finds a role by its whole ARN, path included.</summary>
    public Role? FindRoleByArn(Arn arn) =>
        arn.Resource.StartsWith("role/", StringComparison.Ordinal) && FindRole(arn.ResourceName) is { } role && role.IsNamed(arn, Partition) ? role : null;

    /// <summary>Finds a managed policy of this account or an AWS-managed one.</summary>
    public StoredPolicy? FindManagedPolicy(string arn)
    {
        if (AwsManagedPolicies.Find(arn) is { } managed)
            return managed;
        return FindCustomerPolicy(arn)?.Document;
    }

    /// <summary>Finds a managed policy of this account by its ARN.</summary>
    public ManagedPolicy? FindCustomerPolicy(string arn) =>
        Arn.TryParse(arn, out var parsed) && FindCustomerPolicyNamed(parsed.ResourceName) is { } policy && policy.Arn(Partition) == arn ? policy : null;

    /// <summary>Finds a managed policy of this account by its name, which no two have whatever their paths.</summary>
    public ManagedPolicy? FindCustomerPolicyNamed(string name) => Find(EntityKind.ManagedPolicy, name) as ManagedPolicy;

    /// <summary>Gets the live policies of a user.</summary>
    public ResolvedPolicies PoliciesOf(User user) => resolved.TryGetValue(user.UserId, out var known) ? known : Keep(user.UserId, Resolve(user));

    /// <summary>Gets the live policies of a role.</summary>
    public ResolvedPolicies PoliciesOf(Role role) => resolved.TryGetValue(role.RoleId, out var known) ? known : Keep(role.RoleId, Resolve(role));

    private static string? UniqueId(DirectoryEntity entity) => entity switch
    {
        User user => user.UserId,
        Role role => role.RoleId,
        _ => null,
    };

    private ResolvedPolicies Keep(string uniqueId, ResolvedPolicies policies) => resolved.GetOrAdd(uniqueId, policies);

    private DirectoryEntity? Find(EntityKind kind, string name) => entities.GetValueOrDefault(new EntityKey(Id, kind, name));

    private ResolvedPolicies Resolve(User user)
    {
        var identity = new List<NamedPolicy>();
        Add(identity, user.Policies, user.ManagedPolicyArns);
        foreach (string name in user.Groups)
        {
            if (FindGroup(name) is { } group)
                Add(identity, group.Policies, group.ManagedPolicyArns);
        }
        return new ResolvedPolicies(identity, Boundary(user.PermissionsBoundary), user.Tags);
    }

    private ResolvedPolicies Resolve(Role role)
    {
        var identity = new List<NamedPolicy>();
        Add(identity, role.Policies, role.ManagedPolicyArns);
        return new ResolvedPolicies(identity, Boundary(role.PermissionsBoundary), role.Tags);
    }

    private void Add(List<NamedPolicy> identity, IReadOnlyList<StoredPolicy> inline, IReadOnlyList<string> managed)
    {
        foreach (var policy in inline)
            identity.Add(policy.Compile(PolicyType.Identity));
        foreach (string arn in managed)
            identity.Add(ManagedPolicy(arn));
    }

    private IReadOnlyList<NamedPolicy>? Boundary(string? arn) => arn is null ? null : [ManagedPolicy(arn)];

    /// <summary>An attached policy that is not there fails closed: it may have held a Deny.</summary>
    internal NamedPolicy ManagedPolicy(string arn) =>
        (FindManagedPolicy(arn) ?? new StoredPolicy(arn, DenyEverything)).Compile(PolicyType.Identity);
}
