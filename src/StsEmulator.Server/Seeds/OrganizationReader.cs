using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;

namespace StsEmulator.Server.Seeds;

/// <summary>Reads <c>Organization</c>. All files together describe at most one.</summary>
internal sealed class OrganizationReader(SeedDraft draft)
{
    /// <summary>Units below the root nest at most so deep. Source: AWS Organizations User Guide, "Quotas".</summary>
    private const int MaximumDepth = 5;

    private const string DefaultRootId = "r-0001";

    public void Read(SeedNode node)
    {
        SeedElement element = new(
            node, draft.Problems, "Id", "RootId", "ManagementAccountId", "RootSessions", "RootCredentialsManagement", "DelegatedAdministrators",
            "Accounts");
        draft.Claim("section", "Organization", node.Place);
        string? id = element.Required("Id", TextRule.OrganizationId);
        string rootId = element.Text("RootId", TextRule.OrganizationRootId) ?? DefaultRootId;
        bool hasManagement = AccountId.TryParse(element.Required("ManagementAccountId", TextRule.AccountId), out var management);
        List<AccountId> administrators =
            [.. element.Texts("DelegatedAdministrators", TextRule.AccountId).Select(AccountId.Parse)];
        bool namesAccounts = element.Find("Accounts") is not null;
        List<OrganizationMember> members = ReadMembers(element);
        if (id is null || !hasManagement)
            return;
        Organization organization = new()
        {
            AccountId = management,
            CreateDate = draft.Now,
            Id = id,
            RootId = rootId,
            Members = members,
            DelegatedAdministrators = administrators,
            RootSessions = element.Flag("RootSessions", absent: false),
            RootCredentialsManagement = element.Flag("RootCredentialsManagement", absent: false),
        };
        draft.Put(organization, hasEveryAccount: !namesAccounts);
        draft.Later(_ => Check(element, organization, hasEveryAccount: !namesAccounts));
    }

    private List<OrganizationMember> ReadMembers(SeedElement organization)
    {
        List<OrganizationMember> members = [];
        foreach (var item in organization.Items("Accounts"))
        {
            SeedElement element = new(item, draft.Problems, "AccountId", "Units");
            var units = element.Texts("Units", TextRule.OrganizationUnitId, MaximumDepth);
            if (!AccountId.TryParse(element.Required("AccountId", TextRule.AccountId), out var id))
                continue;
            if (members.Exists(member => member.AccountId == id))
                element.Report("AccountId", $"account `{id}` is given twice");
            else
                members.Add(new OrganizationMember(id, units));
        }
        return members;
    }

    private void Check(SeedElement element, Organization organization, bool hasEveryAccount)
    {
        // Not asked of the directory, which makes an account for whatever record it meets.
        if (draft.FindAccount(organization.AccountId) is null)
            element.Report("ManagementAccountId", $"there is no account `{organization.AccountId}`");
        foreach (var member in organization.Members.Where(member => draft.FindAccount(member.AccountId) is null))
            element.Report("Accounts", $"there is no account `{member.AccountId}`");
        foreach (var administrator in organization.DelegatedAdministrators)
        {
            if (draft.FindAccount(administrator) is null || !(hasEveryAccount || organization.Has(administrator)))
                element.Report("DelegatedAdministrators", $"`{administrator}` is no account of the organization");
        }
    }
}
