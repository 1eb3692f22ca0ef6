using StsEmulator.Iam.Directory;
using StsEmulator.IamApi.Tests.Roles;

namespace StsEmulator.IamApi.Tests.ManagedPolicies;

public sealed class ManagedPolicyListingsTests : IAsyncLifetime
{
    private const string Prefix = "arn:aws:iam::111122223333:policy/", ReadOnly = "arn:aws:iam::aws:policy/ReadOnlyAccess";

    private IamFixture iam = null!;

    public async ValueTask InitializeAsync()
    {
        iam = await IamFixture.StartAsync(RoleCalls.Role("app", "/service/"));
        foreach (string name in new[] { "free", "held", "bound" })
            await iam.CallAsync("CreatePolicy", ("PolicyName", name), ("Path", $"/{name}/"), ("PolicyDocument", Documents.ListBuckets), ("Description", "d"));
        await iam.CallAsync("CreateGroup", ("GroupName", "readers"));
        await iam.CallAsync("AttachUserPolicy", ("UserName", "nobody"), ("PolicyArn", Prefix + "held/held"));
        await iam.CallAsync("AttachGroupPolicy", ("GroupName", "readers"), ("PolicyArn", Prefix + "held/held"));
        await iam.CallAsync("AttachRolePolicy", ("RoleName", "app"), ("PolicyArn", Prefix + "held/held"));
        await iam.CallAsync("AttachRolePolicy", ("RoleName", "app"), ("PolicyArn", ReadOnly));
        await iam.CallAsync("PutUserPermissionsBoundary", ("UserName", "nobody"), ("PermissionsBoundary", Prefix + "bound/bound"));
    }

    public ValueTask DisposeAsync() => iam.DisposeAsync();

    [Fact]
    public async Task The_accounts_own_come_first_and_those_of_AWS_after_them()
    {
        var all = (await iam.CallAsync("ListPolicies")).ShouldSucceed();
        var local = await iam.CallAsync("ListPolicies", ("Scope", "Local"));
        var aws = await iam.CallAsync("ListPolicies", ("Scope", "AWS"), ("MaxItems", "1000"));

        Assert.Equal(["bound", "free", "held"], all.Texts("Policies", "PolicyName").Take(3));
        Assert.Equal(["bound", "free", "held"], local.Texts("Policies", "PolicyName"));
        Assert.Equal(AwsManagedPolicies.All.Count(), aws.Members("Policies").Count);
        Assert.Contains(ReadOnly, aws.Texts("Policies", "Arn"));
        Assert.Equal([null, null, null], local.Texts("Policies", "Description"));
    }

    [Theory]
    [InlineData("OnlyAttached", "true", "held ReadOnlyAccess")]
    [InlineData("PolicyUsageFilter", "PermissionsPolicy", "held ReadOnlyAccess")]
    [InlineData("PolicyUsageFilter", "PermissionsBoundary", "bound")]
    [InlineData("PathPrefix", "/free/", "free")]
    public async Task Filters_choose(string name, string value, string expected)
    {
        var answer = (await iam.CallAsync("ListPolicies", (name, value))).ShouldSucceed();

        Assert.Equal(expected.Split(' '), answer.Texts("Policies", "PolicyName"));
    }

    [Theory, InlineData("Scope", "Mine"), InlineData("PolicyUsageFilter", "Other"), InlineData("PathPrefix", "/a"), InlineData("MaxItems", "0"), InlineData("MaxItems", "1001")]
    public async Task Filters_have_a_form(string name, string value)
    {
        var answer = await iam.CallAsync("ListPolicies", (name, value));

        Assert.Equal((400, "ValidationError"), ((int)answer.Status, answer.Code));
    }

    [Fact]
    public async Task Pages_go_on_from_the_accounts_own_to_those_of_AWS()
    {
        var first = await iam.CallAsync("ListPolicies", ("MaxItems", "2"));
        var second = await iam.CallAsync("ListPolicies", ("MaxItems", "2"), ("Marker", first["Marker"]!));

        Assert.Equal(["bound", "free"], first.Texts("Policies", "PolicyName"));
        Assert.Equal(["held", AwsManagedPolicies.All.Select(policy => policy.PolicyName).Order(StringComparer.Ordinal).First()], second.Texts("Policies", "PolicyName"));
    }

    [Theory]
    [InlineData("", "", "readers nobody app")]
    [InlineData("EntityFilter", "User", "nobody")]
    [InlineData("EntityFilter", "Group", "readers")]
    [InlineData("EntityFilter", "Role", "app")]
    [InlineData("EntityFilter", "LocalManagedPolicy", "")]
    [InlineData("PathPrefix", "/service/", "app")]
    [InlineData("PolicyUsageFilter", "PermissionsBoundary", "")]
    public async Task Who_uses_a_policy_is_listed(string name, string value, string expected)
    {
        (string, string)[] filter = name.Length == 0 ? [] : [(name, value)];

        var answer = (await iam.CallAsync("ListEntitiesForPolicy", [("PolicyArn", Prefix + "held/held"), .. filter])).ShouldSucceed();

        Assert.Equal(expected, string.Join(' ', Names(answer)));
    }

    [Fact]
    public async Task Users_of_a_boundary_are_listed_and_pages_go_on_over_the_kinds()
    {
        var bounded = await iam.CallAsync("ListEntitiesForPolicy", ("PolicyArn", Prefix + "bound/bound"), ("PolicyUsageFilter", "PermissionsBoundary"));
        var first = await iam.CallAsync("ListEntitiesForPolicy", ("PolicyArn", Prefix + "held/held"), ("MaxItems", "2"));
        var second = await iam.CallAsync("ListEntitiesForPolicy", ("PolicyArn", Prefix + "held/held"), ("MaxItems", "2"), ("Marker", first["Marker"]!));
        var missing = await iam.CallAsync("ListEntitiesForPolicy", ("PolicyArn", Prefix + "none"));

        Assert.Equal(["nobody"], Names(bounded));
        Assert.Equal(["AIDARTX3GSDSQNOBODY23"], bounded.Texts("PolicyUsers", "UserId"));
        Assert.Equal(("true", "false"), (first["IsTruncated"], second["IsTruncated"]));
        Assert.Equal(["app", "nobody", "readers"], Names(first).Concat(Names(second)).Order(StringComparer.Ordinal));
        missing.ShouldFail(404, "NoSuchEntity", $"Policy {Prefix}none does not exist or is not attachable.");
    }

    private static IEnumerable<string?> Names(IamAnswer answer) => answer.Texts("PolicyGroups", "GroupName")
        .Concat(answer.Texts("PolicyUsers", "UserName")).Concat(answer.Texts("PolicyRoles", "RoleName"));
}
