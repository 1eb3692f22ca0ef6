using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace StsEmulator.Sts.Tests;

/// <summary>A call to be signed and sent: a plain signer on strings, written apart from the product's code.</summary>
internal sealed record StsCall
{
    public const string Form = "application/x-www-form-urlencoded";

    public string Method { get; init; } = "POST";

    /// <summary>Gets the query string, without its question mark, as it is sent.</summary>
    public string Query { get; init; } = "";

    public byte[] Body { get; init; } = [];

    public string? ContentType { get; init; } = Form;

    public Credentials? Credentials { get; init; }

    public string Region { get; init; } = "us-east-1";

    public string Service { get; init; } = "sts";

    public bool IsPresigned { get; init; }

    public int PresignedExpires { get; init; } = 900;

    /// <summary>Gets how far the signature's time is from the fixture's clock.</summary>
    public TimeSpan SignedAt { get; init; }

    /// <summary>Gets headers to send and sign.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>Gets the payload hash to sign when it is not the body's.</summary>
    public string? PayloadHash { get; init; }

    public bool IsSignatureWrong { get; init; }

    public bool IsChunked { get; init; }

    public static StsCall Of(string action, params (string Name, string Value)[] parameters) =>
        new() { Body = Encoding.UTF8.GetBytes(Encode([("Action", action), ("Version", "2011-06-15"), .. parameters])) };

    /// <summary>The same call with its parameters in the query string.</summary>
    public StsCall AsGet() => this with { Method = "GET", Query = Encoding.UTF8.GetString(Body), Body = [], ContentType = null };

    public StsCall With(string name, string value) => this with { Headers = [.. Headers, (name, value)] };

    public static string Encode(IEnumerable<(string Name, string Value)> parameters) =>
        string.Join('&', parameters.Select(parameter => $"{Uri.EscapeDataString(parameter.Name)}={Uri.EscapeDataString(parameter.Value)}"));

    public HttpRequestMessage ToRequest(Uri endpoint, DateTimeOffset now)
    {
        string time = (now + SignedAt).UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var headers = new List<(string Name, string Value)>([("host", Headers.FirstOrDefault(header => header.Name == "host").Value ?? endpoint.Authority)]);
        headers.AddRange(Headers.Where(header => header.Name != "host"));
        string query = Query;
        string? authorization = null;
        if (Credentials is { } credentials && IsPresigned)
        {
            string names = SignedNames(headers);
            query = Join(query, Encode(
            [
                ("X-Amz-Algorithm", "AWS4-HMAC-SHA256"), ("X-Amz-Credential", $"{credentials.AccessKeyId}/{Scope(time)}"), ("X-Amz-Date", time),
                ("X-Amz-Expires", PresignedExpires.ToString(CultureInfo.InvariantCulture)),
                .. credentials.SessionToken is { } token ? new[] { ("X-Amz-Security-Token", token) } : [],
                ("X-Amz-SignedHeaders", names),
            ]));
            query += "&X-Amz-Signature=" + Signature(credentials, time, query, headers);
        }
        else if (Credentials is { } signing)
        {
            headers.Add(("x-amz-date", time));
            if (signing.SessionToken is { } token)
                headers.Add(("x-amz-security-token", token));
            authorization = $"AWS4-HMAC-SHA256 Credential={signing.AccessKeyId}/{Scope(time)}, SignedHeaders={SignedNames(headers)}, "
                + $"Signature={Signature(signing, time, query, headers)}";
        }

        var target = new Uri(endpoint, query.Length == 0 ? "/" : "/?" + query);
        var request = new HttpRequestMessage(new HttpMethod(Method), target);
        if (Body.Length > 0 || ContentType is not null)
        {
            request.Content = new ByteArrayContent(Body);
            if (ContentType is not null)
                request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(ContentType);
            request.Headers.TransferEncodingChunked = IsChunked;
        }
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return request;
    }

    private static string Join(string query, string more) => query.Length == 0 ? more : $"{query}&{more}";

    private static string SignedNames(IEnumerable<(string Name, string Value)> headers) =>
        string.Join(';', headers.Select(header => header.Name.ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal));

    private string Scope(string time) => $"{time[..8]}/{Region}/{Service}/aws4_request";

    private string Signature(Credentials credentials, string time, string query, List<(string Name, string Value)> headers)
    {
        string canonicalQuery = string.Join('&', query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(piece => piece.Contains('=', StringComparison.Ordinal) ? piece : piece + "=")
            .OrderBy(piece => piece.Split('=')[0], StringComparer.Ordinal).ThenBy(piece => piece, StringComparer.Ordinal));
        var lines = headers.GroupBy(header => header.Name.ToLowerInvariant()).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"{group.Key}:{string.Join(',', group.Select(header => header.Value.Trim()))}\n");
        string hash = PayloadHash ?? Convert.ToHexStringLower(SHA256.HashData(Body));
        string canonical = $"{Method}\n/\n{canonicalQuery}\n{string.Concat(lines)}\n{SignedNames(headers)}\n{hash}";
        string text = $"AWS4-HMAC-SHA256\n{time}\n{Scope(time)}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.Latin1.GetBytes(canonical)))}";
        byte[] key = Encoding.UTF8.GetBytes("AWS4" + credentials.SecretAccessKey);
        foreach (string step in (string[])[time[..8], Region, Service, "aws4_request", text])
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(step));
        if (IsSignatureWrong)
            key[0] ^= 1;
        return Convert.ToHexStringLower(key);
    }
}
