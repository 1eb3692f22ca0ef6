using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using StsEmulator.SigV4;

namespace StsEmulator.Iam.Tests.Authentication;

/// <summary>Signs a plain GET, written apart from the product's code.</summary>
internal static class SignedRequests
{
    public static ReceivedRequest Get(string accessKeyId, string secretAccessKey, DateTimeOffset at, string? token = null, bool isWrong = false)
    {
        string time = at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var headers = new List<HeaderField> { new("host", "localhost"), new("x-amz-date", time) };
        if (token is not null)
            headers.Add(new("x-amz-security-token", token));
        string names = string.Join(';', headers.Select(header => header.Name));
        string canonical = $"GET\n/\n\n{string.Concat(headers.Select(header => $"{header.Name}:{header.Value}\n"))}\n{names}\n{Hash("")}";
        string scope = $"{time[..8]}/eu-west-1/sts/aws4_request";
        byte[] key = Encoding.UTF8.GetBytes("AWS4" + secretAccessKey);
        foreach (string step in (string[])[time[..8], "eu-west-1", "sts", "aws4_request", $"AWS4-HMAC-SHA256\n{time}\n{scope}\n{Hash(canonical)}"])
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(step));
        if (isWrong)
            key[0] ^= 1;
        headers.Add(new(
            "authorization", $"AWS4-HMAC-SHA256 Credential={accessKeyId}/{scope}, SignedHeaders={names}, Signature={Convert.ToHexStringLower(key)}"));
        return new ReceivedRequest { Method = "GET", Target = "/", Headers = headers.ToArray() };
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
