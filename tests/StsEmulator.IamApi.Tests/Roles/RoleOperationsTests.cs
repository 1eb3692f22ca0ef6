using StsEmulator.Iam.Directory;

namespace StsEmulator.IamApi.Tests.Roles;

public sealed class RoleOperationsTests : IAsyncLifetime
{
    private IamFixture iam = null!;

    public async ValueTask InitializeAsync() => iam = await IamFixture.StartAsync();

    public ValueTask DisposeAsync() => iam.DisposeAsync();

    [Fact]
    public async Task A_new_role_is_told_and_read_back_with_what_its_creation_leaves_out()
    {
        var created = (await iam.CreateRoleAsync(
            "app", ("Path", "/team/"), ("Description", "An app"), ("Tags.member.1.Key", "k"), ("Tags.member.1.Value", ""))).ShouldSucceed();

        var read = (await iam.CallAsync("GetRole", ("RoleName", "app"))).ShouldSucceed();

        Assert.Equal("arn:aws:iam::111122223333:role/team/app", created["Role/Arn"]);
        Assert.Matches("^AROARTX3GSDS[A-Z2-7]{9}$", created["Role/RoleId"]);
        Assert.Equal(Uri.EscapeDataString(RoleCalls.TrustEc2), created["Role/AssumeRolePolicyDocument"]);
        foreach (string member in new[] { "Arn", "RoleId", "RoleName", "Path", "CreateDate", "AssumeRolePolicyDocument" })
            Assert.Equal(created[$"Role/{member}"], read[$"Role/{member}"]);
        foreach (string member in new[] { "Description", "MaxSessionDuration", "RoleLastUsed" })
            Assert.Null(created[$"Role/{member}"]);
        Assert.Equal(("An app", "3600", ""), (read["Role/Description"], read["Role/MaxSessionDuration"], read["Role/RoleLastUsed"]?.Trim()));
        Assert.Equal([""], read.Texts("Role/Tags", "Value"));
    }

    [Fact]
    public async Task A_role_without_tags_description_and_boundary_shows_none()
    {
        await iam.CreateRoleAsync("app");

        var read = await iam.CallAsync("GetRole", ("RoleName", "app"));

        foreach (string member in new[] { "Description", "Tags", "PermissionsBoundary" })
            Assert.Null(read[$"Role/{member}"]);
    }

    [Fact]
    public async Task A_name_is_taken_whatever_its_case()
    {
        await iam.CreateRoleAsync("app");

        var again = await iam.CreateRoleAsync("APP");

        again.ShouldFail(409, "EntityAlreadyExists", "Role with name APP already exists.");
    }

    [Theory]
    [InlineData("GetRole"), InlineData("DeleteRole"), InlineData("UpdateRole"), InlineData("DeleteRolePermissionsBoundary"), InlineData("ListRoleTags")]
    [InlineData("ListInstanceProfilesForRole"), InlineData("DeleteServiceLinkedRole")]
    public async Task A_role_that_is_not_there_is_told(string action)
    {
        var answer = await iam.CallAsync(action, ("RoleName", "ghost"));

        answer.ShouldFail(404, "NoSuchEntity", "The role with name ghost cannot be found.");
    }

    [Fact]
    public async Task The_permission_is_judged_before_existence_is_told()
    {
        var answer = await iam.CallAsync(Given.Nobody, "GetRole", ("RoleName", "ghost"));

        answer.ShouldFail(
            403, "AccessDenied",
            "User: arn:aws:iam::111122223333:user/nobody is not authorized to perform: iam:GetRole on resource: arn:aws:iam::111122223333:role/ghost"
            + " because no identity-based policy allows the iam:GetRole action");
    }

