using StsEmulator.Iam.Directory;

namespace StsEmulator.Iam.Tests.Directory;

public sealed class PasswordUseTests
{
    [Fact]
    public async Task A_sign_in_is_written_down_for_the_user_of_that_id()
    {
        var world = await World.CreateAsync();

        await PasswordUse.RecordAsync(world.Directory, World.Home, World.BobId, World.Start, CancellationToken.None);
        await PasswordUse.RecordAsync(world.Directory, World.Home, "AIDAGONE", World.Start, CancellationToken.None);

        var account = world.Directory.Current.Find(World.Home)!;
        Assert.Equal(World.Start, account.FindUser("bob")!.PasswordLastUsed);
        Assert.Null(account.FindUser("alice")!.PasswordLastUsed);
    }
}
