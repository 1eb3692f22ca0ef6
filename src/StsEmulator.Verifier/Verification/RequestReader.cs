using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using StsEmulator.SigV4;
using StsEmulator.Verifier.V1;

namespace StsEmulator.Verifier.Verification;

/// <summary>Reads the request that a message describes. What it holds is the signature check's business; here only that it can be one.</summary>
internal static class RequestReader
{
    private static readonly SearchValues<char> MethodCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-.^_`|~");

    public static bool TryRead(
        VerifyRequest message, [NotNullWhen(true)] out ReceivedRequest? request, [NotNullWhen(false)] out RequestProblem? problem)
    {
        request = null;
        problem = CheckMethod(message.Method) ?? CheckSource(message.SourceAddress) ?? CheckReceipt(message.ReceivedAt);
        if (problem is not null
            || !TryReadTarget(message, out string? target, out problem)
            || !TryReadPayload(message, out var body, out var digest, out problem)
            || !TryReadHeaders(message, out var headers, out problem))
        {
            return false;
        }
        request = new ReceivedRequest
        {
            Method = message.Method,
            Target = target,
            Headers = headers,
            Body = body,
            BodySha256 = digest,
            IsSecure = message.IsTls,
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

    private static bool TryReadTarget(
        VerifyRequest message, [NotNullWhen(true)] out string? target, [NotNullWhen(false)] out RequestProblem? problem)
    {
        target = message.TargetCase switch
        {
            VerifyRequest.TargetOneofCase.RawTarget => OctetText.Of(message.RawTarget),
            VerifyRequest.TargetOneofCase.RawTargetBytes => OctetText.Of(message.RawTargetBytes),
            _ => "",
        };
        problem = target.Length is > 0 and <= VerifierLimits.Target
            ? null
            : new RequestProblem("raw_target", $"expected 1 to {VerifierLimits.Target} octets");
        return problem is null;
    }

    private static bool TryReadPayload(
        VerifyRequest message, out ReadOnlyMemory<byte> body, out ReadOnlyMemory<byte> digest, [NotNullWhen(false)] out RequestProblem? problem)
    {
        body = default;
        digest = default;
        problem = null;
        switch (message.PayloadCase)
        {
            case VerifyRequest.PayloadOneofCase.Body:
                body = message.Body.Memory;
                if (body.Length > VerifierLimits.Body)
                    problem = new RequestProblem("body", $"expected at most {VerifierLimits.Body} octets; give body_sha256 for a larger one");
                break;
            case VerifyRequest.PayloadOneofCase.BodySha256:
                digest = ReadDigest(message.BodySha256);
                if (digest.IsEmpty)
                    problem = new RequestProblem("body_sha256", "expected 32 octets, or 64 hexadecimal digits");
                break;
        }
        return problem is null;
    }

    private static ReadOnlyMemory<byte> ReadDigest(ByteString given)
    {
        if (given.Length == 32)
            return given.Memory;
        byte[] octets = new byte[32];
        return given.Length == 64 && Convert.FromHexString(given.Span, octets, out _, out _) == OperationStatus.Done ? octets : default;
    }

    private static bool TryReadHeaders(
        VerifyRequest message, [NotNullWhen(true)] out HeaderField[]? headers, [NotNullWhen(false)] out RequestProblem? problem)
    {
        problem = null;
        var given = message.Headers;
        headers = new HeaderField[given.Count];
        int authority = -1;
        for (int i = 0; i < headers.Length; i++)
        {
            var header = given[i];
            string name = OctetText.Of(header.Name);
            string value = header.ContentCase switch
            {
                Header.ContentOneofCase.Value => OctetText.Of(header.Value),
                Header.ContentOneofCase.ValueBytes => OctetText.Of(header.ValueBytes),
                _ => "",
            };
            if (name.Length == 0)
                problem ??= new RequestProblem($"headers[{i}].name", "expected a header name");
            if (name.Length + value.Length > VerifierLimits.HeaderLine)
                problem ??= new RequestProblem($"headers[{i}]", $"expected at most {VerifierLimits.HeaderLine} octets of name and value");
            if (name == ":authority")
                authority = i;
            headers[i] = new HeaderField(name, value);
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
