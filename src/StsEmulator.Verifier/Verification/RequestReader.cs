using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using Google.Protobuf.WellKnownTypes;
using StsEmulator.SigV4;

namespace StsEmulator.Verifier.Verification;

/// <summary>Reads the request that a question describes. What it holds is the signature check's business; here only that it can be one.</summary>
internal static class RequestReader
{
    private static readonly SearchValues<char> MethodCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-.^_`|~");

    public static bool TryRead(
        VerifyQuestion question, [NotNullWhen(true)] out ReceivedRequest? request, [NotNullWhen(false)] out RequestProblem? problem)
    {
        request = null;
        problem = CheckMethod(question.Method) ?? CheckSource(question.SourceAddress) ?? CheckReceipt(question.ReceivedAt)
            ?? CheckTarget(question.Target) ?? CheckBody(question.Body);
        if (problem is not null
            || !TryReadDigest(question.BodySha256, out var digest, out problem)
            || !TryReadHeaders(question.Headers, out var headers, out problem))
        {
            return false;
        }
        request = new ReceivedRequest
        {
            Method = question.Method,
            Target = question.Target,
            Headers = headers,
            Body = question.Body,
            BodySha256 = digest,
            IsSecure = question.IsTls,
        };
        return true;
    }

    private static RequestProblem? CheckMethod(string method) =>
        method.Length is > 0 and <= VerifierLimits.Method && !method.AsSpan().ContainsAnyExcept(MethodCharacters)
            ? null
            : new RequestProblem("method", $"expected an HTTP method of 1 to {VerifierLimits.Method} characters");

    private static RequestProblem? CheckSource(string address) =>
        address.Length == 0 || IPAddress.TryParse(address, out _) ? null : new RequestProblem("source_address", "expected an IP address");

    private static RequestProblem? CheckReceipt(Timestamp? receivedAt) =>
        receivedAt is null || (receivedAt.Nanos is >= 0 and < 1_000_000_000 && receivedAt.Seconds is >= -62_135_596_800 and <= 253_402_300_799)
            ? null
            : new RequestProblem("received_at", "expected a time of the years 1 to 9999");

    private static RequestProblem? CheckTarget(string target) => target.Length is > 0 and <= VerifierLimits.Target
        ? null
        : new RequestProblem("raw_target", $"expected 1 to {VerifierLimits.Target} octets");

    private static bool TryReadDigest(
        ReadOnlyMemory<byte>? given, out ReadOnlyMemory<byte> digest, [NotNullWhen(false)] out RequestProblem? problem)
    {
        digest = default;
        problem = null;
        if (given is not { } octets)
            return true;
        digest = ReadDigest(octets);
        if (digest.IsEmpty)
            problem = new RequestProblem("body_sha256", "expected 32 octets, or 64 hexadecimal digits");
        return problem is null;
    }

    private static ReadOnlyMemory<byte> ReadDigest(ReadOnlyMemory<byte> given)
    {
        if (given.Length == 32)
            return given;
        byte[] octets = new byte[32];
        return given.Length == 64 && Convert.FromHexString(given.Span, octets, out _, out _) == OperationStatus.Done ? octets : default;
    }

    private static RequestProblem? CheckBody(ReadOnlyMemory<byte> body) => body.Length <= VerifierLimits.Body
        ? null
        : new RequestProblem("body", $"expected at most {VerifierLimits.Body} octets; give body_sha256 for a larger one");

    private static bool TryReadHeaders(
        HeaderField[] given, out HeaderField[] headers, [NotNullWhen(false)] out RequestProblem? problem)
    {
        problem = null;
        headers = given;
        int authority = -1;
        for (int i = 0; i < headers.Length; i++)
        {
            var (name, value) = headers[i];
            if (name.Length == 0)
                problem ??= new RequestProblem($"headers[{i}].name", "expected a header name");
            if (name.Length + value.Length > VerifierLimits.HeaderLine)
                problem ??= new RequestProblem($"headers[{i}]", $"expected at most {VerifierLimits.HeaderLine} octets of name and value");
            if (name == ":authority")
                authority = i;
        }
        if (authority >= 0)
            headers = WithHost(headers, authority);
        return problem is null;
    }

    /// <summary>Gives the authority as the host that it is; once, where a host line says the same (RFC 9113 section 8.3.1).</summary>
    private static HeaderField[] WithHost(HeaderField[] headers, int authority)
    {
        string value = headers[authority].Value;
        bool isRepeated = Array.Exists(headers, header => header.Name.Equals("host", StringComparison.OrdinalIgnoreCase) && header.Value == value);
        if (isRepeated)
            return [.. headers[..authority], .. headers[(authority + 1)..]];
        headers[authority] = new HeaderField("host", value);
        return headers;
    }
}
