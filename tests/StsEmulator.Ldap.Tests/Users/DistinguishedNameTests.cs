using StsEmulator.Ldap.Users;

namespace StsEmulator.Ldap.Tests.Users;

public sealed class DistinguishedNameTests
{
    [Theory]
    [InlineData("cn=dev,ou=groups,dc=example", "dev")]
    [InlineData("CN=dev", "dev")]
    [InlineData("cn = dev , ou=x", "dev")]
    [InlineData("cn=dev+ou=x", "dev")]
    [InlineData(@"cn=a\,b,ou=x", "a,b")]
    [InlineData(@"cn=a\2Cb\C3\A4\\,ou=x", @"a,bä\")]
    [InlineData("2.5.4.3=dev,ou=x", "dev")]
    [InlineData("cn=\U0001F600,ou=x", "\U0001F600")]
    [InlineData("just a name", "just a name")]
    [InlineData("=x", "=x")]
    [InlineData("a b=c", "a b=c")]
    public void The_first_part_of_a_name_is_its_value(string text, string expected)
    {
        Assert.Equal(expected, DistinguishedName.FirstValue(text));
    }
}
