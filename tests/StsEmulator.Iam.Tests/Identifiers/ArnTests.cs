using StsEmulator.Iam.Identifiers;

namespace StsEmulator.Iam.Tests.Identifiers;

public sealed class ArnTests
{
    [Fact]
    public void An_arn_is_split_at_its_first_five_colons()
    {
        Assert.True(Arn.TryParse("arn:aws:iam::111122223333:role/a/b:c", out var arn));

        Assert.Equal(new Arn("aws", "iam", "", "111122223333", "role/a/b:c"), arn);
        Assert.Equal("b:c", arn.ResourceName);
        Assert.Equal("arn:aws:iam::111122223333:role/a/b:c", arn.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("arn:aws:iam::111122223333")]
    [InlineData("ARN:aws:iam::111122223333:root")]
    [InlineData("aws:iam::111122223333:root")]
    public void Anything_else_is_no_arn(string? text) => Assert.False(Arn.TryParse(text, out _));

    [Theory]
    [InlineData("000000000000", true)]
    [InlineData("999999999999", true)]
    [InlineData("12345678901", false)]
    [InlineData("1234567890123", false)]
    [InlineData("12345678901a", false)]
    [InlineData("-12345678901", false)]
    [InlineData("\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661", false)]
    public void An_account_has_exactly_twelve_digits(string text, bool isAccount)
    {
        Assert.Equal(isAccount, AccountId.TryParse(text, out var account));
        if (isAccount)
            Assert.Equal(text, account.ToString());
    }
}
