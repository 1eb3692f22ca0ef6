using System.Net;
using Microsoft.AspNetCore.Http;
using StsEmulator.Server.Configuration;
using StsEmulator.Server.Control;

namespace StsEmulator.Server.Tests.Control;

public sealed class ControlGuardTests
{
    private const string Token = "a-token-of-26-characters--";

    [Fact]
    public void A_caller_on_this_machine_gets_in() => Assert.Null(Refuse(Request()));

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("192.168.1.5")]
    [InlineData("::ffff:10.0.0.1")]
    public void A_caller_from_elsewhere_does_not(string address) => Assert.Equal(403, Refuse(Request(address: address))?.Status);

    [Theory]
    [InlineData("localhost:4592", true)]
    [InlineData("app.localhost", true)]
    [InlineData("127.0.0.1:4592", true)]
    [InlineData("127.9.9.9", true)]
    [InlineData("[::1]:4592", true)]
    [InlineData("example.com", false)]
    [InlineData("localhost.example.com", false)]
    [InlineData("127.0.0.1.nip.io", false)]
    [InlineData("", false)]
    public void The_host_is_a_loopback_one(string host, bool isLetIn) => Assert.Equal(isLetIn, Refuse(Request(host)) is null);

    [Theory]
    [InlineData("Origin", "http://localhost:4592")]
    [InlineData("Origin", "null")]
    [InlineData("Forwarded", "for=1.2.3.4")]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("x-forwarded-proto", "https")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    [InlineData("Via", "1.1 proxy")]
    public void Web_pages_and_forwarded_requests_are_refused(string name, string value) =>
        Assert.Equal(403, Refuse(Request(headers: (name, value)))?.Status);

    [Theory]
    [InlineData("application/json", true)]
    [InlineData("Application/JSON; charset=utf-8", true)]
    [InlineData("text/plain", false)]
    [InlineData("application/x-www-form-urlencoded", false)]
    [InlineData("application/jsonp", false)]
    [InlineData(null, false)]
    public void A_body_is_json(string? contentType, bool isLetIn)
    {
        var context = Request();
        context.Request.ContentLength = 2;
        context.Request.ContentType = contentType;

        Assert.Equal(isLetIn, Refuse(context) is null);
    }

    [Theory]
    [InlineData("Bearer " + Token, true)]
    [InlineData("bearer " + Token, true)]
    [InlineData("Bearer " + Token + "x", false)]
    [InlineData("Bearer ", false)]
    [InlineData("Basic " + Token, false)]
    [InlineData(Token, false)]
    public void With_an_admin_token_configured_the_token_decides(string header, bool isLetIn)
    {
        var refusal = Refuse(Request("example.com", "10.0.0.1", ("Authorization", header)), Token);

        Assert.Equal(isLetIn ? null : 401, refusal?.Status);
    }

    [Fact]
    public void With_an_admin_token_configured_loopback_is_not_enough() => Assert.Equal(401, Refuse(Request(), Token)?.Status);

    private static ControlAnswer? Refuse(HttpContext context, string? token = null)
    {
        ListenUrl url = new(false, IPAddress.Loopback, 4592);
        ServerOptions options = new() { AwsUrl = url, MetadataUrl = url, VerifierUrl = url, AdminToken = token };
        return new ControlGuard(options).Refuse(context);
    }

    private static DefaultHttpContext Request(string host = "127.0.0.1:4592", string address = "127.0.0.1", (string Name, string Value)? headers = null)
    {
        DefaultHttpContext context = new();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        context.Request.Host = new HostString(host);
        if (headers is var (name, value))
            context.Request.Headers[name] = value;
        return context;
    }
}
