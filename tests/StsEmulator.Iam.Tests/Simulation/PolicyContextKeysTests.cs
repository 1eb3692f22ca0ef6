using StsEmulator.Iam.Simulation;

namespace StsEmulator.Iam.Tests.Simulation;

public sealed class PolicyContextKeysTests
{
    private const string Asking = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b/${aws:username}","Condition":{"Bool":{"aws:SecureTransport":"true"},"StringEquals":{"AWS:USERNAME":"x"}}}}""";

    [Fact]
    public void Keys_are_listed_once_in_order_of_first_use()
    {
        Assert.True(PolicyContextKeys.TryFind([Asking, World.Anything], out var names, out _));

        Assert.Equal(["aws:username", "aws:SecureTransport"], names);
    }

    [Fact]
    public async Task A_principal_adds_the_keys_of_its_own_policies()
    {
        var user = World.User("dave", "AIDARTX3GSDSQDAVEDAVE", "AKIARTX3GSDSQDAVEDAV", Asking);
        var directory = (await World.CreateAsync(user)).Directory.Current;

        Assert.True(PolicyContextKeys.TryFind(directory, "arn:aws:iam::111122223333:user/dave", [], out var names, out _));
        Assert.False(PolicyContextKeys.TryFind(directory, "arn:aws:iam::111122223333:user/nobody", [], out _, out var problem));

        Assert.Equal(2, names.Count);
        Assert.Equal("NoSuchEntity", problem.Code);
    }

    [Fact]
    public void What_is_no_policy_is_refused()
    {
        Assert.False(PolicyContextKeys.TryFind(["{}"], out _, out var problem));

        Assert.Equal("InvalidInput", problem.Code);
    }
}
