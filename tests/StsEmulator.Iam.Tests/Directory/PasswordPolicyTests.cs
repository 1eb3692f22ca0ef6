using StsEmulator.Iam.Directory;

namespace StsEmulator.Iam.Tests.Directory;

public sealed class PasswordPolicyTests
{
    [Theory]
    [InlineData("aaaaaa", true, true, false, false, false, false)]
    [InlineData("aaaaa", false, false, false, false, false, false)]
    [InlineData("aaaaaA", true, true, true, false, false, false)]
    [InlineData("aaaaa1", true, true, false, true, false, false)]
    [InlineData("aaaaa!", true, true, false, false, true, false)]
    [InlineData("aA1!aA", true, true, true, true, true, true)]
    [InlineData("aaaaa\u00e9", true, true, false, false, false, false)]
    public void A_password_needs_what_the_policy_asks_for(
        string password, bool anything, bool lower, bool upper, bool number, bool symbol, bool all)
    {
        var policy = new PasswordPolicy();
        var full = new PasswordPolicy { RequireLowercaseCharacters = true, RequireUppercaseCharacters = true, RequireNumbers = true, RequireSymbols = true };

        Assert.Equal(anything, PasswordPolicy.Accepts(policy, password));
        Assert.Equal(lower, PasswordPolicy.Accepts(policy with { RequireLowercaseCharacters = true }, password));
        Assert.Equal(upper, PasswordPolicy.Accepts(policy with { RequireUppercaseCharacters = true }, password));
        Assert.Equal(number, PasswordPolicy.Accepts(policy with { RequireNumbers = true }, password));
        Assert.Equal(symbol, PasswordPolicy.Accepts(policy with { RequireSymbols = true }, password));
        Assert.Equal(all, PasswordPolicy.Accepts(full, password));
    }

    [Fact]
    public async Task As_many_passwords_as_the_policy_says_may_not_come_back()
    {
        var world = await World.CreateAsync();
        var policy = new PasswordPolicy { PasswordReusePrevention = 2 };
        var profile = new LoginProfile(PasswordDigest.Of("first", world.Identifiers));
        foreach (string next in new[] { "second", "third" })
            profile = profile.With(PasswordDigest.Of(next, world.Identifiers), World.Start);

        Assert.True(PasswordPolicy.IsReused(policy, profile, "third"));
        Assert.True(PasswordPolicy.IsReused(policy, profile, "second"));
        Assert.False(PasswordPolicy.IsReused(policy, profile, "first"));
        Assert.False(PasswordPolicy.IsReused(new PasswordPolicy(), profile, "third"));
    }

    [Fact]
    public async Task A_password_expires_the_days_of_the_policy_after_it_was_set()
    {
        var world = await World.CreateAsync();
        var profile = new LoginProfile(PasswordDigest.Of("first", world.Identifiers)) { PasswordDate = World.Start };

        Assert.Null(PasswordPolicy.ExpiryOf(null, profile));
        Assert.Equal(World.Start.AddDays(90), PasswordPolicy.ExpiryOf(new PasswordPolicy { MaxPasswordAge = 90 }, profile));
    }
}
