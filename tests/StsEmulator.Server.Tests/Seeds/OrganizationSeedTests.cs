using StsEmulator.Iam.Directory;

namespace StsEmulator.Server.Tests.Seeds;

public sealed class OrganizationSeedTests
{
    private const string Accounts = """
        Accounts:
          - AccountId: "111111111111"
          - AccountId: "222222222222"

        """;

    [Fact]
    public void An_organization_is_read_with_its_accounts_units_and_features()
    {
        var (seed, problems) = SeedFolder.LoadText(Accounts + """
            Organization:
              Id: o-abc1234567
              RootId: r-ab12
              ManagementAccountId: "111111111111"
              RootSessions: true
              RootCredentialsManagement: true
              DelegatedAdministrators: [ "222222222222" ]
              Accounts:
                - { AccountId: "222222222222", Units: [ ou-ab12-11111111, ou-ab12-22222222 ] }
            """);

        Assert.Empty(problems);
        var organization = Assert.Single(seed!.Entities.OfType<Organization>());
        Assert.Equal(("o-abc1234567", "r-ab12", "111111111111"), (organization.Id, organization.RootId, organization.AccountId.ToString()));
        Assert.True(organization.RootSessions && organization.RootCredentialsManagement);
        Assert.Equal("o-abc1234567/r-ab12/ou-ab12-11111111/ou-ab12-22222222/", organization.PathOf(organization.DelegatedAdministrators[0]));
    }

    [Fact]
    public void Without_a_list_every_account_is_a_member_and_features_are_off()
    {
        var (seed, problems) = SeedFolder.LoadText(Accounts + """
            Organization: { Id: o-abc1234567, ManagementAccountId: "111111111111", DelegatedAdministrators: [ "222222222222" ] }
            """);

        Assert.Empty(problems);
        var organization = Assert.Single(seed!.Entities.OfType<Organization>());
        Assert.Equal(["111111111111", "222222222222"], organization.Members.Select(member => member.AccountId.ToString()));
        Assert.False(organization.RootSessions || organization.RootCredentialsManagement);
        Assert.True(organization.IsAdministeredBy(organization.DelegatedAdministrators[0]));
    }

    [Theory]
    [InlineData("Id: o-abc, ManagementAccountId: \"111111111111\"", "Id: `o-abc` is not an organization id")]
    [InlineData("ManagementAccountId: \"111111111111\"", "`Id` is missing")]
    [InlineData("Id: o-abc1234567", "`ManagementAccountId` is missing")]
    [InlineData("Id: o-abc1234567, ManagementAccountId: \"333333333333\"", "ManagementAccountId: there is no account `333333333333`")]
    [InlineData(
        "Id: o-abc1234567, ManagementAccountId: \"111111111111\", Accounts: [ { AccountId: \"333333333333\" } ]",
        "Accounts: there is no account `333333333333`")]
    [InlineData(
        "Id: o-abc1234567, ManagementAccountId: \"111111111111\", Accounts: [ { AccountId: \"222222222222\" }, { AccountId: \"222222222222\" } ]",
        "AccountId: account `222222222222` is given twice")]
    [InlineData(
        "Id: o-abc1234567, ManagementAccountId: \"111111111111\", Accounts: [], DelegatedAdministrators: [ \"222222222222\" ]",
        "DelegatedAdministrators: `222222222222` is no account of the organization")]
    [InlineData(
        "Id: o-abc1234567, ManagementAccountId: \"111111111111\", Accounts: [ { AccountId: \"222222222222\", Units: [ ou-1 ] } ]",
        "Units: `ou-1` is not an organizational unit's id")]
    public void What_is_wrong_with_one_is_said(string properties, string problem)
    {
        var (seed, problems) = SeedFolder.LoadText(Accounts + $"Organization: {{ {properties} }}\n");

        Assert.Null(seed);
        Assert.Contains(problems, found => found.Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void Several_files_describe_one_organization_at_most()
    {
        using SeedFolder folder = new();
        const string Organization = "Organization: { Id: o-abc1234567, ManagementAccountId: \"111111111111\" }\n";

        var (_, problems) = SeedFolder.Load(folder.Write("a.yaml", Accounts + Organization), folder.Write("b.yaml", Organization));

        string problem = Assert.Single(problems);
        Assert.StartsWith("b.yaml:1: section `Organization` is already at ", problem, StringComparison.Ordinal);
        Assert.EndsWith("a.yaml:4", problem, StringComparison.Ordinal);
    }
}
