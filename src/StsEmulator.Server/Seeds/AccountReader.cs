using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;

namespace StsEmulator.Server.Seeds;

/// <summary>Reads one item of <c>Accounts</c>. Several files may describe one account; one file describes it once.</summary>
internal sealed class AccountReader(SeedDraft draft, JwksFiles jwksFiles)
{
    private static readonly string[] Known =
    [
        "AccountId", "AccountAlias", "Partition", "OutboundWebIdentityFederation", "RootAccessKeys", "RootUser", "Users", "Groups",
        "ManagedPolicies", "Roles", "InstanceProfiles", "OIDCProviders", "SAMLProviders",
    ];

    private readonly IdentityReader identities = new(draft);
    private readonly ProviderReader providers = new(draft, jwksFiles);
    private readonly SamlProviderReader samlProviders = new(draft, jwksFiles);

    public void Read(SeedNode node, HashSet<AccountId> inThisFile)
    {
        SeedElement element = new(node, draft.Problems, Known);
        if (!AccountId.TryParse(element.Required("AccountId", TextRule.AccountId), out var id))
            return;
        if (!inThisFile.Add(id))
            element.Report("AccountId", $"account `{id}` is described twice");
        draft.Put(Merge(element, id));
        Read(element, "Users", item => identities.ReadUser(item, id));
        Read(element, "Groups", item => identities.ReadGroup(item, id));
        Read(element, "ManagedPolicies", item => identities.ReadManagedPolicy(item, id));
        Read(element, "Roles", item => identities.ReadRole(item, id));
        Read(element, "InstanceProfiles", item => identities.ReadInstanceProfile(item, id));
        Read(element, "OIDCProviders", item => providers.ReadOidc(item, id));
        Read(element, "SAMLProviders", item => samlProviders.Read(item, id));
    }

    private static void Read(SeedElement account, string section, Action<SeedNode> read)
    {
        foreach (var item in account.Items(section))
            read(item);
    }

    /// <summary>What a later file leaves out stays; what it says differently is a problem.</summary>
    private Account Merge(SeedElement element, AccountId id)
    {
        var before = draft.FindAccount(id);
        string? alias = element.Text("AccountAlias", TextRule.AccountAlias);
        string partition = element.Word("Partition", "aws", "aws-cn", "aws-us-gov");
        if (alias is not null && before?.Alias is null)
            draft.Claim("account alias", alias, element.PlaceOf("AccountAlias"));
        if (before?.Alias is { } known && alias is not null && alias != known)
            element.Report("AccountAlias", $"another file says `{known}`");
        if (before is not null && element.Find("Partition") is not null && partition != before.Partition)
            element.Report("Partition", $"another file says `{before.Partition}`");
        List<AccessKey> rootKeys = identities.ReadAccessKeys(element, "RootAccessKeys");
        return new Account
        {
            AccountId = id,
            CreateDate = draft.Now,
            IsDefault = before?.IsDefault ?? draft.IsFirstAccount,
            Alias = before?.Alias ?? alias,
            Partition = before?.Partition ?? partition,
            OutboundWebIdentityFederation = element.Flag("OutboundWebIdentityFederation", before?.OutboundWebIdentityFederation ?? false),
            RootAccessKeys = [.. before?.RootAccessKeys ?? [], .. rootKeys],
            RootUser = RootUser(element, before) ?? before?.RootUser,
        };
    }

    private RootUser? RootUser(SeedElement account, Account? before)
    {
        if (account.Find("RootUser") is not { } node)
            return null;
        if (before?.RootUser is not null)
            account.Report("RootUser", "another file describes the root user already");
        SeedElement element = new(node, draft.Problems, "Email", "Password", "MfaDevices");
        string? email = element.Required("Email", TextRule.Email);
        string? password = element.Required("Password", TextRule.Password);
        List<MfaDevice> devices = identities.ReadMfaDevices(element);
        if (email is not null)
            draft.Claim("root user", email.ToLowerInvariant(), element.PlaceOf("Email"));
        return email is null || password is null ? null : new RootUser(email, identities.Digest(password), devices);
    }
}
