using StsEmulator.IamApi.Tests.Roles;

namespace StsEmulator.IamApi.Tests.InlinePolicies;

public sealed class InlinePolicyOperationsTests : IAsyncLifetime
{
    private IamFixture iam = null!;

    public static TheoryData<string, string> Holders { get; } = new() { { "User", "nobody" }, { "Group", "readers" }, { "Role", "app" } };

    public async ValueTask InitializeAsync()
    {
        iam = await IamFixture.StartAsync(RoleCalls.Role("app"));
        await iam.CallAsync("CreateGroup", ("GroupName", "readers"));
    }

    public ValueTask DisposeAsync() => iam.DisposeAsync();

    [Theory, MemberData(nameof(Holders))]
    public async Task A_policy_is_put_read_replaced_listed_and_deleted(string kind, string name)
    {
        (await PutAsync(kind, name, "b", Documents.Allow("s3:Old"))).ShouldSucceed();
        (await PutAsync(kind, name, "b", Documents.ListBuckets)).ShouldSucceed();
        (await PutAsync(kind, name, "a", Documents.ListBuckets)).ShouldSucceed();

        var read = (await CallAsync("Get", kind, name, "b")).ShouldSucceed();
        var listed = await iam.CallAsync($"List{kind}Policies", (kind + "Name", name));
        var page = await iam.CallAsync($"List{kind}Policies", (kind + "Name", name), ("MaxItems", "1"));
        (await CallAsync("Delete", kind, name, "b")).ShouldSucceed();
        var gone = await CallAsync("Get", kind, name, "b");

        Assert.Equal((name, "b", Uri.EscapeDataString(Documents.ListBuckets)), (read[kind + "Name"], read["PolicyName"], read["PolicyDocument"]));
        Assert.Equal(["a", "b"], listed.Members("PolicyNames").Select(member => member.Value));
        Assert.Equal(["a"], page.Members("PolicyNames").Select(member => member.Value));
        Assert.Equal("true", page["IsTruncated"]);
        gone.ShouldFail(404, "NoSuchEntity", $"The {kind.ToLowerInvariant()} policy with name b cannot be found.");
    }

    [Theory, InlineData("User", "nobody", 2048), InlineData("Group", "readers", 5120), InlineData("Role", "app", 10_240)]
    public async Task All_inline_policies_together_have_a_size_white_space_apart(string kind, string name, int maximum)
    {
        (await PutAsync(kind, name, "half", Documents.OfSize(maximum / 2))).ShouldSucceed();
        (await PutAsync(kind, name, "rest", Documents.OfSize(maximum / 2))).ShouldSucceed();
        (await PutAsync(kind, name, "rest", Documents.OfSize(maximum / 2))).ShouldSucceed();

        var larger = await PutAsync(kind, name, "rest", Documents.OfSize((maximum / 2) + 1));

        larger.ShouldFail(409, "LimitExceeded", $"Maximum policy size of {maximum} bytes exceeded for {kind.ToLowerInvariant()} {name}");
    }

    [Theory, MemberData(nameof(Holders))]
    public async Task What_is_not_there_or_no_policy_is_told(string kind, string name)
    {
        string noun = kind.ToLowerInvariant();

        (await PutAsync(kind, "ghost", "p", Documents.ListBuckets)).ShouldFail(404, "NoSuchEntity", $"The {noun} with name ghost cannot be found.");
        (await CallAsync("Delete", kind, name, "p")).ShouldFail(404, "NoSuchEntity", $"The {noun} policy with name p cannot be found.");
        (await PutAsync(kind, name, "p", "{")).ShouldFail(400, "MalformedPolicyDocument", "Syntax errors in policy.");
        (await PutAsync(kind, name, "p", RoleCalls.TrustEc2)).ShouldFail(400, "MalformedPolicyDocument", "Policy document should not specify a principal.");
        Assert.Equal("ValidationError", (await PutAsync(kind, name, "no spaces", Documents.ListBuckets)).Code);
    }

    private Task<IamAnswer> PutAsync(string kind, string name, string policy, string document) =>
        iam.CallAsync($"Put{kind}Policy", (kind + "Name", name), ("PolicyName", policy), ("PolicyDocument", document));

    private Task<IamAnswer> CallAsync(string verb, string kind, string name, string policy) =>
        iam.CallAsync($"{verb}{kind}Policy", (kind + "Name", name), ("PolicyName", policy));
}
