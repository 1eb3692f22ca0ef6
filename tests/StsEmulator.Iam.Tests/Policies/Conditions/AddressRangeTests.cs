using System.Net;
using CsCheck;
using StsEmulator.Iam.Policies.Conditions;

namespace StsEmulator.Iam.Tests.Policies.Conditions;

public sealed class AddressRangeTests
{
    [Theory]
    [InlineData("10.0.0.0/32")]
    [InlineData("10.0.0.0/0")]
    [InlineData("255.255.255.255")]
    [InlineData("::/128")]
    [InlineData("::ffff:10.0.0.1")]
    public void Addresses_and_ranges_are_read(string text) => Assert.True(AddressRange.TryParse(text, out _));

    [Theory]
    [InlineData("")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0.0/8/8")]
    [InlineData("10.0.0")]
    [InlineData("10.0.0.0.0")]
    [InlineData("10.0.0.256")]
    [InlineData("010.0.0.1")]
    [InlineData("0x0a.0.0.1")]
    [InlineData("10.0.0.1 ")]
    [InlineData("::/129")]
    [InlineData("fe80::1%eth0")]
    [InlineData("[::1]")]
    [InlineData("1::2::3")]
    public void Other_texts_are_refused(string text) => Assert.False(AddressRange.TryParse(text, out _));

    [Fact]
    public void A_mapped_address_is_of_the_sixth_version()
    {
        Assert.True(AddressRange.TryParse("10.0.0.0/8", out var range));
        Assert.True(AddressRange.TryParseAddress("::ffff:10.0.0.1", out var mapped));

        Assert.False(range.Contains(mapped));
    }

    [Fact]
    public void Ranges_agree_with_the_platform() =>
        Gen.Select(Gen.Byte.Array[4], Gen.Byte.Array[4], Gen.Int[0, 32]).Sample((left, right, length) =>
        {
            byte[] network = Masked(left, length);
            var platform = new IPNetwork(new IPAddress(network), length);
            Assert.True(AddressRange.TryParse($"{new IPAddress(left)}/{length}", out var range));
            Assert.True(AddressRange.TryParseAddress(new IPAddress(right).ToString(), out var address));

            Assert.Equal(platform.Contains(new IPAddress(right)), range.Contains(address));
        });

    [Fact]
    public void No_text_makes_the_reader_throw() =>
        Gen.String[Gen.Char["0123456789abcdefx:./%[] "], 0, 40].Sample(text => AddressRange.TryParse(text, out _) || true);

    private static byte[] Masked(byte[] address, int length)
    {
        byte[] masked = new byte[address.Length];
        for (int bit = 0; bit < length; bit++)
            masked[bit / 8] |= (byte)(address[bit / 8] & (0x80 >> (bit % 8)));
        return masked;
    }
}
