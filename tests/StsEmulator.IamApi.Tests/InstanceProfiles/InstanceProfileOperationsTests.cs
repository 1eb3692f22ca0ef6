using StsEmulator.Iam.Directory;
using StsEmulator.IamApi.Tests.Roles;

namespace StsEmulator.IamApi.Tests.InstanceProfiles;

public sealed class InstanceProfileOperationsTests : IAsyncLifetime
{
    private IamFixture iam = null!;

    public async ValueTask InitializeAsync() => iam = await IamFixture.StartAsync();

    public ValueTask DisposeAsync() => iam.DisposeAsync();

    [Fact]
    public async Task A_new_profile_is_told_and_read_back_with_its_tags()
    {
        var created = (await CreateAsync("web", ("Path", "/team/"))).ShouldSucceed();

        var read = (await iam.CallAsync("GetInstanceProfile", ("InstanceProfileName", "web"))).ShouldSucceed();

        Assert.Equal("arn:aws:iam::111122223333:instance-profile/team/web", created["InstanceProfile/Arn"]);
        Assert.Matches("^AIPARTX3GSDS[A-Z2-7]{9}$", created["InstanceProfile/InstanceProfileId"]);
        foreach (string member in new[] { "Arn", "InstanceProfileId", "InstanceProfileName", "Path", "CreateDate" })
            Assert.Equal(created[$"InstanceProfile/{member}"], read[$"InstanceProfile/{member}"]);
        Assert.Equal(("", null), (created["InstanceProfile/Roles"]?.Trim(), created["InstanceProfile/Tags"]));
        Assert.Equal("", read["InstanceProfile/Tags"]?.Trim());
    }

    [Fact]
    public async Task A_name_is_taken_whatever_its_case()
    {
        await CreateAsync("web");

        (await CreateAsync("WEB")).ShouldFail(409, "EntityAlreadyExists", "Instance Profile WEB already exists.");
    }

    [Theory]
    [InlineData("GetInstanceProfile"), InlineData("DeleteInstanceProfile"), InlineData("ListInstanceProfileTags")]
    [InlineData("AddRoleToInstanceProfile"), InlineData("RemoveRoleFromInstanceProfile")]
    public async Task A_profile_that_is_not_there_is_told(string action)
    {
        await iam.CreateRoleAsync("app");

        var answer = await iam.CallAsync(action, ("InstanceProfileName", "ghost"), ("RoleName", "app"));

        answer.ShouldFail(404, "NoSuchEntity", "Instance Profile ghost cannot be found.");
    }

    [Fact]
    public async Task Names_have_128_characters_at_most()
    {
        (await CreateAsync(new string('a', 128))).ShouldSucceed();

        Assert.Equal("ValidationError", (await CreateAsync(new string('b', 129))).Code);
    }

    [Fact]
    public async Task Profiles_are_listed_in_pages_by_path_with_their_roles_and_without_tags()
    {
        await iam.CreateRoleAsync("app", ("Description", "not shown"));
        for (int i = 0; i < 3; i++)
            await CreateAsync($"web{i}", ("Path", "/many/"), ("Tags.member.1.Key", "k"), ("Tags.member.1.Value", "v"));
        await CreateAsync("elsewhere");
        await iam.CallAsync("AddRoleToInstanceProfile", ("InstanceProfileName", "web0"), ("RoleName", "app"));

        var first = (await iam.CallAsync("ListInstanceProfiles", ("PathPrefix", "/many/"), ("MaxItems", "2"))).ShouldSucceed();
        var second = (await iam.CallAsync("ListInstanceProfiles", ("PathPrefix", "/many/"), ("Marker", first["Marker"]!))).ShouldSucceed();

        Assert.Equal(("true", "false"), (first["IsTruncated"], second["IsTruncated"]));
        Assert.Equal(["web0", "web1"], first.Texts("InstanceProfiles", "InstanceProfileName"));
        Assert.Equal(["web2"], second.Texts("InstanceProfiles", "InstanceProfileName"));
        Assert.Equal("app", first["InstanceProfiles/member/Roles/member/RoleName"]);
        Assert.Null(first["InstanceProfiles/member/Roles/member/MaxSessionDuration"]);
        Assert.Null(first["InstanceProfiles/member/Tags"]);
    }

    [Fact]
    public async Task A_profile_with_a_role_is_not_deleted()
    {
        await iam.CreateRoleAsync("app");
        await CreateAsync("web");
        await iam.CallAsync("AddRoleToInstanceProfile", ("InstanceProfileName", "web"), ("RoleName", "app"));

        var held = await iam.CallAsync("DeleteInstanceProfile", ("InstanceProfileName", "web"));
        await iam.CallAsync("RemoveRoleFromInstanceProfile", ("InstanceProfileName", "web"), ("RoleName", "app"));
        (await iam.CallAsync("DeleteInstanceProfile", ("InstanceProfileName", "web"))).ShouldSucceed();

        held.ShouldFail(409, "DeleteConflict", "Cannot delete entity, must remove roles from instance profile first.");
        Assert.Null(iam.Account.FindInstanceProfile("web"));
    }

    [Fact]
    public async Task An_account_has_1000_profiles_at_most()
    {
        await using var full = await IamFixture.StartAsync([.. Enumerable.Range(0, 999).Select(i => new InstanceProfile
        {
            AccountId = Given.Account,
            InstanceProfileName = $"p{i}",
            InstanceProfileId = $"AIPARTX3GSDSQ{i:D8}",
        })]);

        (await full.CallAsync("CreateInstanceProfile", ("InstanceProfileName", "last"))).ShouldSucceed();
        var tooMany = await full.CallAsync("CreateInstanceProfile", ("InstanceProfileName", "more"));

        tooMany.ShouldFail(409, "LimitExceeded", "Cannot exceed quota for InstanceProfilesPerAccount: 1000");
    }

    [Fact]
    public async Task Tags_are_added_listed_shown_and_removed_with_regard_to_the_case_of_keys()
    {
        await CreateAsync("web", ("Tags.member.1.Key", "a"), ("Tags.member.1.Value", "1"));

        (await iam.CallAsync("TagInstanceProfile", ("InstanceProfileName", "web"), ("Tags.member.1.Key", "A"), ("Tags.member.1.Value", "2"))).ShouldSucceed();
        var listed = await iam.CallAsync("ListInstanceProfileTags", ("InstanceProfileName", "web"));
        var read = await iam.CallAsync("GetInstanceProfile", ("InstanceProfileName", "web"));
        (await iam.CallAsync("UntagInstanceProfile", ("InstanceProfileName", "web"), ("TagKeys.member.1", "A"))).ShouldSucceed();

        Assert.Equal(["2", "1"], listed.Texts("Tags", "Value"));
        Assert.Equal(["a", "A"], read.Texts("InstanceProfile/Tags", "Key"));
        Assert.Equal([new Tag("a", "1")], iam.Account.FindInstanceProfile("web")!.Tags);
    }

    private Task<IamAnswer> CreateAsync(string name, params (string, string)[] parameters) =>
        iam.CallAsync("CreateInstanceProfile", [("InstanceProfileName", name), .. parameters]);
}
