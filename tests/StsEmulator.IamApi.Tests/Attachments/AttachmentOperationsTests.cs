using StsEmulator.Iam.Directory;
using StsEmulator.IamApi.Tests.Roles;

namespace StsEmulator.IamApi.Tests.Attachments;

public sealed class AttachmentOperationsTests : IAsyncLifetime
{
    private const string Prefix = "arn:aws:iam::111122223333:policy/", ReadOnly = "arn:aws:iam::aws:policy/ReadOnlyAccess";

    private IamFixture iam = null!;

    public static TheoryData<string, string> Holders { get; } = new() { { "User", "nobody" }, { "Group", "readers" }, { "Role", "app" } };

    public async ValueTask InitializeAsync()
    {
        iam = await IamFixture.StartAsync(RoleCalls.Role("app"), RoleCalls.Role("AWSServiceRoleForX", Role.ServiceLinkedPath + "x.amazonaws.com/"));
        await iam.CallAsync("CreateGroup", ("GroupName", "readers"));
        await iam.CallAsync("CreatePolicy", ("PolicyName", "p"), ("Path", "/team/"), ("PolicyDocument", Documents.Allow("iam:ListUsers")));
    }

    public ValueTask DisposeAsync() => iam.DisposeAsync();

    [Theory, MemberData(nameof(Holders))]
    public async Task Policies_are_attached_once_listed_in_order_and_by_path_and_detached(string kind, string name)
    {
        (await AttachAsync(kind, name, ReadOnly)).ShouldSucceed();
        (await AttachAsync(kind, name, Prefix + "team/p")).ShouldSucceed();
        (await AttachAsync(kind, name, ReadOnly)).ShouldSucceed();

        var all = (await ListAsync(kind, name)).ShouldSucceed();
        var first = await ListAsync(kind, name, ("MaxItems", "1"));
        var second = await ListAsync(kind, name, ("MaxItems", "1"), ("Marker", first["Marker"]!));
        var team = await ListAsync(kind, name, ("PathPrefix", "/team/"));
        (await DetachAsync(kind, name, ReadOnly)).ShouldSucceed();
        var after = await ListAsync(kind, name);
        var again = await DetachAsync(kind, name, ReadOnly);

        Assert.Equal(["ReadOnlyAccess", "p"], all.Texts("AttachedPolicies", "PolicyName"));
        Assert.Equal([ReadOnly, Prefix + "team/p"], all.Texts("AttachedPolicies", "PolicyArn"));
        Assert.Equal(["ReadOnlyAccess"], first.Texts("AttachedPolicies", "PolicyName"));
        Assert.Equal(["p"], second.Texts("AttachedPolicies", "PolicyName"));
        Assert.Equal(["p"], team.Texts("AttachedPolicies", "PolicyName"));
        Assert.Equal(["p"], after.Texts("AttachedPolicies", "PolicyName"));
        again.ShouldFail(404, "NoSuchEntity", $"Policy {ReadOnly} was not found.");
    }

    [Theory, MemberData(nameof(Holders))]
    public async Task Ten_policies_are_attached_and_no_eleventh(string kind, string name)
    {
        for (int i = 0; i < 11; i++)
            await iam.CallAsync("CreatePolicy", ("PolicyName", $"p{i}"), ("PolicyDocument", Documents.ListBuckets));
        for (int i = 0; i < 10; i++)
            (await AttachAsync(kind, name, $"{Prefix}p{i}")).ShouldSucceed();

        var eleventh = await AttachAsync(kind, name, Prefix + "p10");
        var again = await AttachAsync(kind, name, Prefix + "p9");

        eleventh.ShouldFail(409, "LimitExceeded", $"Cannot exceed quota for PoliciesPer{kind}: 10");
        again.ShouldSucceed();
    }

