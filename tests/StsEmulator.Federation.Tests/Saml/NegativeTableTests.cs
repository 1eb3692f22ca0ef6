using StsEmulator.Federation.Saml;

namespace StsEmulator.Federation.Tests.Saml;

public sealed class NegativeTableTests
{
    public static TheoryData<string> Names => [.. NegativeTable.Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_single_fault_has_its_own_refusal(string name)
    {
        var (xml, refusal) = NegativeTable.Cases[name];

        Assert.Equal(refusal, await new SamlGiven().RefuseAsync(xml));
    }

    [Fact]
    public async Task A_comment_that_the_signature_does_not_cover_splits_no_name()
    {
        string signed = SamlGiven.Signed(new SamlShape { NameId = "<saml:NameID>alice@example.com.evil.example</saml:NameID>" });

        var identity = await new SamlGiven().AcceptAsync(signed.Replace("example.com.evil", "example.com<!-- -->.evil", StringComparison.Ordinal));

        Assert.Equal("alice@example.com.evil.example", identity.Subject);
    }

    [Fact]
    public async Task What_is_not_base64_is_refused_as_that() =>
        Assert.Equal(SamlRefusalKind.NotBase64, (await new SamlGiven().ValidateAsync("<not base64>")).Refusal);
}
