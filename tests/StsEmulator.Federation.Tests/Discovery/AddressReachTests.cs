using System.Net;
using StsEmulator.Federation.Discovery;

namespace StsEmulator.Federation.Tests.Discovery;

public sealed class AddressReachTests
{
    [Theory]
    [InlineData("8.8.8.8", "Public"), InlineData("172.15.255.255", "Public"), InlineData("172.32.0.0", "Public"), InlineData("2606:4700::1", "Public")]
    [InlineData("10.0.0.1", "Private"), InlineData("172.16.0.0", "Private"), InlineData("192.168.1.1", "Private"), InlineData("100.64.0.1", "Private")]
    [InlineData("fd00::1", "Private"), InlineData("::ffff:10.0.0.1", "Private"), InlineData("127.0.0.1", "Loopback"), InlineData("127.9.9.9", "Loopback")]
    [InlineData("::1", "Loopback"), InlineData("::ffff:127.0.0.1", "Loopback"), InlineData("169.254.169.254", "Special"), InlineData("0.0.0.0", "Special")]
    [InlineData("224.0.0.1", "Special"), InlineData("255.255.255.255", "Special"), InlineData("::", "Special"), InlineData("fe80::1", "Special")]
    [InlineData("64:ff9b::a00:1", "Special"), InlineData("2002:a00:1::", "Special"), InlineData("2001:db8::1", "Special"), InlineData("ff02::1", "Special")]
    public void An_address_lies_where_the_registries_put_it(string address, string reach) =>
        Assert.Equal(reach, AddressReaches.Of(IPAddress.Parse(address)).ToString());
}
