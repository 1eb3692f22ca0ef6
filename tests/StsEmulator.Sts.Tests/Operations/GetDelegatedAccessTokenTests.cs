using Microsoft.Extensions.DependencyInjection;
using StsEmulator.Iam.Delegation;
using StsEmulator.Iam.Directory;

namespace StsEmulator.Sts.Tests.Operations;

public sealed class GetDelegatedAccessTokenTests
{
    private const string Spent = "The trade-in token provided in the request has expired and can no longer be exchanged for credentials.";

    private static readonly TradeInGrant Grant = new()
    {
        PrincipalArn = Given.GuestArn,
        PrincipalId = Given.GuestId,
        SessionName = "delegated",
        Duration = TimeSpan.FromMinutes(30),
        Expiration = StsFixture.Start + TimeSpan.FromMinutes(15),
    };

    [Fact]
    public async Task A_token_is_exchanged_for_credentials_of_the_role_that_was_delegated()
    {
        await using var sts = await StsFixture.StartAsync();
        string token = await MintAsync(sts, Grant);

        var answer = await sts.CallAsync(Given.Alice, "GetDelegatedAccessToken", ("TradeInToken", token));

        Assert.Equal(
            $$"""
            <GetDelegatedAccessTokenResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
              <GetDelegatedAccessTokenResult>
                <Credentials>
                  <AccessKeyId>{AccessKeyId}</AccessKeyId>
                  <SecretAccessKey>{SecretAccessKey}</SecretAccessKey>
                  <SessionToken>{SessionToken}</SessionToken>
                  <Expiration>2026-03-01T12:30:00Z</Expiration>
                </Credentials>
                <AssumedPrincipal>{{Given.GuestArn}}</AssumedPrincipal>
              </GetDelegatedAccessTokenResult>
              <ResponseMetadata>
                <RequestId>{RequestId}</RequestId>
              </ResponseMetadata>
            </GetDelegatedAccessTokenResponse>

            """,
            answer.Golden);
        var identity = await sts.CallAsync(answer.Credentials, "GetCallerIdentity");
        Assert.Equal("arn:aws:sts::444455556666:assumed-role/Guest/delegated", identity.Find("Arn"));
    }

    [Fact]
    public async Task A_token_is_good_for_one_exchange()
    {
        await using var sts = await StsFixture.StartAsync();
        string token = await MintAsync(sts, Grant);
        (await sts.CallAsync(Given.Alice, "GetDelegatedAccessToken", ("TradeInToken", token))).ShouldSucceed();

        var again = await sts.CallAsync(Given.Alice, "GetDelegatedAccessToken", ("TradeInToken", token));

        again.ShouldBe(400, "ExpiredTradeInTokenException", Spent);
    }

    [Theory]
    [InlineData(899, true)]
    [InlineData(900, false)]
    public async Task A_token_ends_when_it_says(int seconds, bool isGood)
    {
        await using var sts = await StsFixture.StartAsync();
        string token = await MintAsync(sts, Grant);
        sts.Clock.Offset = TimeSpan.FromSeconds(seconds);

        var answer = await sts.CallAsync(Given.Alice, "GetDelegatedAccessToken", ("TradeInToken", token));

        if (isGood)
            answer.ShouldSucceed();
        else
            answer.ShouldBe(400, "ExpiredTradeInTokenException", Spent);
    }

    [Fact]
    public async Task The_policy_of_a_token_narrows_what_its_credentials_may_do()
    {
        await using var sts = await StsFixture.StartAsync();
        var policy = new StoredPolicy("Policy", """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}""");
        string open = await MintAsync(sts, Grant), narrow = await MintAsync(sts, Grant with { Policy = policy });
        var everything = (await sts.CallAsync(Given.Alice, "GetDelegatedAccessToken", ("TradeInToken", open))).Credentials;
        var little = (await sts.CallAsync(Given.Alice, "GetDelegatedAccessToken", ("TradeInToken", narrow))).Credentials;

        var allowed = await sts.CallAsync(everything, "GetAccessKeyInfo", ("AccessKeyId", Given.Alice.AccessKeyId));
        var denied = await sts.CallAsync(little, "GetAccessKeyInfo", ("AccessKeyId", Given.Alice.AccessKeyId));

        allowed.ShouldSucceed();
        Assert.Equal("AccessDenied", denied.Code);
    }

    [Fact]
    public async Task Only_the_provider_that_a_token_names_may_trade_it_in_and_a_stranger_does_not_spend_it()
    {
        await using var sts = await StsFixture.StartAsync();
        string token = await MintAsync(sts, Grant with { ProviderAccount = Given.Home });

        var stranger = await sts.CallAsync(Given.Carol, "GetDelegatedAccessToken", ("TradeInToken", token));
        var provider = await sts.CallAsync(Given.Alice, "GetDelegatedAccessToken", ("TradeInToken", token));

        stranger.ShouldBe(400, "ValidationError", "The trade-in token is not valid.");
        provider.ShouldSucceed();
    }

    [Fact]
    public async Task What_is_no_token_is_refused()
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await sts.CallAsync(Given.Alice, "GetDelegatedAccessToken", ("TradeInToken", "nonsense"));
        var none = await sts.CallAsync(Given.Alice, "GetDelegatedAccessToken");

        answer.ShouldBe(400, "ValidationError", "The trade-in token is not valid.");
        none.ShouldBe(400, "ValidationError", "1 validation error detected: Value null at 'tradeInToken' failed to satisfy constraint: Member must not be null");
    }

    [Fact]
    public async Task A_role_that_was_made_again_is_not_the_one_that_was_delegated()
    {
        await using var sts = await StsFixture.StartAsync();
        string token = await MintAsync(sts, Grant);
        await sts.ChangeAsync([Given.Role(Given.Elsewhere, "Guest", "AROAWO645SY5AGUESTNEW", """{"AWS":"111122223333"}""")], []);

        var answer = await sts.CallAsync(Given.Alice, "GetDelegatedAccessToken", ("TradeInToken", token));

        Assert.Equal("ValidationError", answer.Code);
    }

    [Fact]
    public async Task The_caller_needs_the_permission()
    {
        await using var sts = await StsFixture.StartAsync();
        string token = await MintAsync(sts, Grant);

        var answer = await sts.CallAsync(Given.Bob, "GetDelegatedAccessToken", ("TradeInToken", token));

        answer.ShouldBe(
            403, "AccessDenied",
            "User: arn:aws:iam::111122223333:user/bob is not authorized to perform: sts:GetDelegatedAccessToken because no identity-based policy allows the sts:GetDelegatedAccessToken action");
    }

    private static async Task<string> MintAsync(StsFixture sts, TradeInGrant grant) =>
        await sts.Services.GetRequiredService<TradeInTokens>().MintAsync(grant, TestContext.Current.CancellationToken);
}
