namespace StsEmulator.IamApi.Tests.Roles;

public sealed class TrustPolicyTests : IAsyncLifetime
{
    private const string Alice = "arn:aws:iam::111122223333:user/alice";

    private IamFixture iam = null!;

    public async ValueTask InitializeAsync() => iam = await IamFixture.StartAsync();

    public ValueTask DisposeAsync() => iam.DisposeAsync();

    [Theory]
    [InlineData("not json", "This policy contains invalid Json")]
    [InlineData("""{"Version":"2012-10-17","Statement":[]}""", "The policy failed legacy parsing")]
    [InlineData(
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/ghost"},"Action":"sts:AssumeRole"}]}""",
        "Invalid principal in policy: \"AWS\":\"arn:aws:iam::111122223333:user/ghost\"")]
    [InlineData(
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"AROARTX3GSDSQGONE2345"},"Action":"sts:AssumeRole"}]}""",
        "Invalid principal in policy: \"AWS\":\"AROARTX3GSDSQGONE2345\"")]
    public async Task A_document_that_is_no_trust_policy_is_refused_by_both_operations(string document, string message)
    {
        await iam.CreateRoleAsync("app");

        var created = await iam.CallAsync("CreateRole", ("RoleName", "other"), ("AssumeRolePolicyDocument", document));
        var updated = await iam.CallAsync("UpdateAssumeRolePolicy", ("RoleName", "app"), ("PolicyDocument", document));

        created.ShouldFail(400, "MalformedPolicyDocument", message);
        updated.ShouldFail(400, "MalformedPolicyDocument", message);
    }

    [Fact]
    public async Task A_resource_and_an_action_of_another_service_are_refused()
    {
        var resource = await iam.CallAsync("CreateRole", ("RoleName", "app"), ("AssumeRolePolicyDocument", RoleCalls.TrustEc2.Replace(
            "\"Effect\"", "\"Resource\":\"*\",\"Effect\"", StringComparison.Ordinal)));
        var action = await iam.CallAsync("CreateRole", ("RoleName", "app"), ("AssumeRolePolicyDocument", RoleCalls.TrustEc2.Replace(
            "sts:AssumeRole", "s3:GetObject", StringComparison.Ordinal)));

        Assert.Equal(("MalformedPolicyDocument", "MalformedPolicyDocument"), (resource.Code, action.Code));
        Assert.StartsWith("Has prohibited field Resource", resource.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trust_policy_has_2048_characters_without_white_space()
    {
        (await iam.CallAsync("CreateRole", ("RoleName", "app"), ("AssumeRolePolicyDocument", RoleCalls.TrustOfSize(2048)))).ShouldSucceed();

        var created = await iam.CallAsync("CreateRole", ("RoleName", "more"), ("AssumeRolePolicyDocument", RoleCalls.TrustOfSize(2049)));
        var updated = await iam.CallAsync("UpdateAssumeRolePolicy", ("RoleName", "app"), ("PolicyDocument", RoleCalls.TrustOfSize(2049)));

        created.ShouldFail(409, "LimitExceeded", "Cannot exceed quota for ACLSizePerRole: 2048");
        updated.ShouldFail(409, "LimitExceeded", "Cannot exceed quota for ACLSizePerRole: 2048");
    }

    [Fact]
    public async Task A_principal_is_stored_by_its_id_and_shown_by_its_name_until_it_is_gone()
    {
        string id = (await iam.CallAsync("CreateUser", ("UserName", "alice")))["User/UserId"]!;
        var created = await iam.CallAsync("CreateRole", ("RoleName", "app"), ("AssumeRolePolicyDocument", RoleCalls.Trust(Alice)));

        string stored = iam.Account.FindRole("app")!.AssumeRolePolicyDocument.Text;
        await iam.CallAsync("DeleteUser", ("UserName", "alice"));
        await iam.CallAsync("CreateUser", ("UserName", "alice"));
        var later = await iam.CallAsync("GetRole", ("RoleName", "app"));

        Assert.Equal(RoleCalls.Trust(Alice), Document(created));
        Assert.Equal(RoleCalls.Trust(id), stored);
        Assert.Equal(RoleCalls.Trust(id), Document(later));
    }

    [Fact]
    public async Task A_renamed_principal_is_shown_by_its_new_name()
    {
        await iam.CallAsync("CreateUser", ("UserName", "alice"));
        await iam.CallAsync("CreateRole", ("RoleName", "app"), ("AssumeRolePolicyDocument", RoleCalls.Trust(Alice)));

        await iam.CallAsync("UpdateUser", ("UserName", "alice"), ("NewUserName", "alicia"));
        var read = await iam.CallAsync("GetRole", ("RoleName", "app"));

        Assert.Equal(RoleCalls.Trust("arn:aws:iam::111122223333:user/alicia"), Document(read));
    }

    [Fact]
    public async Task What_is_read_can_be_written_again_while_the_principal_is_there()
    {
        await iam.CallAsync("CreateUser", ("UserName", "alice"));
        var created = await iam.CallAsync("CreateRole", ("RoleName", "app"), ("AssumeRolePolicyDocument", RoleCalls.Trust(Alice)));
        string before = iam.Account.FindRole("app")!.AssumeRolePolicyDocument.Text;

        (await iam.CallAsync("UpdateAssumeRolePolicy", ("RoleName", "app"), ("PolicyDocument", Document(created)))).ShouldSucceed();
        (await iam.CallAsync("UpdateAssumeRolePolicy", ("RoleName", "app"), ("PolicyDocument", before))).ShouldSucceed();

        Assert.Equal(before, iam.Account.FindRole("app")!.AssumeRolePolicyDocument.Text);
    }

    private static string Document(IamAnswer answer) => Uri.UnescapeDataString(answer["Role/AssumeRolePolicyDocument"]!);
}
