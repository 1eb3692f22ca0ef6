using StsEmulator.Iam.Directory;
using StsEmulator.IamApi.Tests.Roles;

namespace StsEmulator.IamApi.Tests.InstanceProfiles;

public sealed class InstanceProfileRoleOperationsTests : IAsyncLifetime
{
    private static readonly (string, string) Web = ("InstanceProfileName", "web"), App = ("RoleName", "app");

    private IamFixture iam = null!;

    public async ValueTask InitializeAsync()
    {
        iam = await IamFixture.StartAsync();
        await iam.CreateRoleAsync("app");
        await iam.CallAsync("CreateInstanceProfile", Web);
    }

    public ValueTask DisposeAsync() => iam.DisposeAsync();

    [Fact]
    public async Task A_role_is_added_shown_and_removed()
    {
        (await iam.CallAsync("AddRoleToInstanceProfile", Web, ("RoleName", "APP"))).ShouldSucceed();
        var with = await iam.CallAsync("GetInstanceProfile", Web);
        (await iam.CallAsync("RemoveRoleFromInstanceProfile", Web, ("RoleName", "App"))).ShouldSucceed();
        var without = await iam.CallAsync("GetInstanceProfile", Web);

        Assert.Equal(["app"], with.Texts("InstanceProfile/Roles", "RoleName"));
        Assert.Equal(Uri.EscapeDataString(RoleCalls.TrustEc2), with["InstanceProfile/Roles/member/AssumeRolePolicyDocument"]);
        Assert.Empty(without.Members("InstanceProfile/Roles"));
    }

    [Fact]
    public async Task A_profile_has_one_role()
    {
        await iam.CreateRoleAsync("other");
        await iam.CallAsync("AddRoleToInstanceProfile", Web, App);

        var second = await iam.CallAsync("AddRoleToInstanceProfile", Web, ("RoleName", "other"));

        second.ShouldFail(409, "LimitExceeded", "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1");
    }

    [Theory, InlineData("AddRoleToInstanceProfile"), InlineData("RemoveRoleFromInstanceProfile")]
    public async Task A_role_that_is_not_there_is_told(string action)
    {
        var answer = await iam.CallAsync(action, Web, ("RoleName", "ghost"));

        answer.ShouldFail(404, "NoSuchEntity", "The role with name ghost cannot be found.");
    }

    [Fact]
    public async Task A_role_that_the_profile_does_not_have_is_told()
    {
        var answer = await iam.CallAsync("RemoveRoleFromInstanceProfile", Web, App);

        answer.ShouldFail(404, "NoSuchEntity", "Role app in Instance Profile web cannot be found.");
    }

    [Fact]
    public async Task The_profiles_of_a_role_are_listed()
    {
        await iam.CallAsync("CreateInstanceProfile", ("InstanceProfileName", "also"));
        await iam.CallAsync("CreateInstanceProfile", ("InstanceProfileName", "empty"));
        await iam.CallAsync("AddRoleToInstanceProfile", Web, App);
        await iam.CallAsync("AddRoleToInstanceProfile", ("InstanceProfileName", "also"), App);

        var first = (await iam.CallAsync("ListInstanceProfilesForRole", App, ("MaxItems", "1"))).ShouldSucceed();
        var second = (await iam.CallAsync("ListInstanceProfilesForRole", App, ("Marker", first["Marker"]!))).ShouldSucceed();

        Assert.Equal(["also"], first.Texts("InstanceProfiles", "InstanceProfileName"));
        Assert.Equal(["web"], second.Texts("InstanceProfiles", "InstanceProfileName"));
    }

    [Theory]
    [InlineData("ec2.amazonaws.com", true)]
    [InlineData("lambda.amazonaws.com", false)]
    public async Task Who_adds_a_role_must_be_allowed_to_pass_it_to_instances(string passedTo, bool isAllowed)
    {
        string policy = """
            {"Version":"2012-10-17","Statement":[
            {"Effect":"Allow","Action":"iam:AddRoleToInstanceProfile","Resource":"arn:aws:iam::111122223333:instance-profile/web"},
            {"Effect":"Allow","Action":"iam:PassRole","Resource":"*","Condition":{"StringEquals":{"iam:PassedToService":"SERVICE"}}}]}
            """.Replace("SERVICE", passedTo, StringComparison.Ordinal);
        await using var limited = await IamFixture.StartAsync(
            Given.User("nobody", "AIDARTX3GSDSQNOBODY23", Given.Nobody) with { Policies = [new StoredPolicy("p", policy)] }, RoleCalls.Role("app"));
        await limited.CallAsync("CreateInstanceProfile", Web);

        var answer = await limited.CallAsync(Given.Nobody, "AddRoleToInstanceProfile", Web, App);

        if (isAllowed)
        {
            answer.ShouldSucceed();
        }
        else
        {
            answer.ShouldFail(
                403, "AccessDenied",
                "User: arn:aws:iam::111122223333:user/nobody is not authorized to perform: iam:PassRole on resource: arn:aws:iam::111122223333:role/app "
                + "because no identity-based policy allows the iam:PassRole action");
        }
    }
}
