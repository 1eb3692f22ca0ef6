using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Storage;

namespace StsEmulator.Iam.Tests.Directory;

public sealed class OrganizationTests
{
    private static readonly AccountId Management = AccountId.Parse("111111111111");
    private static readonly AccountId Member = AccountId.Parse("222222222222");
    private static readonly AccountId Stranger = AccountId.Parse("333333333333");

    private static Organization Organization { get; } = new()
    {
        AccountId = Management,
        Id = "o-abc1234567",
        RootId = "r-ab12",
        Members = [new OrganizationMember(Member, ["ou-ab12-11111111", "ou-ab12-22222222"])],
        DelegatedAdministrators = [Member, Stranger],
    };

    [Fact]
    public void It_has_its_management_account_and_its_members()
    {
        Assert.True(Organization.Has(Management));
        Assert.True(Organization.Has(Member));
        Assert.False(Organization.Has(Stranger));
    }

    [Fact]
    public void It_is_administered_by_the_management_account_and_by_delegates_that_are_members()
    {
        Assert.True(Organization.IsAdministeredBy(Management));
        Assert.True(Organization.IsAdministeredBy(Member));
        Assert.False(Organization.IsAdministeredBy(Stranger));
        Assert.False((Organization with { DelegatedAdministrators = [] }).IsAdministeredBy(Member));
    }

    [Fact]
    public void A_path_goes_from_the_organization_to_the_innermost_unit()
    {
        Assert.Equal("o-abc1234567/r-ab12/ou-ab12-11111111/ou-ab12-22222222/", Organization.PathOf(Member));
        Assert.Equal("o-abc1234567/r-ab12/", Organization.PathOf(Management));
    }

    [Fact]
    public void A_snapshot_follows_the_changes_of_the_organization()
    {
        var none = DirectorySnapshot.Empty.Apply(1, new DirectoryChange(1, [new Account { AccountId = Management }, new Account { AccountId = Member }], []));
        var one = none.Apply(1, new DirectoryChange(2, [Organization], []));
        var same = one.Apply(1, new DirectoryChange(3, [new Account { AccountId = Stranger }], []));
        var changed = same.Apply(1, new DirectoryChange(4, [Organization with { RootSessions = true }], []));
        var gone = changed.Apply(1, new DirectoryChange(5, [], [Organization.Key]));
        var left = changed.Apply(1, new DirectoryChange(5, [], [new EntityKey(Management, EntityKind.Account, "")]));

        Assert.Null(none.OrganizationOf(Member));
        Assert.Equal("o-abc1234567", one.OrganizationOf(Member)?.Id);
        Assert.Null(one.OrganizationOf(Stranger));
        Assert.False(same.OrganizationOf(Member)!.RootSessions);
        Assert.True(changed.OrganizationOf(Member)!.RootSessions);
        Assert.Null(gone.Organization);
        Assert.Null(left.Organization);
    }
}
