using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace StsEmulator.Benchmarks.Requests;

/// <summary>An STS POST as SDKs send it, signed once. It may be repeated as long as its time is current, which is 15 minutes.</summary>
internal sealed class SignedForm
{
    private const string Region = "us-east-1";
    private const string FormType = "application/x-www-form-urlencoded; charset=utf-8";

    /// <summary>Of the length that SDKs have.</summary>
    private const string UserAgent =
        "aws-sdk-benchmark/1.0 ua/2.1 os/linux#6.1 lang/csharp#14 md/arch#x86_64 md/runtime#net10 cfg/retry-mode#standard m/D,Z,b";

    public required string Body { get; init; }

    /// <summary>Gets the header lines, Host first; Content-Length is the transport's.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    public PlainRequest Request => new("POST", "/", Headers, Body);

    public required string CanonicalRequest { get; init; }

    public required string StringToSign { get; init; }

    public static SignedForm GetCallerIdentity(string host, Credentials credentials) =>
        Sign("Action=GetCallerIdentity&Version=2011-06-15", host, credentials, TimeProvider.System.GetUtcNow());

    public static SignedForm AssumeRole(string host, Credentials credentials, string roleArn) => Sign(
        $"Action=AssumeRole&Version=2011-06-15&RoleArn={Uri.EscapeDataString(roleArn)}&RoleSessionName=benchmark-session",
        host, credentials, TimeProvider.System.GetUtcNow());

    /// <summary>Signs a form. Source: AWS Signature Version 4, "Create a signed request".</summary>
    public static SignedForm Sign(string body, string host, Credentials credentials, DateTimeOffset now, string service = "sts")
    {
        string time = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        string scope = $"{time[..8]}/{Region}/{service}/aws4_request";
        var signed = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["content-type"] = FormType,
            ["host"] = host,
            ["x-amz-date"] = time,
        };
        if (credentials.SessionToken is { } token)
            signed["x-amz-security-token"] = token;

        string names = string.Join(';', signed.Keys);
        string canonical = string.Join(
            '\n', "POST", "/", "", string.Concat(signed.Select(header => $"{header.Key}:{header.Value}\n")), names, Hash(body));
        byte[] key = Encoding.UTF8.GetBytes("AWS4" + credentials.SecretAccessKey);
        string stringToSign = $"AWS4-HMAC-SHA256\n{time}\n{scope}\n{Hash(canonical)}";
        foreach (string step in scope.Split('/').Append(stringToSign))
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(step));

        List<KeyValuePair<string, string>> headers = [new("Host", host), new("User-Agent", UserAgent), new("Accept-Encoding", "identity")];
        headers.AddRange(signed.Where(header => header.Key != "host"));
        headers.Add(new("Authorization", $"AWS4-HMAC-SHA256 Credential={credentials.AccessKeyId}/{scope}, SignedHeaders={names}, Signature={Convert.ToHexStringLower(key)}"));
        return new SignedForm { Body = body, Headers = headers, CanonicalRequest = canonical, StringToSign = stringToSign };
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
