namespace StsEmulator.IamApi.Tests.Groups;

public sealed class GroupMembershipOperationsTests : IAsyncLifetime
{
    private IamFixture iam = null!;

    public async ValueTask InitializeAsync()
    {
        iam = await IamFixture.StartAsync();
        await iam.CallAsync("CreateGroup", ("GroupName", "readers"));
    }

    public ValueTask DisposeAsync() => iam.DisposeAsync();

    [Fact]
    public async Task Joining_twice_is_joining_once()
    {
        (await iam.CallAsync("AddUserToGroup", ("GroupName", "readers"), ("UserName", "nobody"))).ShouldSucceed();
        (await iam.CallAsync("AddUserToGroup", ("GroupName", "READERS"), ("UserName", "nobody"))).ShouldSucceed();

        Assert.Equal(["readers"], iam.Account.FindUser("nobody")!.Groups);
    }

    [Theory, InlineData("AddUserToGroup"), InlineData("RemoveUserFromGroup")]
    public async Task A_user_that_is_not_there_is_told_before_the_group(string action)
    {
        var both = await iam.CallAsync(action, ("GroupName", "ghosts"), ("UserName", "ghost"));
        var group = await iam.CallAsync(action, ("GroupName", "ghosts"), ("UserName", "nobody"));

        both.ShouldFail(404, "NoSuchEntity", "The user with name ghost cannot be found.");
        group.ShouldFail(404, "NoSuchEntity", "The group with name ghosts cannot be found.");
    }

    [Fact]
    public async Task Who_is_no_member_cannot_leave()
    {
        var answer = await iam.CallAsync("RemoveUserFromGroup", ("GroupName", "readers"), ("UserName", "nobody"));

        answer.ShouldFail(404, "NoSuchEntity", "User nobody not in group readers");
    }

    [Fact]
    public async Task A_user_is_in_ten_groups_and_in_no_eleventh()
    {
        for (int i = 0; i < 10; i++)
        {
            await iam.CallAsync("CreateGroup", ("GroupName", $"g{i}"));
            (await iam.CallAsync("AddUserToGroup", ("GroupName", $"g{i}"), ("UserName", "nobody"))).ShouldSucceed();
        }

        var eleventh = await iam.CallAsync("AddUserToGroup", ("GroupName", "readers"), ("UserName", "nobody"));

        eleventh.ShouldFail(409, "LimitExceeded", "Cannot exceed quota for GroupsPerUser: 10");
    }

    [Fact]
    public async Task The_groups_of_a_user_are_listed_in_pages()
    {
        await iam.CallAsync("CreateGroup", ("GroupName", "authors"));
        await iam.CallAsync("AddUserToGroup", ("GroupName", "readers"), ("UserName", "nobody"));
        await iam.CallAsync("AddUserToGroup", ("GroupName", "authors"), ("UserName", "nobody"));

        var first = await iam.CallAsync("ListGroupsForUser", ("UserName", "nobody"), ("MaxItems", "1"));
        var second = await iam.CallAsync("ListGroupsForUser", ("UserName", "nobody"), ("MaxItems", "1"), ("Marker", first["Marker"]!));

        Assert.Equal(["authors"], first.Texts("Groups", "GroupName"));
        Assert.Equal(["readers"], second.Texts("Groups", "GroupName"));
    }

    [Fact]
    public async Task Membership_grants_at_once_and_no_longer_than_it_lasts()
    {
        await iam.CallAsync("PutGroupPolicy", ("GroupName", "readers"), ("PolicyName", "p"), ("PolicyDocument", Documents.Allow("iam:ListUsers")));

        var before = await iam.CallAsync(Given.Nobody, "ListUsers");
        await iam.CallAsync("AddUserToGroup", ("GroupName", "readers"), ("UserName", "nobody"));
        (await iam.CallAsync(Given.Nobody, "ListUsers")).ShouldSucceed();
        await iam.CallAsync("RemoveUserFromGroup", ("GroupName", "readers"), ("UserName", "nobody"));
        var after = await iam.CallAsync(Given.Nobody, "ListUsers");

        Assert.Equal(("AccessDenied", "AccessDenied"), (before.Code, after.Code));
    }
}
