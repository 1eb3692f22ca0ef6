using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace StsEmulator.SigV4.Tests;

/// <summary>A plain signer on strings, written apart from the product's code: what it signs, the product must accept.</summary>
internal sealed record TestSigner
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    public required string Service { get; init; }

    public required string Method { get; init; }

    public required string Target { get; init; }

    public required HeaderField[] Headers { get; init; }

    public byte[] Body { get; init; } = [];

    public string Region { get; init; } = Requests.Region;

    public string AccessKeyId { get; init; } = Requests.AccessKeyId;

    public string Secret { get; init; } = Requests.Secret;

    public string? Token { get; init; }

    public string Time { get; init; } = Requests.Time;

    /// <summary>Gets names to leave out of the signed headers though the request has them.</summary>
    public string[] Unsigned { get; init; } = [];

    public string Terminator { get; init; } = "aws4_request";

    public string? ScopeDate { get; init; }

    public bool IsSecure { get; init; } = true;

    private string Scope => $"{ScopeDate ?? Time[..8]}/{Region}/{Service}/{Terminator}";

    private bool IsS3 => Service.StartsWith("s3", StringComparison.Ordinal);

    public TestSigner With(string name, string value) => this with { Headers = [.. Headers, new HeaderField(name, value)] };

    public TestSigner Without(string name) =>
        this with { Headers = [.. Headers.Where(header => !header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))] };

    public ReceivedRequest Sign()
    {
        var signer = With("X-Amz-Date", Time);
        return (Token is null ? signer : signer.With("X-Amz-Security-Token", Token)).SignHeaders();
    }

    /// <summary>Signs the headers as they are: the date and token have to be among them.</summary>
    public ReceivedRequest SignHeaders()
    {
        string payload = Find("x-amz-content-sha256") ?? Requests.Sha256(Body);
        string names = string.Join(';', SignedNames());
        string signature = Signature(Target, names, payload);
        string authorization = $"AWS4-HMAC-SHA256 Credential={AccessKeyId}/{Scope}, SignedHeaders={names}, Signature={signature}";
        return Received(Target, [.. Headers, new HeaderField("Authorization", authorization)]);
    }

    public ReceivedRequest Presign(string? expires = "900")
    {
        string names = string.Join(';', SignedNames());
        string query = string.Join('&', new (string Name, string? Value)[]
        {
            ("X-Amz-Algorithm", "AWS4-HMAC-SHA256"),
            ("X-Amz-Credential", $"{AccessKeyId}/{Scope}"),
            ("X-Amz-Date", Time),
            ("X-Amz-Expires", expires),
            ("X-Amz-Security-Token", Token),
            ("X-Amz-SignedHeaders", names),
        }.Where(part => part.Value is not null).Select(part => $"{part.Name}={Encode(Encoding.UTF8.GetBytes(part.Value!))}"));
        string target = Target + (Target.Contains('?', StringComparison.Ordinal) ? '&' : '?') + query;
        string payload = Find("x-amz-content-sha256") ?? (IsS3 ? "UNSIGNED-PAYLOAD" : Requests.Sha256(Body));
        return Received($"{target}&X-Amz-Signature={Signature(target, names, payload)}", Headers);
    }

    private ReceivedRequest Received(string target, HeaderField[] headers) =>
        new() { Method = Method, Target = target, Headers = headers, Body = Body, IsSecure = IsSecure };

    private string? Find(string name) =>
        Headers.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private string[] SignedNames() =>
        [.. Headers.Select(header => header.Name.ToLowerInvariant()).Distinct().Except(Unsigned).Order(StringComparer.Ordinal)];

    private string Signature(string target, string names, string payload)
    {
        string[] parts = target.Split('?', 2);
        string headers = string.Concat(names.Split(';').Select(name =>
            name + ":" + string.Join(',', Headers.Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => Collapse(header.Value))) + "\n"));
        string canonical = string.Join('\n', Method, Path(parts[0]), parts.Length > 1 ? Query(parts[1]) : "", headers, names, payload);
        string text = $"AWS4-HMAC-SHA256\n{Time}\n{Scope}\n{Requests.Sha256(Encoding.Latin1.GetBytes(canonical))}";
        byte[] key = Encoding.UTF8.GetBytes("AWS4" + Secret);
        foreach (string step in Scope.Split('/')[..3].Append("aws4_request").Append(text))
            key = HMACSHA256.HashData(key, Encoding.Latin1.GetBytes(step));
        return Convert.ToHexStringLower(key);
    }

    private static string Collapse(string value) =>
        string.Join(' ', value.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private string Path(string path)
    {
        if (IsS3)
            return Encode(Decode(path)).Replace("%2F", "/", StringComparison.Ordinal);
        var kept = new List<string>();
        foreach (string segment in path.Split('/'))
        {
            if (segment == ".." && kept.Count > 0)
                kept.RemoveAt(kept.Count - 1);
            else if (segment is not ("" or "." or ".."))
                kept.Add(Encode(Encoding.Latin1.GetBytes(segment)));
        }

        string joined = "/" + string.Join('/', kept);
        return path.EndsWith('/') && kept.Count > 0 ? joined + "/" : joined;
    }

    private static string Query(string query) => string.Join('&', query.Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(piece => piece.Split('=', 2))
        .Select(pair => (Name: Encode(Decode(pair[0])), Value: Encode(Decode(pair.Length > 1 ? pair[1] : ""))))
        .OrderBy(pair => pair.Name, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal)
        .Select(pair => $"{pair.Name}={pair.Value}"));

    private static string Encode(byte[] octets) => string.Concat(octets.Select(octet =>
        Unreserved.Contains((char)octet, StringComparison.Ordinal) ? ((char)octet).ToString() : "%" + octet.ToString("X2", CultureInfo.InvariantCulture)));

    private static byte[] Decode(string text)
    {
        var octets = new List<byte>();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length &&
                byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte octet))
            {
                octets.Add(octet);
                i += 2;
            }
            else
            {
                octets.Add((byte)text[i]);
            }
        }

        return [.. octets];
    }
}
