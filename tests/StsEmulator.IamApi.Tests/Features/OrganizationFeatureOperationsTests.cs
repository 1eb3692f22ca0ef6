using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;

namespace StsEmulator.IamApi.Tests.Features;

public sealed class OrganizationFeatureOperationsTests
{
    private static readonly AccountId Manager = AccountId.Parse("999988887777");

    [Fact]
    public async Task The_management_account_enables_lists_and_disables()
    {
        await using var iam = await IamFixture.StartAsync(Organization(Given.Account));

        (await iam.CallAsync("EnableOrganizationsRootSessions")).ShouldSucceed();
        var enabled = (await iam.CallAsync("EnableOrganizationsRootCredentialsManagement")).ShouldSucceed();
        (await iam.CallAsync("DisableOrganizationsRootSessions")).ShouldSucceed();
        var listed = (await iam.CallAsync("ListOrganizationsFeatures")).ShouldSucceed();
        (await iam.CallAsync("DisableOrganizationsRootCredentialsManagement")).ShouldSucceed();
        var none = (await iam.CallAsync("ListOrganizationsFeatures")).ShouldSucceed();

        Assert.Equal("o-abc1234567", enabled["OrganizationId"]);
        Assert.Equal(["RootCredentialsManagement", "RootSessions"], Features(enabled));
        Assert.Equal(["RootCredentialsManagement"], Features(listed));
        Assert.Empty(Features(none));
    }

    [Fact]
    public async Task A_delegated_administrator_disables_and_lists_but_does_not_enable()
    {
        await using var iam = await IamFixture.StartAsync(Organization(Manager, Given.Account) with { RootSessions = true });

        var enabling = await iam.CallAsync("EnableOrganizationsRootSessions");
        var disabled = (await iam.CallAsync("DisableOrganizationsRootSessions")).ShouldSucceed();

        Assert.Equal((400, "CallerIsNotManagementAccountException"), ((int)enabling.Status, enabling.Code));
        Assert.Empty(Features(disabled));
        Assert.False(iam.Directory.Current.Organization!.RootSessions);
    }

    [Theory, InlineData("EnableOrganizationsRootSessions"), InlineData("DisableOrganizationsRootCredentialsManagement"), InlineData("ListOrganizationsFeatures")]
    public async Task A_mere_member_and_an_account_alone_are_refused(string action)
    {
        await using var member = await IamFixture.StartAsync(Organization(Manager));
        await using var alone = await IamFixture.StartAsync();

        var asMember = await member.CallAsync(action);
        var asNone = await alone.CallAsync(action);
        var asNobody = await member.CallAsync(Given.Nobody, action);

        Assert.Equal("AccountNotManagementOrDelegatedAdministratorException", asMember.Code);
        Assert.Equal("OrganizationNotFoundException", asNone.Code);
        Assert.Equal("AccessDenied", asNobody.Code);
    }

    private static Organization Organization(AccountId manager, params AccountId[] administrators) => new()
    {
        AccountId = manager,
        Id = "o-abc1234567",
        RootId = "r-ab12",
        Members = [new OrganizationMember(Given.Account, [])],
        DelegatedAdministrators = administrators,
    };

    private static IEnumerable<string> Features(IamAnswer answer) => answer.Members("EnabledFeatures").Select(member => member.Value);
}
