using System.Text;

namespace StsEmulator.SigV4.Tests;

public sealed class RequestSignerTests
{
    private static readonly HeaderField[] Headers = [new("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"), new("Host", "127.0.0.1:4592")];

    [Theory]
    [InlineData("/", null)]
    [InlineData("/?b=2&a=1&a=0", null)]
    [InlineData("/a%20b//c/../d?x=%2F", "a-token+with/base64==")]
    public void What_it_signs_is_accepted(string target, string? token)
    {
        byte[] body = Encoding.UTF8.GetBytes("Action=GetCallerIdentity&Version=2011-06-15");
        RequestSigner signer = new(Requests.AccessKeyId, Requests.Secret, token);

        var added = signer.Sign("POST", target, Headers, body, Requests.Region, "sts", Requests.SignedAt);

        var request = new ReceivedRequest { Method = "POST", Target = target, Headers = Headers.Concat(added).ToArray(), Body = body };
        Assert.Equal(SignatureFailure.None, Checks.Failure(request));
    }

    [Fact]
    public void It_signs_as_a_signer_written_apart_from_it_does()
    {
        TestSigner other = new() { Service = "sts", Method = "POST", Target = "/?x=1", Headers = Headers, Body = "a=b"u8.ToArray(), Token = "t" };
        string expected = other.Sign().Headers.ToArray().Single(header => header.Name == "Authorization").Value;

        var added = new RequestSigner(Requests.AccessKeyId, Requests.Secret, "t").Sign("POST", "/?x=1", Headers, "a=b"u8, Requests.Region, "sts", Requests.SignedAt);

        Assert.Equal(expected, added.Single(header => header.Name == "Authorization").Value);
    }
}
