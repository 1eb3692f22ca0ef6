namespace StsEmulator.Sts.Tests.Operations;

/// <summary>Every single fault of a web identity token, at the endpoint.</summary>
public sealed class TokenFaultTests
{
    public static TheoryData<string> Names => [.. TokenFaults.Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Nothing_is_issued_for_a_faulty_token_and_something_for_the_sound_one(string name)
    {
        var account = new WebIdentityAccount();
        var (token, status, code, message) = TokenFaults.Cases[name];

        var refused = await account.RefusedAsync(("WebIdentityToken", token));
        var issued = await account.SessionsAsync();
        var (soundStatus, _) = await account.CallAsync();

        Assert.Equal((status, code, message), refused);
        Assert.Empty(issued);
        Assert.Equal(200, soundStatus);
        Assert.Single(await account.SessionsAsync());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_refused_token_is_not_logged(string name)
    {
        var account = new WebIdentityAccount();
        string token = TokenFaults.Cases[name].Token;

        await account.CallAsync(("WebIdentityToken", token));

        Assert.DoesNotContain(token, account.Log.Text, StringComparison.Ordinal);
    }
}
