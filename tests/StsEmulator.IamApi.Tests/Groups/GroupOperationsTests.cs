namespace StsEmulator.IamApi.Tests.Groups;

public sealed class GroupOperationsTests : IAsyncLifetime
{
    private IamFixture iam = null!;

    public async ValueTask InitializeAsync() => iam = await IamFixture.StartAsync();

    public ValueTask DisposeAsync() => iam.DisposeAsync();

    [Fact]
    public async Task A_new_group_is_told_whole_and_read_back_the_same_without_members()
    {
        var created = (await iam.CallAsync("CreateGroup", ("GroupName", "readers"), ("Path", "/team/"))).ShouldSucceed();

        var read = (await iam.CallAsync("GetGroup", ("GroupName", "readers"))).ShouldSucceed();

        Assert.Equal("arn:aws:iam::111122223333:group/team/readers", created["Group/Arn"]);
        Assert.Matches("^AGPARTX3GSDS[A-Z2-7]{9}$", created["Group/GroupId"]);
        foreach (string member in new[] { "Arn", "GroupId", "GroupName", "Path", "CreateDate" })
            Assert.Equal(created[$"Group/{member}"], read[$"Group/{member}"]);
        Assert.Empty(read.Members("Users"));
        Assert.Equal("false", read["IsTruncated"]);
    }

    [Fact]
    public async Task A_name_is_taken_whatever_its_case()
    {
        await iam.CallAsync("CreateGroup", ("GroupName", "readers"));

        var again = await iam.CallAsync("CreateGroup", ("GroupName", "READERS"));

        again.ShouldFail(409, "EntityAlreadyExists", "Group with name READERS already exists.");
    }

    [Theory, InlineData("GetGroup"), InlineData("UpdateGroup"), InlineData("DeleteGroup"), InlineData("ListGroupPolicies"), InlineData("ListAttachedGroupPolicies")]
    public async Task A_group_that_is_not_there_is_told(string action)
    {
        var answer = await iam.CallAsync(action, ("GroupName", "ghosts"));

        answer.ShouldFail(404, "NoSuchEntity", "The group with name ghosts cannot be found.");
    }

    [Fact]
    public async Task Members_are_shown_in_pages_and_leave()
    {
        await iam.CallAsync("CreateGroup", ("GroupName", "readers"));
        foreach (string name in new[] { "alice", "bob", "carol" })
        {
            await iam.CallAsync("CreateUser", ("UserName", name));
            (await iam.CallAsync("AddUserToGroup", ("GroupName", "readers"), ("UserName", name))).ShouldSucceed();
        }

        var first = (await iam.CallAsync("GetGroup", ("GroupName", "readers"), ("MaxItems", "2"))).ShouldSucceed();
        var second = (await iam.CallAsync("GetGroup", ("GroupName", "readers"), ("MaxItems", "2"), ("Marker", first["Marker"]!))).ShouldSucceed();
        (await iam.CallAsync("RemoveUserFromGroup", ("GroupName", "readers"), ("UserName", "bob"))).ShouldSucceed();
        var after = await iam.CallAsync("GetGroup", ("GroupName", "readers"));

        Assert.Equal(["alice", "bob"], first.Texts("Users", "UserName"));
        Assert.Equal(["carol"], second.Texts("Users", "UserName"));
        Assert.Equal(["alice", "carol"], after.Texts("Users", "UserName"));
        Assert.Equal("readers", second["Group/GroupName"]);
    }

    [Fact]
    public async Task A_renamed_group_keeps_its_members_its_policies_and_its_id()
    {
        await iam.CallAsync("CreateGroup", ("GroupName", "readers"));
        await iam.CallAsync("CreateUser", ("UserName", "alice"));
        await iam.CallAsync("AddUserToGroup", ("GroupName", "Readers"), ("UserName", "alice"));
        await iam.CallAsync("PutGroupPolicy", ("GroupName", "readers"), ("PolicyName", "p"), ("PolicyDocument", Documents.ListBuckets));
        string id = (await iam.CallAsync("GetGroup", ("GroupName", "readers")))["Group/GroupId"]!;

        (await iam.CallAsync("UpdateGroup", ("GroupName", "readers"), ("NewGroupName", "lectors"), ("NewPath", "/x/"))).ShouldSucceed();
        var read = await iam.CallAsync("GetGroup", ("GroupName", "lectors"));
        var groups = await iam.CallAsync("ListGroupsForUser", ("UserName", "alice"));

        Assert.Equal((id, "arn:aws:iam::111122223333:group/x/lectors"), (read["Group/GroupId"], read["Group/Arn"]));
        Assert.Equal(["alice"], read.Texts("Users", "UserName"));
        Assert.Equal(["lectors"], groups.Texts("Groups", "GroupName"));
        Assert.Single(iam.Account.PoliciesOf(iam.Account.FindUser("alice")!).Identity);
        (await iam.CallAsync("GetGroup", ("GroupName", "readers"))).ShouldFail(404, "NoSuchEntity", "The group with name readers cannot be found.");
    }