    [Fact]
    public async Task Names_have_64_characters_at_most()
    {
        (await iam.CreateRoleAsync(new string('a', 64))).ShouldSucceed();

        var longer = await iam.CreateRoleAsync(new string('b', 65));

        Assert.Equal("ValidationError", longer.Code);
        Assert.EndsWith("at 'roleName' failed to satisfy constraint: Member must have length less than or equal to 64", longer.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData(3599, false), InlineData(3600, true), InlineData(43200, true), InlineData(43201, false)]
    public async Task The_longest_session_has_limits(int seconds, bool isAccepted)
    {
        var answer = await iam.CreateRoleAsync("app", ("MaxSessionDuration", $"{seconds}"));
        var updated = await iam.CallAsync("UpdateRole", ("RoleName", "app"), ("MaxSessionDuration", $"{seconds}"));

        Assert.Equal(isAccepted ? null : "ValidationError", answer.Code);
        Assert.Equal(isAccepted ? null : "ValidationError", updated.Code);
        if (isAccepted)
            Assert.Equal(seconds, iam.Account.FindRole("app")!.MaxSessionDuration);
    }

    [Theory, InlineData(1000, 'é', true), InlineData(1001, 'é', false), InlineData(1, '\u00A0', false), InlineData(1, '\u00A1', true), InlineData(1, '\u0100', false)]
    public async Task A_description_has_limits(int length, char character, bool isAccepted)
    {
        var answer = await iam.CreateRoleAsync("app", ("Description", new string(character, length)));

        Assert.Equal(isAccepted ? null : "ValidationError", answer.Code);
    }

    [Fact]
    public async Task An_update_changes_what_it_names_and_nothing_else()
    {
        await iam.CreateRoleAsync("app", ("Description", "first"));

        var updated = (await iam.CallAsync("UpdateRole", ("RoleName", "app"), ("MaxSessionDuration", "7200"))).ShouldSucceed();
        var described = (await iam.CallAsync("UpdateRoleDescription", ("RoleName", "app"), ("Description", "second"))).ShouldSucceed();
        (await iam.CallAsync("UpdateRole", ("RoleName", "app"))).ShouldSucceed();

        Assert.Contains("<UpdateRoleResult>", updated.Body, StringComparison.Ordinal);
        Assert.Equal(("second", null), (described["Role/Description"], described["Role/MaxSessionDuration"]));
        Assert.Equal(("second", 7200), (iam.Account.FindRole("app")!.Description, iam.Account.FindRole("app")!.MaxSessionDuration));
    }

    [Fact]
    public async Task An_empty_description_takes_the_description_away()
    {
        await iam.CreateRoleAsync("app", ("Description", "first"));

        (await iam.CallAsync("UpdateRole", ("RoleName", "app"), ("Description", ""))).ShouldSucceed();

        Assert.Null(iam.Account.FindRole("app")!.Description);
    }

    [Fact]
    public async Task Roles_are_listed_in_pages_by_path_without_tags_and_last_use()
    {
        for (int i = 0; i < 5; i++)
            await iam.CreateRoleAsync($"role{i}", ("Path", "/many/"), ("Description", $"no. {i}"), ("Tags.member.1.Key", "k"), ("Tags.member.1.Value", "v"));
        await iam.CreateRoleAsync("elsewhere");

        var first = (await iam.CallAsync("ListRoles", ("PathPrefix", "/many/"), ("MaxItems", "3"))).ShouldSucceed();
        var second = (await iam.CallAsync("ListRoles", ("PathPrefix", "/many/"), ("MaxItems", "3"), ("Marker", first["Marker"]!))).ShouldSucceed();
        var none = (await iam.CallAsync("ListRoles", ("PathPrefix", "/none/"))).ShouldSucceed();

        Assert.Equal(("true", "false", "false"), (first["IsTruncated"], second["IsTruncated"], none["IsTruncated"]));
        Assert.Equal(["role0", "role1", "role2"], first.Texts("Roles", "RoleName"));
        Assert.Equal(["role3", "role4"], second.Texts("Roles", "RoleName"));
        Assert.Equal(["no. 3", "no. 4"], second.Texts("Roles", "Description"));
        Assert.Equal(["3600", "3600"], second.Texts("Roles", "MaxSessionDuration"));
        Assert.All(second.Texts("Roles", "Tags"), Assert.Null);
        Assert.All(second.Texts("Roles", "RoleLastUsed"), Assert.Null);
        Assert.Empty(none.Members("Roles"));
    }

    [Fact]
    public async Task A_role_that_something_holds_is_not_deleted()
    {
        await using var held = await IamFixture.StartAsync(
            RoleCalls.Role("held") with { ManagedPolicyArns = ["arn:aws:iam::aws:policy/ReadOnlyAccess"], Policies = [new StoredPolicy("inline", Given.Anything)] },
            RoleCalls.Role("inline") with { Policies = [new StoredPolicy("inline", Given.Anything)] });
        await held.CallAsync("CreateInstanceProfile", ("InstanceProfileName", "web"));
        await held.CallAsync("AddRoleToInstanceProfile", ("InstanceProfileName", "web"), ("RoleName", "held"));

        var inProfile = await held.CallAsync("DeleteRole", ("RoleName", "held"));
        await held.CallAsync("RemoveRoleFromInstanceProfile", ("InstanceProfileName", "web"), ("RoleName", "held"));
        var attached = await held.CallAsync("DeleteRole", ("RoleName", "held"));
        var inline = await held.CallAsync("DeleteRole", ("RoleName", "inline"));

        inProfile.ShouldFail(409, "DeleteConflict", "Cannot delete entity, must remove roles from instance profile first.");
        attached.ShouldFail(409, "DeleteConflict", "Cannot delete entity, must detach all policies first.");
        inline.ShouldFail(409, "DeleteConflict", "Cannot delete entity, must delete policies first.");
    }

    [Fact]
    public async Task A_role_that_nothing_holds_is_deleted_and_comes_back_with_another_id()
    {
        string? first = (await iam.CreateRoleAsync("app"))["Role/RoleId"];

        (await iam.CallAsync("DeleteRole", ("RoleName", "app"))).ShouldSucceed();
        var gone = await iam.CallAsync("GetRole", ("RoleName", "app"));
        string? second = (await iam.CreateRoleAsync("app"))["Role/RoleId"];

        gone.ShouldFail(404, "NoSuchEntity", "The role with name app cannot be found.");
        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task An_account_has_1000_roles_at_most()
    {
        await using var full = await IamFixture.StartAsync([.. Enumerable.Range(0, 999).Select(i =>
            RoleCalls.Role($"r{i}") with { RoleId = $"AROARTX3GSDSQ{i:D8}" })]);

        (await full.CreateRoleAsync("last")).ShouldSucceed();
        var tooMany = await full.CreateRoleAsync("more");

        tooMany.ShouldFail(409, "LimitExceeded", "Cannot exceed quota for RolesPerAccount: 1000");
        (await full.CallAsync("CreateServiceLinkedRole", ("AWSServiceName", "ecs.amazonaws.com"))).ShouldSucceed();
    }

    [Theory, InlineData("/aws-service-role/ecs.amazonaws.com/"), InlineData("/aws-reserved/sso.amazonaws.com/")]
    public async Task The_paths_of_AWS_cannot_be_taken(string path)
    {
        var answer = await iam.CreateRoleAsync("app", ("Path", path));

        answer.ShouldFail(400, "InvalidInput", $"The path {path} is reserved for roles that AWS makes.");
    }

    [Fact]
    public async Task The_condition_keys_of_a_creation_are_those_of_its_tags_and_boundary()
    {
        const string policy = """
            {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"iam:CreateRole","Resource":"*","Condition":{"StringEquals":
            {"iam:PermissionsBoundary":"arn:aws:iam::aws:policy/ReadOnlyAccess","aws:RequestTag/team":"blue"}}}}
            """;
        await using var bounded = await IamFixture.StartAsync(
            Given.User("nobody", "AIDARTX3GSDSQNOBODY23", Given.Nobody) with { Policies = [new StoredPolicy("p", policy)] });
        (string, string)[] parameters =
            [("RoleName", "app"), ("AssumeRolePolicyDocument", RoleCalls.TrustEc2), ("Tags.member.1.Key", "team"), ("Tags.member.1.Value", "blue")];

        var without = await bounded.CallAsync(Given.Nobody, "CreateRole", parameters);
        var with = await bounded.CallAsync(Given.Nobody, "CreateRole", [.. parameters, ("PermissionsBoundary", "arn:aws:iam::aws:policy/ReadOnlyAccess")]);

        Assert.Equal("AccessDenied", without.Code);
        with.ShouldSucceed();
    }
}
