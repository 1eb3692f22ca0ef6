using System.Text.Json;
using CsCheck;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Storage;

namespace StsEmulator.Iam.Tests.Directory;

public sealed class PasswordDigestTests
{
    [Fact]
    public async Task Only_the_password_itself_is_verified_also_after_storage()
    {
        var world = await World.CreateAsync();

        Gen.Select(Gen.String[1, 20], Gen.String[1, 20]).Sample(
            (password, other) =>
            {
                var digest = PasswordDigest.Of(password, world.Identifiers);
                Assert.True(PasswordDigest.TryParse(digest.ToStoredText(), out var stored));
                Assert.True(stored.Verify(password));
                Assert.Equal(password == other, stored.Verify(other));
            },
            iter: 20);
    }

    [Fact]
    public async Task The_same_password_has_another_digest_each_time()
    {
        var world = await World.CreateAsync();

        string first = PasswordDigest.Of("open sesame", world.Identifiers).ToStoredText();
        string second = PasswordDigest.Of("open sesame", world.Identifiers).ToStoredText();

        Assert.StartsWith("pbkdf2-sha256$10000$", first, StringComparison.Ordinal);
        Assert.NotEqual(first, second);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("correct-horse")]
    [InlineData("pbkdf2-sha256$0$AAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("pbkdf2-sha256$10000001$AAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("pbkdf2-sha256$1000$$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("pbkdf2-sha256$1000$AAAA$AAAA")]
    [InlineData("pbkdf2-sha1$1000$AAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public void What_is_no_stored_digest_is_told_from_one(string? text) => Assert.False(PasswordDigest.TryParse(text, out _));

    [Fact]
    public async Task Records_hold_the_digest_and_texts_of_records_do_not()
    {
        var world = await World.CreateAsync();
        var user = world.Directory.Current.Find(World.Home)!.FindUser("bob")! with
        {
            LoginProfile = new LoginProfile(PasswordDigest.Of("open sesame", world.Identifiers)),
        };

        string json = JsonSerializer.Serialize(user, StoreJson.Default.DirectoryEntity);
        var read = (User)JsonSerializer.Deserialize(json, StoreJson.Default.DirectoryEntity)!;

        Assert.True(read.LoginProfile!.Password.Verify("open sesame"));
        Assert.DoesNotContain("open sesame", json, StringComparison.Ordinal);
        Assert.DoesNotContain("pbkdf2", user.LoginProfile.ToString(), StringComparison.Ordinal);
    }
}
