using CsCheck;
using StsEmulator.Federation.Outbound;
using StsEmulator.Iam.Identifiers;

namespace StsEmulator.Federation.Tests.Outbound;

public sealed class OutboundIssuerTests
{
    private static readonly AccountId Account = AccountId.Parse("123456789012");

    private readonly OutboundIssuer issuer = new(() => "https://sts.example:8443");

    [Fact]
    public void The_issuer_of_an_account_follows_from_the_account_and_the_public_url()
    {
        Assert.Equal($"https://sts.example:8443/outbound/{OutboundIssuer.IdOf(Account)}", issuer.UrlOf(Account));
        Assert.Equal(OutboundIssuer.IdOf(Account), OutboundIssuer.IdOf(AccountId.Parse("123456789012")));
        Assert.NotEqual(OutboundIssuer.IdOf(Account)[..23], OutboundIssuer.IdOf(AccountId.Parse("123456789013"))[..23]);
    }

    [Fact]
    public void Every_id_is_a_uuid_of_its_own_account() => Gen.Long[0, 999_999_999_999].Sample(number =>
    {
        var account = AccountId.Parse(number.ToString("D12", System.Globalization.CultureInfo.InvariantCulture));
        string id = OutboundIssuer.IdOf(account);

        return Guid.TryParseExact(id, "D", out _) && OutboundIssuer.TryGetAccount(id, out var found) && found == account;
    });

    [Theory]
    [InlineData("")]
    [InlineData("123456789012")]
    [InlineData("00000000-0000-8000-8000-123456789012")]
    [InlineData("-123456789012")]
    public void An_id_that_was_made_up_is_nobodys(string id) => Assert.False(OutboundIssuer.TryGetAccount(id, out _));

    [Fact]
    public void Its_own_issuers_and_those_of_the_real_service_are_outbound()
    {
        Assert.True(issuer.IsOutbound(issuer.UrlOf(Account)));
        Assert.True(issuer.IsOutbound(issuer.UrlOf(Account) + "/"));
        Assert.True(issuer.IsOutbound("https://a1faa616-d595-447d-bdfd-64b774ab199c.tokens.sts.global.api.aws"));
        Assert.False(issuer.IsOutbound("https://sts.example:8443/outbound"));
        Assert.False(issuer.IsOutbound("https://sts.example:8443/oidc"));
        Assert.False(issuer.IsOutbound("https://tokens.sts.global.api.aws.example"));
        Assert.False(issuer.IsOutbound("no url"));
    }
}
