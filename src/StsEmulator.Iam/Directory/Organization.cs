using System.Text.Json.Serialization;
using StsEmulator.Iam.Identifiers;

namespace StsEmulator.Iam.Directory;

/// <summary>The organization that accounts belong to, kept with its management account. A directory holds at most one.</summary>
public sealed record Organization : DirectoryEntity
{
    /// <summary>Gets the id, <c>o-</c> and 10 to 32 lower-case letters and digits.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the id of the root under which all organizational units stand, <c>r-</c> and 4 to 32 letters and digits.</summary>
    public required string RootId { get; init; }

    /// <summary>Gets the member accounts; the management account, which owns this record, need not be among them.</summary>
    public IReadOnlyList<OrganizationMember> Members { get; init; } = [];

    /// <summary>Gets the accounts that administer IAM for the organization beside the management account.</summary>
    public IReadOnlyList<AccountId> DelegatedAdministrators { get; init; } = [];

    /// <summary>Gets whether root sessions are enabled (EnableOrganizationsRootSessions); off as in a new organization.</summary>
    public bool RootSessions { get; init; }

    /// <summary>Gets whether members' root credentials are managed (EnableOrganizationsRootCredentialsManagement); off as in a new one.</summary>
    public bool RootCredentialsManagement { get; init; }

    [JsonIgnore]
    public override EntityKey Key => new(AccountId, EntityKind.Organization, "");

    public bool Has(AccountId account) => account == AccountId || Find(account) is not null;

    /// <summary>Says whether principals of an account may act on members: the management account's and the delegated administrators'.</summary>
    public bool IsAdministeredBy(AccountId account) => account == AccountId || (Has(account) && DelegatedAdministrators.Contains(account));

    /// <summary>Gets the value of <c>aws:PrincipalOrgPaths</c> for an account: organization, root and units, each with a slash after it.</summary>
    public string PathOf(AccountId account) => $"{Id}/{RootId}/{string.Concat((Find(account)?.Units ?? []).Select(unit => unit + "/"))}";

    private OrganizationMember? Find(AccountId account) => Members.FirstOrDefault(member => member.AccountId == account);
}

/// <summary>An account in an organization.</summary>
/// <param name="Units">The organizational units above it, outermost first; none under the root itself.</param>
public sealed record OrganizationMember(AccountId AccountId, IReadOnlyList<string> Units);
