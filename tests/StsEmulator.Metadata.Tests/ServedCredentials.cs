using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using StsEmulator.SigV4;

namespace StsEmulator.Metadata.Tests;

/// <summary>Credentials as a client reads them from the service, and a signer that uses them.</summary>
internal sealed record ServedCredentials(string AccessKeyId, string SecretAccessKey, string Token, DateTimeOffset Expiration)
{
    private static readonly byte[] Body = "Action=GetCallerIdentity&Version=2011-06-15"u8.ToArray();

    public static ServedCredentials Of(string json)
    {
        using var document = JsonDocument.Parse(json);
        string Text(string name) => document.RootElement.GetProperty(name).GetString()!;
        return new ServedCredentials(
            Text("AccessKeyId"), Text("SecretAccessKey"), Text("Token"), DateTimeOffset.Parse(Text("Expiration"), CultureInfo.InvariantCulture));
    }

    /// <summary>Signs a GetCallerIdentity call.</summary>
    public ReceivedRequest Sign(DateTimeOffset at)
    {
        string time = at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        string scope = $"{time[..8]}/us-east-1/sts/aws4_request";
        string headers = $"host:sts.amazonaws.com\nx-amz-date:{time}\nx-amz-security-token:{Token}\n";
        const string names = "host;x-amz-date;x-amz-security-token";
        string canonical = $"POST\n/\n\n{headers}\n{names}\n{Hash(Body)}";
        byte[] key = Encoding.UTF8.GetBytes("AWS4" + SecretAccessKey);
        foreach (string step in (string[])[time[..8], "us-east-1", "sts", "aws4_request", $"AWS4-HMAC-SHA256\n{time}\n{scope}\n{Hash(Encoding.UTF8.GetBytes(canonical))}"])
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(step));
        return new ReceivedRequest
        {
            Method = "POST",
            Target = "/",
            Body = Body,
            IsSecure = true,
            Headers = new HeaderField[]
            {
                new("Host", "sts.amazonaws.com"),
                new("X-Amz-Date", time),
                new("X-Amz-Security-Token", Token),
                new("Authorization", $"AWS4-HMAC-SHA256 Credential={AccessKeyId}/{scope}, SignedHeaders={names}, Signature={Convert.ToHexStringLower(key)}"),
            },
        };
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
