namespace StsEmulator.IamApi.Tests.UserCredentials;

public sealed class ServiceSpecificCredentialOperationsTests : IAsyncLifetime
{
    private const string CodeCommit = "codecommit.amazonaws.com", Bedrock = "bedrock.amazonaws.com";

    private IamFixture iam = null!;

    public async ValueTask InitializeAsync()
    {
        iam = await IamFixture.StartAsync();
        await iam.CallAsync("CreateUser", ("UserName", "alice"));
    }

    public ValueTask DisposeAsync() => iam.DisposeAsync();

    [Fact]
    public async Task A_credential_is_made_reset_made_inactive_and_deleted()
    {
        var created = (await CreateAsync(CodeCommit)).ShouldSucceed();
        (string, string) user = ("UserName", "alice"), id = ("ServiceSpecificCredentialId", created["ServiceSpecificCredential/ServiceSpecificCredentialId"]!);

        var reset = (await iam.CallAsync("ResetServiceSpecificCredential", user, id)).ShouldSucceed();
        (await iam.CallAsync("UpdateServiceSpecificCredential", user, id, ("Status", "Inactive"))).ShouldSucceed();
        var listed = (await iam.CallAsync("ListServiceSpecificCredentials", user, ("ServiceName", CodeCommit))).ShouldSucceed();
        (await iam.CallAsync("DeleteServiceSpecificCredential", user, id)).ShouldSucceed();
        var gone = await iam.CallAsync("DeleteServiceSpecificCredential", user, id);

        Assert.Matches("^ACCA[A-Z2-7]{17}$", id.Item2);
        Assert.Equal("alice-at-111122223333", created["ServiceSpecificCredential/ServiceUserName"]);
        Assert.Matches("^[A-Za-z0-9+/]{59}=$", created["ServiceSpecificCredential/ServicePassword"]);
        Assert.NotEqual(created["ServiceSpecificCredential/ServicePassword"], reset["ServiceSpecificCredential/ServicePassword"]);
        Assert.Equal(["Inactive"], listed.Texts("ServiceSpecificCredentials", "Status"));
        Assert.DoesNotContain("ServicePassword", listed.Body, StringComparison.Ordinal);
        gone.ShouldFail(404, "NoSuchEntity", $"No such credential {id.Item2} exists");
    }

    [Fact]
    public async Task A_second_credential_is_numbered_and_a_third_is_too_many()
    {
        await CreateAsync(CodeCommit);

        var second = (await CreateAsync(CodeCommit)).ShouldSucceed();
        var third = await CreateAsync(CodeCommit);

        Assert.Equal("alice+1-at-111122223333", second["ServiceSpecificCredential/ServiceUserName"]);
        Assert.Equal("LimitExceeded", third.Code);
    }

    [Fact]
    public async Task The_user_is_looked_at_before_the_service()
    {
        var noUser = await iam.CallAsync("CreateServiceSpecificCredential", ("UserName", "ghost"), ("ServiceName", "none.amazonaws.com"));
        var noService = await CreateAsync("none.amazonaws.com");

        noUser.ShouldFail(404, "NoSuchEntity", "The user with name ghost cannot be found.");
        noService.ShouldFail(404, "NoSuchEntity", "No such service none.amazonaws.com is supported for Service Specific Credentials");
    }

    [Fact]
    public async Task An_API_key_runs_out_on_its_day()
    {
        var created = (await CreateAsync(Bedrock, ("CredentialAgeDays", "1"))).ShouldSucceed();

        iam.Time.Advance(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1));
        var before = await iam.CallAsync("ListServiceSpecificCredentials", ("UserName", "alice"));
        iam.Time.Advance(TimeSpan.FromSeconds(1));
        var after = await iam.CallAsync("ListServiceSpecificCredentials", ("AllUsers", "true"));

        Assert.StartsWith("ABSK", created["ServiceSpecificCredential/ServiceCredentialSecret"], StringComparison.Ordinal);
        Assert.Null(created["ServiceSpecificCredential/ServicePassword"]);
        Assert.Equal(["Active"], before.Texts("ServiceSpecificCredentials", "Status"));
        Assert.Equal(["Expired"], after.Texts("ServiceSpecificCredentials", "Status"));
    }

    private Task<IamAnswer> CreateAsync(string service, params (string Name, string Value)[] more) =>
        iam.CallAsync("CreateServiceSpecificCredential", [("UserName", "alice"), ("ServiceName", service), .. more]);
}
