namespace StsEmulator.IamApi.Tests.LoginProfiles;

public sealed class LoginProfileOperationsTests : IAsyncLifetime
{
    private IamFixture iam = null!;

    public async ValueTask InitializeAsync()
    {
        iam = await IamFixture.StartAsync();
        await iam.CallAsync("CreateUser", ("UserName", "alice"));
    }

    public ValueTask DisposeAsync() => iam.DisposeAsync();

    [Fact]
    public async Task A_login_profile_is_made_shown_changed_and_deleted()
    {
        var created = (await CreateAsync("Correct-horse1")).ShouldSucceed();
        var read = (await iam.CallAsync("GetLoginProfile", ("UserName", "alice"))).ShouldSucceed();
        (await iam.CallAsync("UpdateLoginProfile", ("UserName", "alice"), ("PasswordResetRequired", "true"))).ShouldSucceed();
        var updated = (await iam.CallAsync("GetLoginProfile", ("UserName", "alice"))).ShouldSucceed();
        (await iam.CallAsync("DeleteLoginProfile", ("UserName", "alice"))).ShouldSucceed();
        var gone = await iam.CallAsync("GetLoginProfile", ("UserName", "alice"));

        Assert.Equal(("alice", "false", "2026-03-01T12:00:00Z"), (
            created["LoginProfile/UserName"], created["LoginProfile/PasswordResetRequired"], created["LoginProfile/CreateDate"]));
        Assert.Equal("2026-03-01T12:00:00Z", read["LoginProfile/CreateDate"]);
        Assert.Equal("true", updated["LoginProfile/PasswordResetRequired"]);
        gone.ShouldFail(404, "NoSuchEntity", "Login Profile for User alice cannot be found.");
    }

    [Fact]
    public async Task The_directory_holds_a_digest_and_no_password()
    {
        await CreateAsync("Correct-horse1");

        var profile = iam.Account.FindUser("alice")!.LoginProfile!;

        Assert.True(profile.Password.Verify("Correct-horse1"));
        Assert.False(profile.Password.Verify("correct-horse1"));
        Assert.DoesNotContain("Correct-horse1", profile.Password.ToStoredText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_has_one_login_profile_and_is_not_deleted_with_it()
    {
        await CreateAsync("Correct-horse1");

        (await CreateAsync("Correct-horse2")).ShouldFail(409, "EntityAlreadyExists", "Login Profile for user alice already exists.");
        (await iam.CallAsync("DeleteUser", ("UserName", "alice")))
            .ShouldFail(409, "DeleteConflict", "Cannot delete entity, must delete login profile first.");
    }

    [Theory, InlineData("GetLoginProfile"), InlineData("UpdateLoginProfile"), InlineData("DeleteLoginProfile")]
    public async Task What_is_not_there_is_told(string action)
    {
        var noUser = await iam.CallAsync(action, ("UserName", "ghost"));
        var noProfile = await iam.CallAsync(action, ("UserName", "alice"));

        noUser.ShouldFail(404, "NoSuchEntity", "The user with name ghost cannot be found.");
        noProfile.ShouldFail(404, "NoSuchEntity", "Login Profile for User alice cannot be found.");
    }

    [Theory]
    [InlineData("Short1!", false)]
    [InlineData("Longer1!", true)]
    [InlineData("alllower1", false)]
    [InlineData("Mixedcase1", true)]
    public async Task Without_a_policy_a_password_has_eight_characters_of_three_kinds(string password, bool isAccepted)
    {
        var answer = await CreateAsync(password);

        if (isAccepted)
            answer.ShouldSucceed();
        else
            answer.ShouldFail(400, "PasswordPolicyViolation", "Password does not conform to the account password policy.");
    }

    [Fact]
    public async Task The_password_policy_counts_on_creation_and_on_change()
    {
        await iam.CallAsync("UpdateAccountPasswordPolicy", ("MinimumPasswordLength", "10"), ("RequireSymbols", "true"), ("PasswordReusePrevention", "2"));

        (await CreateAsync("without1symbol")).ShouldFail(400, "PasswordPolicyViolation", "Password does not conform to the account password policy.");
        (await CreateAsync("first-password")).ShouldSucceed();
        (await UpdateAsync("second-password")).ShouldSucceed();
        (await UpdateAsync("first-password"))
            .ShouldFail(400, "PasswordPolicyViolation", "Policy constraint violation with password reuse prevention during password change.");
        (await UpdateAsync("third-password")).ShouldSucceed();
        (await UpdateAsync("first-password")).ShouldSucceed();
    }

    [Fact]
    public async Task A_password_is_shown_in_no_error()
    {
        var answer = await CreateAsync("snow☃man-Password1");

        Assert.Equal("ValidationError", answer.Code);
        Assert.DoesNotContain("snow", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_is_refused_before_anything_is_told()
    {
        var answer = await iam.CallAsync(Given.Nobody, "GetLoginProfile", ("UserName", "ghost"));

        Assert.Equal("AccessDenied", answer.Code);
    }

    private Task<IamAnswer> CreateAsync(string password) => iam.CallAsync("CreateLoginProfile", ("UserName", "alice"), ("Password", password));

    private Task<IamAnswer> UpdateAsync(string password) => iam.CallAsync("UpdateLoginProfile", ("UserName", "alice"), ("Password", password));
}