    [Theory, MemberData(nameof(Holders))]
    public async Task What_is_not_there_is_told(string kind, string name)
    {
        (await AttachAsync(kind, name, Prefix + "none")).ShouldFail(404, "NoSuchEntity", $"Policy {Prefix}none does not exist or is not attachable.");
        (await AttachAsync(kind, name, "longpolicynamebutnoarn")).ShouldFail(400, "InvalidInput", "ARN longpolicynamebutnoarn is not valid.");
        (await AttachAsync(kind, "ghost", ReadOnly)).ShouldFail(404, "NoSuchEntity", $"The {kind.ToLowerInvariant()} with name ghost cannot be found.");
        (await DetachAsync(kind, "ghost", ReadOnly)).ShouldFail(404, "NoSuchEntity", $"The {kind.ToLowerInvariant()} with name ghost cannot be found.");
        (await DetachAsync(kind, name, Prefix + "none")).ShouldFail(404, "NoSuchEntity", $"Policy {Prefix}none was not found.");
    }

    [Fact]
    public async Task What_is_attached_counts_at_once_and_as_long_as_it_is()
    {
        var before = await iam.CallAsync(Given.Nobody, "ListUsers");
        await AttachAsync("User", "nobody", Prefix + "team/p");
        var attached = await iam.CallAsync(Given.Nobody, "ListUsers");
        await DetachAsync("User", "nobody", Prefix + "team/p");
        var after = await iam.CallAsync(Given.Nobody, "ListUsers");

        Assert.Equal(("AccessDenied", null, "AccessDenied"), (before.Code, attached.Code, after.Code));
    }

    [Fact]
    public async Task The_policys_ARN_is_a_condition_key()
    {
        await iam.CallAsync(
            "PutUserPolicy", ("UserName", "nobody"), ("PolicyName", "attach"),
            ("PolicyDocument", """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":["iam:AttachRolePolicy","iam:DetachRolePolicy"],"Resource":"*","Condition":{"ArnEquals":{"iam:PolicyARN":"arn:aws:iam::aws:policy/ReadOnlyAccess"}}}}"""));

        var allowed = await iam.CallAsync(Given.Nobody, "AttachRolePolicy", ("RoleName", "app"), ("PolicyArn", ReadOnly));
        var detached = await iam.CallAsync(Given.Nobody, "DetachRolePolicy", ("RoleName", "app"), ("PolicyArn", ReadOnly));
        var denied = await iam.CallAsync(Given.Nobody, "AttachRolePolicy", ("RoleName", "app"), ("PolicyArn", Prefix + "team/p"));

        Assert.Equal((null, null, "AccessDenied"), (allowed.Code, detached.Code, denied.Code));
    }

    [Theory, InlineData("AttachRolePolicy"), InlineData("DetachRolePolicy"), InlineData("PutRolePolicy"), InlineData("DeleteRolePolicy")]
    public async Task A_role_of_a_service_is_only_AWSs_to_change(string action)
    {
        var answer = await iam.CallAsync(
            action, ("RoleName", "AWSServiceRoleForX"), ("PolicyArn", ReadOnly), ("PolicyName", "p"), ("PolicyDocument", Documents.ListBuckets));

        answer.ShouldFail(
            400, "UnmodifiableEntity", "Cannot perform the operation on the protected role 'AWSServiceRoleForX' - this role is only modifiable by AWS");
    }

    private Task<IamAnswer> AttachAsync(string kind, string name, string arn) =>
        iam.CallAsync($"Attach{kind}Policy", (kind + "Name", name), ("PolicyArn", arn));

    private Task<IamAnswer> DetachAsync(string kind, string name, string arn) =>
        iam.CallAsync($"Detach{kind}Policy", (kind + "Name", name), ("PolicyArn", arn));

    private Task<IamAnswer> ListAsync(string kind, string name, params (string Name, string Value)[] also) =>
        iam.CallAsync($"ListAttached{kind}Policies", [(kind + "Name", name), .. also]);
}
