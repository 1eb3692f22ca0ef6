using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;

namespace StsEmulator.IamApi.Tests.Accounts;

public sealed class AccountAliasOperationsTests : IAsyncLifetime
{
    private IamFixture iam = null!;

    public async ValueTask InitializeAsync() =>
        iam = await IamFixture.StartAsync(new Account { AccountId = AccountId.Parse("444455556666"), Alias = "taken" });

    public ValueTask DisposeAsync() => iam.DisposeAsync();

    [Fact]
    public async Task An_alias_is_set_listed_replaced_and_deleted()
    {
        (await iam.CallAsync("CreateAccountAlias", ("AccountAlias", "first"))).ShouldSucceed();
        var first = await iam.CallAsync("ListAccountAliases");
        (await iam.CallAsync("CreateAccountAlias", ("AccountAlias", "second"))).ShouldSucceed();
        var second = await iam.CallAsync("ListAccountAliases");
        (await iam.CallAsync("DeleteAccountAlias", ("AccountAlias", "second"))).ShouldSucceed();
        var none = await iam.CallAsync("ListAccountAliases");

        Assert.Equal(["first"], first.Members("AccountAliases").Select(member => member.Value));
        Assert.Equal(["second"], second.Members("AccountAliases").Select(member => member.Value));
        Assert.Empty(none.Members("AccountAliases"));
        Assert.Equal("false", none["IsTruncated"]);
    }

    [Fact]
    public async Task No_two_accounts_have_the_same_alias()
    {
        var answer = await iam.CallAsync("CreateAccountAlias", ("AccountAlias", "taken"));

        answer.ShouldFail(409, "EntityAlreadyExists", "The account alias taken already exists.");
    }

    [Fact]
    public async Task Only_the_alias_that_stands_is_deleted()
    {
        var answer = await iam.CallAsync("DeleteAccountAlias", ("AccountAlias", "taken"));

        answer.ShouldFail(404, "NoSuchEntity", "The account alias taken cannot be found.");
    }

    [Theory]
    [InlineData("ab", false)]
    [InlineData("abc", true)]
    [InlineData("a--b", false)]
    [InlineData("a-b", true)]
    [InlineData("-abc", false)]
    [InlineData("abc-", false)]
    [InlineData("Abc", false)]
    public async Task An_alias_is_of_small_letters_digits_and_single_hyphens(string alias, bool isAccepted)
    {
        var answer = await iam.CallAsync("CreateAccountAlias", ("AccountAlias", alias));

        Assert.Equal(isAccepted ? null : "ValidationError", answer.Code);
    }
}
