using System.Net.Sockets;
using System.Text;

namespace StsEmulator.Sts.Tests;

public sealed class RequestBodyTests
{
    [Theory]
    [InlineData(2000, false)]
    [InlineData(2000, true)]
    public async Task A_body_of_the_largest_size_is_read(int maximum, bool isChunked)
    {
        await using var sts = await StsFixture.StartAsync(new StsOptions { MaximumBodyLength = maximum });

        var answer = await sts.SendAsync(Padded(maximum, isChunked));

        answer.ShouldSucceed();
    }

    [Theory]
    [InlineData(2000, false)]
    [InlineData(2000, true)]
    public async Task A_body_one_byte_larger_is_refused_before_it_is_looked_at(int maximum, bool isChunked)
    {
        await using var sts = await StsFixture.StartAsync(new StsOptions { MaximumBodyLength = maximum });

        var answer = await sts.SendAsync(Padded(maximum + 1, isChunked));

        answer.ShouldBe(413, "RequestEntityTooLarge", "The request is larger than this endpoint reads.");
    }

    [Theory]
    [InlineData(4095)]
    [InlineData(4097)]
    [InlineData(300_000)]
    public async Task A_chunked_body_of_any_length_verifies(int length)
    {
        await using var sts = await StsFixture.StartAsync();

        var answer = await sts.SendAsync(Padded(length, isChunked: true));

        answer.ShouldSucceed();
    }

    [Fact]
    public async Task The_limit_is_one_mebibyte_by_default()
    {
        await using var sts = await StsFixture.StartAsync();

        var largest = await sts.SendAsync(Padded(1024 * 1024, isChunked: false));
        var larger = await sts.SendAsync(Padded(1024 * 1024 + 1, isChunked: false));

        largest.ShouldSucceed();
        Assert.Equal(413, (int)larger.Status);
    }

    [Theory]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nZZ\r\n")]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\nConnection: close\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nZZ\r\n")]
    [InlineData("GET /?Action=%zz%&Version=%ff HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")]
    [InlineData("GET /?Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Signature=%00 HTTP/1.1\r\nHost: x\r\nAuthorization: AWS4-HMAC-SHA256 \xFF\r\nConnection: close\r\n\r\n")]
    public async Task A_broken_request_is_the_senders_fault(string request)
    {
        await using var sts = await StsFixture.StartAsync();

        string answer = await SendRawAsync(sts.Endpoint, request);

        Assert.StartsWith("HTTP/1.1 4", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waiting_for_a_hundred_continue_is_answered()
    {
        await using var sts = await StsFixture.StartAsync();
        var request = (StsCall.Of("GetCallerIdentity") with { Credentials = Given.Alice }).ToRequest(sts.Endpoint, StsFixture.Start);
        request.Headers.ExpectContinue = true;

        var answer = await sts.SendAsync(request);

        answer.ShouldSucceed();
    }

    private static StsCall Padded(int length, bool isChunked)
    {
        var call = StsCall.Of("GetCallerIdentity", ("Padding", ""));
        return call with { Credentials = Given.Alice, IsChunked = isChunked, Body = [.. call.Body, .. new byte[length - call.Body.Length].Select(_ => (byte)'x')] };
    }

    private static async Task<string> SendRawAsync(Uri endpoint, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(endpoint.Host, endpoint.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync();
    }
}
