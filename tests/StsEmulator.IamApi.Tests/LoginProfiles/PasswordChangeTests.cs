using StsEmulator.Iam.Directory;

namespace StsEmulator.IamApi.Tests.LoginProfiles;

public sealed class PasswordChangeTests : IAsyncLifetime
{
    private const string Old = "Old-password1", New = "New-password1";

    private IamFixture iam = null!;

    public async ValueTask InitializeAsync()
    {
        iam = await IamFixture.StartAsync();
        await iam.CallAsync("CreateLoginProfile", ("UserName", "admin"), ("Password", Old), ("PasswordResetRequired", "true"));
        await iam.CallAsync("CreateLoginProfile", ("UserName", "nobody"), ("Password", Old));
    }

    public ValueTask DisposeAsync() => iam.DisposeAsync();

    [Fact]
    public async Task Who_knows_the_old_password_sets_a_new_one()
    {
        (await ChangeAsync(Given.Admin, Old, New)).ShouldSucceed();

        var profile = Profile("admin");
        Assert.True(profile.Password.Verify(New));
        Assert.False(profile.PasswordResetRequired);
    }

    [Fact]
    public async Task A_wrong_old_password_changes_nothing()
    {
        var answer = await ChangeAsync(Given.Admin, "Wrong-password1", New);

        answer.ShouldFail(403, "AccessDenied", "The old password was incorrect.");
        Assert.True(Profile("admin").Password.Verify(Old));
    }

    [Fact]
    public async Task Root_has_no_password_of_this_kind()
    {
        var answer = await ChangeAsync(Given.Root, Old, New);

        answer.ShouldFail(400, "InvalidUserType", "Only IAM Users can change their own password.");
    }

    [Fact]
    public async Task A_user_without_a_login_profile_is_told_so()
    {
        await iam.CallAsync("DeleteLoginProfile", ("UserName", "admin"));

        (await ChangeAsync(Given.Admin, Old, New)).ShouldFail(404, "NoSuchEntity", "Login Profile for User admin cannot be found.");
    }

    [Fact]
    public async Task The_account_may_let_users_change_their_passwords_without_a_policy_of_theirs()
    {
        var before = await ChangeAsync(Given.Nobody, Old, New);
        await iam.CallAsync("UpdateAccountPasswordPolicy", ("AllowUsersToChangePassword", "true"));
        var after = await ChangeAsync(Given.Nobody, Old, New);

        Assert.Equal("AccessDenied", before.Code);
        after.ShouldSucceed();
    }

    [Fact]
    public async Task What_the_account_lets_users_do_a_Deny_still_forbids()
    {
        var denied = Given.User("denied", "AIDARTX3GSDSQDENIED23", ("AKIARTX3GSDSQDENIED2", "denieddenieddenieddenieddenieddenieddeni")) with
        {
            Policies = [new StoredPolicy("no", """{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}""")],
        };
        await using var other = await IamFixture.StartAsync(denied);
        await other.CallAsync("UpdateAccountPasswordPolicy", ("AllowUsersToChangePassword", "true"));
        await other.CallAsync("CreateLoginProfile", ("UserName", "denied"), ("Password", Old));

        var answer = await other.CallAsync(
            ("AKIARTX3GSDSQDENIED2", "denieddenieddenieddenieddenieddenieddeni"), "ChangePassword", ("OldPassword", Old), ("NewPassword", New));

        Assert.Equal("AccessDenied", answer.Code);
    }

    [Theory, InlineData(30, false), InlineData(29, true)]
    public async Task With_hard_expiry_an_expired_password_is_for_an_administrator_to_change(int days, bool isChanged)
    {
        await iam.CallAsync("UpdateAccountPasswordPolicy", ("MaxPasswordAge", "30"), ("HardExpiry", "true"));

        iam.Time.Advance(TimeSpan.FromDays(days));
        var answer = await ChangeAsync(Given.Admin, Old, New);

        Assert.Equal(isChanged ? null : "AccessDenied", answer.Code);
    }

    private Task<IamAnswer> ChangeAsync((string Id, string Secret) key, string old, string replacement) =>
        iam.CallAsync(key, "ChangePassword", ("OldPassword", old), ("NewPassword", replacement));

    private LoginProfile Profile(string user) => iam.Account.FindUser(user)!.LoginProfile!;
}
