using StsEmulator.Iam.Directory;

namespace StsEmulator.IamApi.Tests.Roles;

public sealed class RoleTagOperationsTests : IAsyncLifetime
{
    private IamFixture iam = null!;

    public async ValueTask InitializeAsync() => iam = await IamFixture.StartAsync(RoleCalls.Role("sso", "/aws-reserved/sso.amazonaws.com/"));

    public ValueTask DisposeAsync() => iam.DisposeAsync();

    [Fact]
    public async Task Tags_are_added_replaced_listed_and_removed()
    {
        await iam.CreateRoleAsync("app", ("Tags.member.1.Key", "Team"), ("Tags.member.1.Value", "a"));

        await iam.CallAsync(
            "TagRole", ("RoleName", "app"), ("Tags.member.1.Key", "team"), ("Tags.member.1.Value", "b"), ("Tags.member.2.Key", "x"), ("Tags.member.2.Value", ""));
        var tagged = await iam.CallAsync("ListRoleTags", ("RoleName", "app"));
        await iam.CallAsync("UntagRole", ("RoleName", "app"), ("TagKeys.member.1", "TEAM"));

        Assert.Equal(["b", ""], tagged.Texts("Tags", "Value"));
        Assert.Equal([new Tag("x", "")], iam.Account.FindRole("app")!.Tags);
    }

    [Fact]
    public async Task A_role_has_50_tags_at_most()
    {
        (string, string)[] fifty = [.. Enumerable.Range(1, 50).SelectMany(i => new[] { ($"Tags.member.{i}.Key", $"k{i}"), ($"Tags.member.{i}.Value", "v") })];
        (await iam.CreateRoleAsync("app", fifty)).ShouldSucceed();

        (await iam.CallAsync("TagRole", ("RoleName", "app"), ("Tags.member.1.Key", "K1"), ("Tags.member.1.Value", "w"))).ShouldSucceed();
        var tooMany = await iam.CallAsync("TagRole", ("RoleName", "app"), ("Tags.member.1.Key", "k51"), ("Tags.member.1.Value", "v"));

        tooMany.ShouldFail(409, "LimitExceeded", "Cannot exceed quota for TagsPerRole: 50");
    }

    [Fact]
    public async Task Duplicate_keys_are_refused_whatever_their_case()
    {
        var answer = await iam.CreateRoleAsync(
            "app", ("Tags.member.1.Key", "k"), ("Tags.member.1.Value", "v"), ("Tags.member.2.Key", "K"), ("Tags.member.2.Value", "v"));

        answer.ShouldFail(400, "InvalidInput", "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
    }

    [Fact]
    public async Task The_tags_of_a_reserved_role_are_read_and_not_changed()
    {
        var tagged = await iam.CallAsync("TagRole", ("RoleName", "sso"), ("Tags.member.1.Key", "k"), ("Tags.member.1.Value", "v"));

        (await iam.CallAsync("ListRoleTags", ("RoleName", "sso"))).ShouldSucceed();
        tagged.ShouldFail(400, "UnmodifiableEntity", "Cannot perform the operation on the protected role 'sso' - this role is only modifiable by AWS");
    }
}
