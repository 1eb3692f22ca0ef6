using System.Collections.Immutable;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Storage;

namespace StsEmulator.Iam.Directory;

/// <summary>The owner of a long-term access key.</summary>
/// <param name="User">The user; null when the key is root's.</param>
public sealed record AccessKeyOwner(AccountDirectory Account, User? User, AccessKey Key);

/// <summary>The whole directory at one version; immutable, so that one request is judged by one state.</summary>
public sealed class DirectorySnapshot
{
    private readonly ImmutableDictionary<AccountId, AccountDirectory> accounts;
    private readonly ImmutableDictionary<string, (AccountId Account, string? User)> accessKeys;

    private DirectorySnapshot(
        long generation,
        long version,
        AccountId? defaultAccount,
        Organization? organization,
        ImmutableDictionary<AccountId, AccountDirectory> accounts,
        ImmutableDictionary<string, (AccountId Account, string? User)> accessKeys)
    {
        Generation = generation;
        Version = version;
        DefaultAccount = defaultAccount;
        Organization = organization;
        this.accounts = accounts;
        this.accessKeys = accessKeys;
    }

    public static DirectorySnapshot Empty { get; } = new(
        0, 0, null, null,
        ImmutableDictionary<AccountId, AccountDirectory>.Empty,
        ImmutableDictionary.Create<string, (AccountId, string?)>(StringComparer.Ordinal));

    public long Generation { get; }

    public long Version { get; }

    /// <summary>Gets the first account of the seed, to which relaxed authentication maps unknown keys.</summary>
    public AccountId? DefaultAccount { get; }

    /// <summary>Gets the organization, or null where there is none.</summary>
    public Organization? Organization { get; }

    public IEnumerable<AccountDirectory> Accounts => accounts.Values;

    public static DirectorySnapshot Of(DirectoryRecords records) =>
        Empty.Apply(records.Marks.Generation, new DirectoryChange(records.Marks.DirectoryVersion, records.Entities, []));

    public AccountDirectory? Find(AccountId account) => accounts.GetValueOrDefault(account);

    public AccountDirectory? Find(string account) => AccountId.TryParse(account, out var id) ? Find(id) : null;

    /// <summary>Gets the organization that an account belongs to, or null.</summary>
    public Organization? OrganizationOf(AccountId account) => Organization?.Has(account) == true ? Organization : null;

    /// <summary>Finds a role by its ARN, in whichever account and with the account's partition.</summary>
    public (AccountDirectory Account, Role Role)? FindRole(Arn arn) =>
        Find(arn.Account) is { } account && account.FindRoleByArn(arn) is { } role ? (account, role) : null;

    /// <summary>Finds who holds a long-term access key.</summary>
    public AccessKeyOwner? FindAccessKey(string accessKeyId)
    {
        if (!accessKeys.TryGetValue(accessKeyId, out var owner) || Find(owner.Account) is not { } account)
            return null;
        var user = owner.User is null ? null : account.FindUser(owner.User);
        if (owner.User is not null && user is null)
            return null;
        foreach (var key in user?.AccessKeys ?? account.Account.RootAccessKeys)
        {
            if (key.AccessKeyId.Value == accessKeyId)
                return new AccessKeyOwner(account, user, key);
        }
        return null;
    }

    /// <summary>Makes the next version.</summary>
    public DirectorySnapshot Apply(long generation, DirectoryChange change)
    {
        var newAccounts = accounts.ToBuilder();
        var keys = accessKeys.ToBuilder();
        var first = DefaultAccount;
        foreach (var group in change.Upserts.Select(entity => entity.AccountId).Concat(change.Deletes.Select(key => key.Account)).Distinct())
        {
            var upserts = change.Upserts.Where(entity => entity.AccountId == group).ToList();
            var deletes = change.Deletes.Where(key => key.Account == group).ToList();
            if (upserts.OfType<Account>().Any(account => account.IsDefault))
                first = group;
            var before = newAccounts.GetValueOrDefault(group);
            if (deletes.Any(key => key.Kind == EntityKind.Account))
            {
                Forget(keys, before);
                newAccounts.Remove(group);
                continue;
            }
            before ??= AccountDirectory.Of(upserts.OfType<Account>().FirstOrDefault() ?? new Account { AccountId = group });
            var after = before.With(upserts, deletes);
            Reindex(keys, before, after, upserts, deletes);
            newAccounts[group] = after;
        }
        return new DirectorySnapshot(generation, change.Version, first, OrganizationAfter(change), newAccounts.ToImmutable(), keys.ToImmutable());
    }

    private Organization? OrganizationAfter(DirectoryChange change)
    {
        bool isGone = Organization is { } known
            && change.Deletes.Any(key => key == known.Key || (key.Kind == EntityKind.Account && key.Account == known.AccountId));
        return change.Upserts.OfType<Organization>().LastOrDefault() ?? (isGone ? null : Organization);
    }

    private static void Forget(ImmutableDictionary<string, (AccountId Account, string? User)>.Builder keys, AccountDirectory? account)
    {
        foreach (string id in account?.Entities.SelectMany(KeysOf) ?? [])
            keys.Remove(id);
    }

    private static void Reindex(
        ImmutableDictionary<string, (AccountId Account, string? User)>.Builder keys,
        AccountDirectory before, AccountDirectory after, List<DirectoryEntity> upserts, List<EntityKey> deletes)
    {
        foreach (var key in deletes.Concat(upserts.Select(entity => entity.Key)))
        {
            if (key.Kind == EntityKind.User && before.FindUser(key.Name) is { } user)
                keys.RemoveRange(KeysOf(user));
            else if (key.Kind == EntityKind.Account)
                keys.RemoveRange(KeysOf(before.Account));
        }
        foreach (var entity in upserts)
        {
            foreach (string id in KeysOf(entity))
                keys[id] = (after.Id, (entity as User)?.UserName);
        }
    }

    private static IEnumerable<string> KeysOf(DirectoryEntity entity) => entity switch
    {
        User user => user.AccessKeys.Select(key => key.AccessKeyId.Value),
        Account account => account.RootAccessKeys.Select(key => key.AccessKeyId.Value),
        _ => [],
    };
}
