using StsEmulator.Iam.Directory;

namespace StsEmulator.IamApi.Tests.Users;

public sealed class UserOperationsTests : IAsyncLifetime
{
    private IamFixture iam = null!;

    public async ValueTask InitializeAsync() => iam = await IamFixture.StartAsync();

    public ValueTask DisposeAsync() => iam.DisposeAsync();

    [Fact]
    public async Task A_new_user_is_told_whole_and_read_back_the_same()
    {
        var created = (await iam.CallAsync(
            "CreateUser", ("UserName", "alice"), ("Path", "/team/"), ("Tags.member.1.Key", "k"), ("Tags.member.1.Value", "v"))).ShouldSucceed();

        var read = (await iam.CallAsync("GetUser", ("UserName", "alice"))).ShouldSucceed();

        Assert.Equal("arn:aws:iam::111122223333:user/team/alice", created["User/Arn"]);
        Assert.Matches("^AIDARTX3GSDS[A-Z2-7]{9}$", created["User/UserId"]);
        Assert.Equal("2026-03-01T12:00:00Z", created["User/CreateDate"]);
        foreach (string member in new[] { "Arn", "UserId", "UserName", "Path", "CreateDate" })
            Assert.Equal(created[$"User/{member}"], read[$"User/{member}"]);
        Assert.Equal(["v"], read.Texts("User/Tags", "Value"));
    }

    [Fact]
    public async Task A_name_is_taken_whatever_its_case()
    {
        await iam.CallAsync("CreateUser", ("UserName", "alice"));

        var again = await iam.CallAsync("CreateUser", ("UserName", "ALICE"));

        again.ShouldFail(409, "EntityAlreadyExists", "User with name ALICE already exists.");
    }

    [Theory, InlineData("GetUser"), InlineData("DeleteUser"), InlineData("UpdateUser"), InlineData("DeleteUserPermissionsBoundary"), InlineData("ListUserTags")]
    public async Task A_user_that_is_not_there_is_told(string action)
    {
        var answer = await iam.CallAsync(action, ("UserName", "ghost"));

        answer.ShouldFail(404, "NoSuchEntity", "The user with name ghost cannot be found.");
    }

    [Fact]
    public async Task Without_a_name_users_are_given_themselves_and_root_is_given_root()
    {
        var user = (await iam.CallAsync("GetUser")).ShouldSucceed();
        var root = (await iam.CallAsync(Given.Root, "GetUser")).ShouldSucceed();

        Assert.Equal("admin", user["User/UserName"]);
        Assert.Equal(("arn:aws:iam::111122223333:root", "111122223333"), (root["User/Arn"], root["User/UserId"]));
    }

    [Fact]
    public async Task A_renamed_user_keeps_its_id_and_its_keys()
    {
        await iam.CallAsync("CreateUser", ("UserName", "alice"));
        string id = (await iam.CallAsync("GetUser", ("UserName", "alice")))["User/UserId"]!;
        var key = await iam.CallAsync("CreateAccessKey", ("UserName", "alice"));

        (await iam.CallAsync("UpdateUser", ("UserName", "alice"), ("NewUserName", "alicia"), ("NewPath", "/x/"))).ShouldSucceed();
        var read = await iam.CallAsync("GetUser", ("UserName", "alicia"));
        var self = await iam.CallAsync((key["AccessKey/AccessKeyId"]!, key["AccessKey/SecretAccessKey"]!), "GetUser");

        Assert.Equal((id, "arn:aws:iam::111122223333:user/x/alicia"), (read["User/UserId"], read["User/Arn"]));
        self.ShouldFail(
            403, "AccessDenied",
            "User: arn:aws:iam::111122223333:user/x/alicia is not authorized to perform: iam:GetUser on resource: "
            + "arn:aws:iam::111122223333:user/x/alicia because no identity-based policy allows the iam:GetUser action");
        (await iam.CallAsync("GetUser", ("UserName", "alice"))).ShouldFail(404, "NoSuchEntity", "The user with name alice cannot be found.");
    }

    [Fact]
    public async Task A_name_of_somebody_else_cannot_be_taken_by_renaming()
    {
        await iam.CallAsync("CreateUser", ("UserName", "alice"));

        var answer = await iam.CallAsync("UpdateUser", ("UserName", "alice"), ("NewUserName", "Admin"));

        answer.ShouldFail(409, "EntityAlreadyExists", "User with name Admin already exists.");
    }

