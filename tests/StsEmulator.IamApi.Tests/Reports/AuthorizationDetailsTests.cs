using StsEmulator.Iam.Directory;
using StsEmulator.IamApi.Tests.Roles;

namespace StsEmulator.IamApi.Tests.Reports;

public sealed class AuthorizationDetailsTests : IAsyncLifetime
{
    private IamFixture iam = null!;

    public async ValueTask InitializeAsync()
    {
        iam = await IamFixture.StartAsync(
            RoleCalls.Role("app"),
            new InstanceProfile { AccountId = Given.Account, InstanceProfileName = "web", InstanceProfileId = "AIPARTX3GSDSQWEB22222", Roles = ["app"] });
        await iam.CallAsync("CreateGroup", ("GroupName", "readers"));
        await iam.CallAsync("AddUserToGroup", ("GroupName", "readers"), ("UserName", "nobody"));
        await iam.CallAsync("CreatePolicy", ("PolicyName", "p"), ("PolicyDocument", Documents.ListBuckets));
        await iam.CallAsync("CreatePolicyVersion", ("PolicyArn", "arn:aws:iam::111122223333:policy/p"), ("PolicyDocument", Documents.Allow("s3:Two")), ("SetAsDefault", "true"));
        await iam.CallAsync("AttachRolePolicy", ("RoleName", "app"), ("PolicyArn", "arn:aws:iam::111122223333:policy/p"));
        await iam.CallAsync("PutRolePolicy", ("RoleName", "app"), ("PolicyName", "inline"), ("PolicyDocument", Documents.ListBuckets));
    }

    public ValueTask DisposeAsync() => iam.DisposeAsync();

    [Fact]
    public async Task Everything_that_decides_is_told()
    {
        var all = (await iam.CallAsync("GetAccountAuthorizationDetails", ("MaxItems", "1000"))).ShouldSucceed();

        Assert.Equal(["admin", "nobody"], all.Texts("UserDetailList", "UserName"));
        Assert.Equal([null, "readers"], all.Texts("UserDetailList", "GroupList").Select(text => string.IsNullOrWhiteSpace(text) ? null : text.Trim()));
        Assert.Equal(["readers"], all.Texts("GroupDetailList", "GroupName"));
        Assert.Equal(["app"], all.Texts("RoleDetailList", "RoleName"));
        Assert.Equal("p", all.Texts("Policies", "PolicyName")[0]);
        Assert.Equal(1 + AwsManagedPolicies.All.Count(), all.Members("Policies").Count);
        Assert.Equal("false", all["IsTruncated"]);
    }

    [Fact]
    public async Task An_empty_list_of_inline_policies_is_left_out_of_users_only()
    {
        var all = await iam.CallAsync("GetAccountAuthorizationDetails", ("MaxItems", "1000"));

        Assert.Equal([true, false], all.Texts("UserDetailList", "UserPolicyList").Select(text => text is not null));
        Assert.NotNull(all.Texts("GroupDetailList", "GroupPolicyList")[0]);
    }

    [Fact]
    public async Task A_role_is_told_with_its_profiles_its_policies_and_its_last_use()
    {
        var roles = await iam.CallAsync("GetAccountAuthorizationDetails", ("Filter.member.1", "Role"));

        var role = Assert.Single(roles.Members("RoleDetailList"));
        Assert.Equal(Uri.EscapeDataString(RoleCalls.TrustEc2), roles["RoleDetailList/member/AssumeRolePolicyDocument"]);
        Assert.Equal("web", roles["RoleDetailList/member/InstanceProfileList/member/InstanceProfileName"]);
        Assert.Equal("app", roles["RoleDetailList/member/InstanceProfileList/member/Roles/member/RoleName"]);
        Assert.Equal("inline", roles["RoleDetailList/member/RolePolicyList/member/PolicyName"]);
        Assert.Equal("p", roles["RoleDetailList/member/AttachedManagedPolicies/member/PolicyName"]);
        Assert.Contains(role.Elements(), element => element.Name.LocalName == "RoleLastUsed");
        Assert.Empty(roles.Members("UserDetailList").Concat(roles.Members("Policies")));
    }

    [Fact]
    public async Task Policies_are_told_with_all_their_versions()
    {
        var local = await iam.CallAsync("GetAccountAuthorizationDetails", ("Filter.member.1", "LocalManagedPolicy"));

        Assert.Equal(("v2", "1"), (local["Policies/member/DefaultVersionId"], local["Policies/member/AttachmentCount"]));
        Assert.Equal(["v2", "v1"], local.Texts("Policies/member/PolicyVersionList", "VersionId"));
        Assert.Equal(["true", "false"], local.Texts("Policies/member/PolicyVersionList", "IsDefaultVersion"));
        Assert.Equal(Uri.EscapeDataString(Documents.ListBuckets), local.Texts("Policies/member/PolicyVersionList", "Document")[1]);
    }

    [Fact]
    public async Task Pages_go_on_over_the_kinds_and_filters_add_up()
    {
        (string, string)[] request = [("Filter.member.1", "User"), ("Filter.member.2", "Group"), ("MaxItems", "2")];

        var first = await iam.CallAsync("GetAccountAuthorizationDetails", request);
        var second = await iam.CallAsync("GetAccountAuthorizationDetails", [.. request, ("Marker", first["Marker"]!)]);
        var wrong = await iam.CallAsync("GetAccountAuthorizationDetails", ("Filter.member.1", "Robot"));

        Assert.Equal((2, 0), (first.Members("UserDetailList").Count, first.Members("GroupDetailList").Count));
        Assert.Equal((0, 1), (second.Members("UserDetailList").Count, second.Members("GroupDetailList").Count));
        Assert.Equal("ValidationError", wrong.Code);
    }
}
