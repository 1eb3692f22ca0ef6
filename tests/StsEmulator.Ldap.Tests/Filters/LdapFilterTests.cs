using System.Formats.Asn1;
using System.Text;
using CsCheck;
using StsEmulator.Ldap.Filters;

namespace StsEmulator.Ldap.Tests.Filters;

public sealed class LdapFilterTests
{
    [Theory]
    [InlineData("(uid={0})", "A30A0403756964" + "0403616461")]
    [InlineData("(uid=*)", "8703756964")]
    [InlineData("(!(uid=x))", "A20AA3080403756964040178")]
    [InlineData("(&(uid={0})(mail=a*b*c))", "A01FA30A0403756964" + "0403616461" + "A41104046D61696C" + "3009800161810162820163")]
    [InlineData("(|(uid>=1)(uid<=2)(uid~=3))", "A11EA5080403756964040131A6080403756964040132A8080403756964040133")]
    [InlineData(@"(cn=\2a\c3\a4ä)", "A30B0402636E04052AC3A4C3A4")]
    [InlineData("(memberOf:1.2.3:={0})", "A9168105312E322E3382086D656D6265724F668303616461")]
    [InlineData("(ou:dn:=x)", "A90A82026F758301788401FF")]
    public void A_filter_is_encoded_as_the_protocol_has_it(string text, string expected)
    {
        var filter = LdapFilter.Parse(text, 1, out string? problem);

        Assert.Null(problem);
        Assert.Equal(expected, Convert.ToHexString(filter!.Encode("ada")));
    }

    [Theory]
    [InlineData("uid={0}")]
    [InlineData("(uid={0}")]
    [InlineData("(uid={0}))")]
    [InlineData("(uid={1})")]
    [InlineData("(uid={x})")]
    [InlineData("(uid=a(b)")]
    [InlineData(@"(uid=\2)")]
    [InlineData("(u d=x)")]
    [InlineData("(=x)")]
    [InlineData("(:=x)")]
    [InlineData("(uid=a**b)")]
    [InlineData("(uid>=a*)")]
    [InlineData("(!(uid={0}))")]
    [InlineData("(&)")]
    [InlineData("()")]
    [InlineData("")]
    public void What_is_no_filter_is_refused(string text)
    {
        Assert.Null(LdapFilter.Parse(text, 1, out string? problem));
        Assert.Contains("expected", problem, StringComparison.Ordinal);
    }

    [Theory, InlineData(15, true), InlineData(16, false)]
    public void Filters_nest_to_a_limit(int negations, bool isTaken)
    {
        string text = string.Concat(Enumerable.Repeat("(!", negations)) + "(a=b)" + new string(')', negations);

        Assert.Equal(isTaken, LdapFilter.Parse(text, 1, out _) is not null);
    }

    [Fact]
    public void Whatever_an_argument_holds_it_stays_one_value()
    {
        var filter = LdapFilter.Parse("(&(objectClass=person)(uid={0}))", 1, out _)!;

        Gen.String[Gen.OneOf(Gen.Char["*()\\{}0\0|&!="], Gen.Char.AlphaNumeric), 0, 40].Sample(
            name =>
            {
                var parts = new AsnReader(filter.Encode(name), AsnEncodingRules.BER).ReadSequence(FilterTags.And);
                parts.ReadEncodedValue();
                var comparison = parts.ReadSequence(FilterTags.Equal);
                Assert.Equal("uid", Encoding.UTF8.GetString(comparison.ReadOctetString()));
                Assert.Equal(name, Encoding.UTF8.GetString(comparison.ReadOctetString()));
                Assert.False(comparison.HasData || parts.HasData);
            },
            print: name => Convert.ToHexString(Encoding.UTF8.GetBytes(name)));
    }

    [Fact]
    public void Found_by_another_attribute_an_argument_becomes_a_question_of_presence()
    {
        var filter = LdapFilter.Parse("(uid={0})", 1, out _)!;

        byte[] encoded = filter.EncodeWith("id", [1]);

        Assert.Equal("A00E" + "A307040269640401018703756964", Convert.ToHexString(encoded));
    }
}
