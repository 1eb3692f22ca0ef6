using System.Security.Cryptography;
using System.Text;

namespace StsEmulator.SigV4.Tests;

/// <summary>The published example credentials, one fixed time, and requests made of them.</summary>
internal static class Requests
{
    public const string AccessKeyId = "AKIAIOSFODNN7EXAMPLE";
    public const string Secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    public const string Token = "FwoGZXIvYXdzEXAMPLETOKEN==";
    public const string Time = "20260102T030405Z";
    public const string Region = "eu-west-1";

    public static readonly DateTimeOffset SignedAt = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static readonly byte[] CallerIdentityForm = "Action=GetCallerIdentity&Version=2011-06-15"u8.ToArray();

    public static TestSigner Sts { get; } = new()
    {
        Service = "sts",
        Method = "POST",
        Target = "/",
        Headers =
        [
            new("Host", "sts.eu-west-1.amazonaws.com"),
            new("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
        ],
        Body = CallerIdentityForm,
    };

    public static TestSigner StsGet { get; } = new()
    {
        Service = "sts",
        Method = "GET",
        Target = "/?Action=GetCallerIdentity&Version=2011-06-15",
        Headers = [new("Host", "sts.eu-west-1.amazonaws.com")],
    };

    public static TestSigner S3 { get; } = new()
    {
        Service = "s3",
        Method = "PUT",
        Target = "/bkt/a%20key",
        Headers =
        [
            new("Host", "s3.eu-west-1.amazonaws.com"),
            new("x-amz-content-sha256", Sha256("hello"u8)),
        ],
        Body = "hello"u8.ToArray(),
    };

    /// <summary>The worked values' request: headers exactly as given, nothing signed anew.</summary>
    public static ReceivedRequest Received(string method, string target, byte[] body, params HeaderField[] headers) =>
        new() { Method = method, Target = target, Headers = headers, Body = body, IsSecure = true };

    public static string Authorization(string service, string signedHeaders, string signature) =>
        $"AWS4-HMAC-SHA256 Credential={AccessKeyId}/20260102/{Region}/{service}/aws4_request, SignedHeaders={signedHeaders}, Signature={signature}";

    public static string Sha256(ReadOnlySpan<byte> data) => Convert.ToHexStringLower(SHA256.HashData(data));

    public static string Sha256(string text) => Sha256(Encoding.UTF8.GetBytes(text));
}
