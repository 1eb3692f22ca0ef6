namespace StsEmulator.IamApi.Tests.Accounts;

public sealed class PasswordPolicyOperationsTests : IAsyncLifetime
{
    private IamFixture iam = null!;

    public async ValueTask InitializeAsync() => iam = await IamFixture.StartAsync();

    public ValueTask DisposeAsync() => iam.DisposeAsync();

    [Fact]
    public async Task An_update_that_says_nothing_sets_the_defaults()
    {
        (await iam.CallAsync("UpdateAccountPasswordPolicy")).ShouldSucceed();

        var policy = (await iam.CallAsync("GetAccountPasswordPolicy")).ShouldSucceed();

        Assert.Equal("6", policy["PasswordPolicy/MinimumPasswordLength"]);
        foreach (string flag in new[] { "RequireSymbols", "RequireNumbers", "RequireUppercaseCharacters", "RequireLowercaseCharacters", "AllowUsersToChangePassword", "ExpirePasswords" })
            Assert.Equal("false", policy[$"PasswordPolicy/{flag}"]);
        Assert.Null(policy["PasswordPolicy/MaxPasswordAge"]);
        Assert.Null(policy["PasswordPolicy/PasswordReusePrevention"]);
        Assert.Null(policy["PasswordPolicy/HardExpiry"]);
    }

    [Fact]
    public async Task Everything_that_was_set_is_shown()
    {
        await iam.CallAsync(
            "UpdateAccountPasswordPolicy", ("MinimumPasswordLength", "10"), ("RequireSymbols", "true"), ("RequireNumbers", "true"),
            ("RequireUppercaseCharacters", "true"), ("RequireLowercaseCharacters", "true"), ("AllowUsersToChangePassword", "true"),
            ("MaxPasswordAge", "60"), ("PasswordReusePrevention", "3"), ("HardExpiry", "true"));

        var policy = (await iam.CallAsync("GetAccountPasswordPolicy")).ShouldSucceed();

        Assert.Equal(
            ["10", "true", "true", "true", "true", "true", "true", "60", "3", "true"], policy.Members("PasswordPolicy").Select(member => member.Value));
    }

    [Fact]
    public async Task What_was_never_set_or_is_deleted_cannot_be_found()
    {
        var neverSet = await iam.CallAsync("GetAccountPasswordPolicy");
        await iam.CallAsync("UpdateAccountPasswordPolicy");
        (await iam.CallAsync("DeleteAccountPasswordPolicy")).ShouldSucceed();
        var deleted = await iam.CallAsync("GetAccountPasswordPolicy");
        var deletedAgain = await iam.CallAsync("DeleteAccountPasswordPolicy");

        neverSet.ShouldFail(404, "NoSuchEntity", "The Password Policy with domain name 111122223333 cannot be found.");
        deleted.ShouldFail(404, "NoSuchEntity", "The Password Policy with domain name 111122223333 cannot be found.");
        deletedAgain.ShouldFail(404, "NoSuchEntity", "The account policy with name PasswordPolicy cannot be found.");
    }

    [Theory]
    [InlineData("MinimumPasswordLength", 5, 6, 128)]
    [InlineData("MaxPasswordAge", 0, 1, 1095)]
    [InlineData("PasswordReusePrevention", 0, 1, 24)]
    public async Task Numbers_have_their_limits(string name, int below, int minimum, int maximum)
    {
        foreach (int accepted in new[] { minimum, maximum })
            (await iam.CallAsync("UpdateAccountPasswordPolicy", (name, $"{accepted}"))).ShouldSucceed();
        foreach (int refused in new[] { below, maximum + 1 })
            Assert.Equal("ValidationError", (await iam.CallAsync("UpdateAccountPasswordPolicy", (name, $"{refused}"))).Code);
    }
}