    [Fact]
    public async Task A_user_that_holds_something_is_not_deleted()
    {
        await iam.CallAsync("CreateUser", ("UserName", "alice"));
        var key = await iam.CallAsync("CreateAccessKey", ("UserName", "alice"));

        (await iam.CallAsync("DeleteUser", ("UserName", "alice")))
            .ShouldFail(409, "DeleteConflict", "Cannot delete entity, must delete access keys first.");
        await iam.CallAsync("DeleteAccessKey", ("UserName", "alice"), ("AccessKeyId", key["AccessKey/AccessKeyId"]!));
        (await iam.CallAsync("DeleteUser", ("UserName", "alice"))).ShouldSucceed();

        Assert.Null(iam.Account.FindUser("alice"));
    }

    [Fact]
    public async Task Users_are_listed_in_pages_by_path()
    {
        for (int i = 0; i < 5; i++)
            await iam.CallAsync("CreateUser", ("UserName", $"user{i}"), ("Path", "/many/"));

        var first = (await iam.CallAsync("ListUsers", ("PathPrefix", "/many/"), ("MaxItems", "3"))).ShouldSucceed();
        var second = (await iam.CallAsync("ListUsers", ("PathPrefix", "/many/"), ("MaxItems", "3"), ("Marker", first["Marker"]!))).ShouldSucceed();

        Assert.Equal(("true", "false"), (first["IsTruncated"], second["IsTruncated"]));
        Assert.Equal(["user0", "user1", "user2"], first.Texts("Users", "UserName"));
        Assert.Equal(["user3", "user4"], second.Texts("Users", "UserName"));
        Assert.Null(second["Marker"]);
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_the_parameters_is_told_together()
    {
        var answer = await iam.CallAsync("CreateUser", ("UserName", "no spaces"), ("Path", "team"));

        answer.ShouldFail(
            400, "ValidationError",
            """2 validation errors detected: Value at 'userName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w+=,.@-]+; """
            + """Value at 'path' failed to satisfy constraint: Member must satisfy regular expression pattern: (\u002F)|(\u002F[\u0021-\u007E]+\u002F)""");
    }

    [Fact]
    public async Task Only_a_policy_that_exists_bounds_a_user()
    {
        await iam.CallAsync("CreateUser", ("UserName", "alice"));

        var missing = await iam.CallAsync(
            "PutUserPermissionsBoundary", ("UserName", "alice"), ("PermissionsBoundary", "arn:aws:iam::111122223333:policy/none"));
        (await iam.CallAsync(
            "PutUserPermissionsBoundary", ("UserName", "alice"), ("PermissionsBoundary", "arn:aws:iam::aws:policy/ReadOnlyAccess"))).ShouldSucceed();
        var bounded = await iam.CallAsync("GetUser", ("UserName", "alice"));
        (await iam.CallAsync("DeleteUserPermissionsBoundary", ("UserName", "alice"))).ShouldSucceed();

        missing.ShouldFail(404, "NoSuchEntity", "Scope ARN: arn:aws:iam::111122223333:policy/none does not exist or is not attachable.");
        Assert.Equal("arn:aws:iam::aws:policy/ReadOnlyAccess", bounded["User/PermissionsBoundary/PermissionsBoundaryArn"]);
        Assert.Null(iam.Account.FindUser("alice")!.PermissionsBoundary);
    }

    [Fact]
    public async Task Tags_are_added_replaced_and_removed_without_regard_to_the_case_of_keys()
    {
        await iam.CallAsync("CreateUser", ("UserName", "alice"), ("Tags.member.1.Key", "Team"), ("Tags.member.1.Value", "a"));

        await iam.CallAsync(
            "TagUser", ("UserName", "alice"), ("Tags.member.1.Key", "team"), ("Tags.member.1.Value", "b"), ("Tags.member.2.Key", "x"), ("Tags.member.2.Value", ""));
        var tagged = await iam.CallAsync("ListUserTags", ("UserName", "alice"));
        await iam.CallAsync("UntagUser", ("UserName", "alice"), ("TagKeys.member.1", "TEAM"));

        Assert.Equal(["b", ""], tagged.Texts("Tags", "Value"));
        Assert.Equal([new Tag("x", "")], iam.Account.FindUser("alice")!.Tags);
    }
}