    [Fact]
    public async Task A_name_changes_its_case_but_not_to_one_that_is_taken()
    {
        await iam.CallAsync("CreateGroup", ("GroupName", "readers"));
        await iam.CallAsync("CreateGroup", ("GroupName", "writers"));

        (await iam.CallAsync("UpdateGroup", ("GroupName", "readers"), ("NewGroupName", "Readers"))).ShouldSucceed();
        var taken = await iam.CallAsync("UpdateGroup", ("GroupName", "Readers"), ("NewGroupName", "Writers"));

        Assert.Equal("Readers", iam.Account.FindGroup("readers")!.GroupName);
        taken.ShouldFail(409, "EntityAlreadyExists", "Group with name Writers already exists.");
    }

    [Fact]
    public async Task A_group_that_holds_something_is_not_deleted()
    {
        await iam.CallAsync("CreateGroup", ("GroupName", "readers"));
        await iam.CallAsync("AddUserToGroup", ("GroupName", "readers"), ("UserName", "nobody"));
        await iam.CallAsync("AttachGroupPolicy", ("GroupName", "readers"), ("PolicyArn", "arn:aws:iam::aws:policy/ReadOnlyAccess"));
        await iam.CallAsync("PutGroupPolicy", ("GroupName", "readers"), ("PolicyName", "p"), ("PolicyDocument", Documents.ListBuckets));

        (await DeleteAsync()).ShouldFail(409, "DeleteConflict", "Cannot delete entity, must remove users from group first.");
        await iam.CallAsync("RemoveUserFromGroup", ("GroupName", "readers"), ("UserName", "nobody"));
        (await DeleteAsync()).ShouldFail(409, "DeleteConflict", "Cannot delete entity, must detach all policies first.");
        await iam.CallAsync("DetachGroupPolicy", ("GroupName", "readers"), ("PolicyArn", "arn:aws:iam::aws:policy/ReadOnlyAccess"));
        (await DeleteAsync()).ShouldFail(409, "DeleteConflict", "Cannot delete entity, must delete policies first.");
        await iam.CallAsync("DeleteGroupPolicy", ("GroupName", "readers"), ("PolicyName", "p"));
        (await DeleteAsync()).ShouldSucceed();

        Assert.Null(iam.Account.FindGroup("readers"));

        Task<IamAnswer> DeleteAsync() => iam.CallAsync("DeleteGroup", ("GroupName", "readers"));
    }

    [Fact]
    public async Task Groups_are_listed_in_pages_by_path()
    {
        await iam.CallAsync("CreateGroup", ("GroupName", "other"));
        foreach (string name in new[] { "c", "a", "b" })
            await iam.CallAsync("CreateGroup", ("GroupName", name), ("Path", "/many/"));

        var first = (await iam.CallAsync("ListGroups", ("PathPrefix", "/many/"), ("MaxItems", "2"))).ShouldSucceed();
        var second = (await iam.CallAsync("ListGroups", ("PathPrefix", "/many/"), ("Marker", first["Marker"]!))).ShouldSucceed();

        Assert.Equal(["a", "b"], first.Texts("Groups", "GroupName"));
        Assert.Equal(["c"], second.Texts("Groups", "GroupName"));
        Assert.Null(second["Marker"]);
    }

    [Fact]
    public async Task The_caller_needs_the_permission_on_the_group()
    {
        await iam.CallAsync("CreateGroup", ("GroupName", "readers"), ("Path", "/team/"));

        var answer = await iam.CallAsync(Given.Nobody, "GetGroup", ("GroupName", "readers"));

        answer.ShouldFail(
            403, "AccessDenied",
            "User: arn:aws:iam::111122223333:user/nobody is not authorized to perform: iam:GetGroup on resource: "
            + "arn:aws:iam::111122223333:group/team/readers because no identity-based policy allows the iam:GetGroup action");
    }
}
