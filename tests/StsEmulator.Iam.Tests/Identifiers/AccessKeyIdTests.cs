using StsEmulator.Iam.Identifiers;

namespace StsEmulator.Iam.Tests.Identifiers;

public sealed class AccessKeyIdTests
{
    [Theory]
    [InlineData("AKIARZPUZDIKGB2VALC4", "123456789012")]
    [InlineData("ASIAY34FZKBOKMUTVV7A", "609629065308")]
    [InlineData("ASIAQNZGKIQY56JQ7WML", "029608264753")]
    [InlineData("ASIA2AVYNEVMQECFBHEU", "688655246681")]
    [InlineData("ASIAQAAAAAAAGMKEM7X5", "000000000000")]
    [InlineData("AROARYWSMSYIPWMOE25U2", "121774052880")]
    public void An_id_of_the_current_format_encodes_its_account(string id, string account)
    {
        Assert.True(AccessKeyId.Parse(id).TryGetAccount(out var read));

        Assert.Equal(account, read.ToString());
    }

    [Theory]
    [InlineData("AKIAIOSFODNN7EXAMPLE")]
    [InlineData("AKIAJAAAAAAAAAAAAAAA")]
    [InlineData("AKIARZPUZDIKGB2VALC")]
    [InlineData("AKIA1ZPUZDIKGB2VALC4")]
    [InlineData("akiarzpuzdikgb2valc4")]
    [InlineData("AKIA7777777777777777")]
    [InlineData("test")]
    public void Any_other_id_encodes_none(string id)
    {
        Assert.False(AccessKeyId.Parse(id).TryGetAccount(out _));
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(4, true)]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void An_id_has_4_to_128_characters(int length, bool isId) => Assert.Equal(isId, AccessKeyId.TryParse(new string('A', length), out _));

    [Theory]
    [InlineData("AKIA-")]
    [InlineData("AKIA ")]
    [InlineData("AKI\u00c4")]
    public void An_id_holds_word_characters_only(string id) => Assert.False(AccessKeyId.TryParse(id, out _));
}
