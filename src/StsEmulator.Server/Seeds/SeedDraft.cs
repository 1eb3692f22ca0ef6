using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Storage;
using StsEmulator.Metadata.Instances;
using StsEmulator.Metadata.Settings;

namespace StsEmulator.Server.Seeds;

/// <summary>
/// What has been read so far from all files. What one entry says about another is checked at the end, when every entry is known.
/// </summary>
internal sealed class SeedDraft(SeedProblems problems, IdentifierGenerator ids, DateTimeOffset now)
{
    private readonly Dictionary<EntityKey, SeedPlace> places = new(EntityKeyComparer.Instance);
    private readonly Dictionary<string, SeedPlace> uniqueNames = new(StringComparer.Ordinal);
    private readonly List<Action<DirectorySnapshot>> checks = [];
    private readonly List<(Role Role, SeedNode Policy)> roles = [];
    private readonly Dictionary<AccountId, Account> accounts = [];
    private readonly List<DirectoryEntity> entities = [];

    public SeedProblems Problems => problems;

    public IdentifierGenerator Ids => ids;

    public DateTimeOffset Now => now;

    public List<InstanceSettings> Instances { get; } = [];

    /// <summary>Gets what instances are told of their future from the start, by instance id.</summary>
    public Dictionary<string, InstanceNotices> Notices { get; } = new(StringComparer.Ordinal);

    public List<TaskSettings> Tasks { get; } = [];

    public List<ClusterSettings> Clusters { get; } = [];

    /// <summary>Gets the issuer of the built-in OpenID provider; null where none listens, as when a seed is only checked.</summary>
    public SeedIssuer? Issuer { get; init; }

    public IdentityProviderReader IdentityProvider { get; } = new(problems);

    private (Organization Record, bool HasEveryAccount)? Organization { get; set; }

    public bool IsFirstAccount => accounts.Count == 0;

    public Account? FindAccount(AccountId id) => accounts.GetValueOrDefault(id);

    /// <param name="hasEveryAccount">Whether every account of all files is a member, because none was named.</param>
    public void Put(Organization organization, bool hasEveryAccount) => Organization = (organization, hasEveryAccount);

    public void Put(Account account) => accounts[account.AccountId] = account;

    /// <summary>Adds an entry; two of one name (case aside) in an account are a problem.</summary>
    public bool Add(DirectoryEntity entity, SeedPlace place)
    {
        if (places.TryGetValue(entity.Key, out var first))
        {
            problems.Add(place, $"{entity.Key.Kind} `{entity.Key.Name}` is already at {first.File}:{first.Line}");
            return false;
        }
        places[entity.Key] = place;
        entities.Add(entity);
        return true;
    }

    /// <summary>Adds a role whose trust policy is still as written.</summary>
    public void Add(Role role, SeedPlace place, SeedNode trustPolicy)
    {
        if (Add(role, place))
            roles.Add((role, trustPolicy));
    }

    /// <summary>Claims something that may occur once in all files, such as an access key id.</summary>
    public void Claim(string kind, string name, SeedPlace place)
    {
        if (!uniqueNames.TryAdd($"{kind} {name}", place) && uniqueNames[$"{kind} {name}"] is var first)
            problems.Add(place, $"{kind} `{name}` is already at {first.File}:{first.Line}");
    }

    /// <summary>Reports at the end a role that no file describes.</summary>
    public void RequireRole(string role, string property, SeedPlace place) => Later(snapshot =>
    {
        if (!Arn.TryParse(role, out var arn) || snapshot.FindRole(arn) is null)
            problems.Add(place, $"{property}: there is no role `{role}`");
    });

    /// <summary>Leaves a check for the end.</summary>
    public void Later(Action<DirectorySnapshot> check) => checks.Add(check);

    /// <summary>Checks what refers to what, and writes unique ids into trust policies.</summary>
    public IReadOnlyList<DirectoryEntity> Finish()
    {
        // INVARIANT: roles and their trust policies are in the order in which their entities were added.
        List<DirectoryEntity> all = [.. accounts.Values, .. entities];
        if (Organization is var (organization, hasEveryAccount))
            all.Add(hasEveryAccount ? organization with { Members = [.. accounts.Keys.Select(id => new OrganizationMember(id, []))] } : organization);
        var snapshot = DirectorySnapshot.Of(new DirectoryRecords(default, all));
        CheckAgainst(snapshot);
        int at = 0;
        foreach (var (role, policy) in roles)
        {
            at = all.FindIndex(at, entity => ReferenceEquals(entity, role));
            if (Bind(snapshot, role, policy) is { } bound)
                all[at] = bound;
        }
        return all;
    }

    /// <summary>Checks what was read against a directory that stands already.</summary>
    public void CheckAgainst(DirectorySnapshot directory)
    {
        foreach (var check in checks)
            check(directory);
        IdentityProvider.CheckAgainst(directory);
    }

    private Role? Bind(DirectorySnapshot snapshot, Role role, SeedNode policy)
    {
        if (StoredPrincipals.TryStore(snapshot, role.AssumeRolePolicyDocument.Text, out string? stored, out var problem))
            return role with { AssumeRolePolicyDocument = new StoredPolicy(role.AssumeRolePolicyDocument.Name, stored) };
        problems.Add(PolicyJson.Locate(policy, problem), $"AssumeRolePolicyDocument: {problem}");
        return null;
    }
}
