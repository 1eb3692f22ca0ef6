using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace StsEmulator.SigV4;

/// <summary>
/// Signs a request as a client does, in headers. It writes the canonical form with the verifier's own parts; the tests hold both against
/// signatures of others.
/// </summary>
/// <param name="accessKeyId">The access key id.</param>
/// <param name="secretAccessKey">The secret access key.</param>
/// <param name="sessionToken">The token of temporary credentials, or null.</param>
public sealed class RequestSigner(string accessKeyId, string secretAccessKey, string? sessionToken)
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>Signs every header given, and gives the headers to add: <c>X-Amz-Date</c>, the token if there is one, <c>Authorization</c>.</summary>
    /// <param name="headers">The headers to sign, <c>Host</c> among them; no two of one name.</param>
    public IReadOnlyList<HeaderField> Sign(
        string method, string target, IReadOnlyList<HeaderField> headers, ReadOnlySpan<byte> body, string region, string service, DateTimeOffset now)
    {
        string time = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        string scope = $"{time[..8]}/{region}/{service}/{CredentialScope.ExpectedTerminator}";
        List<HeaderField> added = [new("X-Amz-Date", time)];
        if (sessionToken is not null)
            added.Add(new HeaderField("X-Amz-Security-Token", sessionToken));

        var signed = headers.Concat(added)
            .Select(header => (Name: header.Name.ToLowerInvariant(), Value: CollapseSpaces(header.Value)))
            .OrderBy(header => header.Name, StringComparer.Ordinal)
            .ToList();
        string names = string.Join(';', signed.Select(header => header.Name));

        OctetBuffer canonical = new();
        canonical.WriteOctets(method);
        canonical.Write((byte)'\n');
        int question = target.IndexOf('?', StringComparison.Ordinal);
        CanonicalPath.WriteNormalized(question < 0 ? target : target.AsSpan(0, question), canonical);
        canonical.Write((byte)'\n');
        new CanonicalQuery().Write(question < 0 ? [] : target.AsSpan(question + 1), isPresigned: false, redact: false, canonical);
        canonical.Write((byte)'\n');
        foreach (var (name, value) in signed)
            canonical.WriteOctets($"{name}:{value}\n");
        canonical.WriteOctets($"\n{names}\n{Convert.ToHexStringLower(SHA256.HashData(body))}");
        if (canonical.Overflowed)
            throw new ArgumentException("The request is longer than any that can be verified.", nameof(target));

        string stringToSign = $"{Algorithm}\n{time}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(canonical.Written))}";
        Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];
        SigningKey.Derive(secretAccessKey, time.AsSpan(0, 8), region, service).Sign(Encoding.UTF8.GetBytes(stringToSign), signature);
        added.Add(new HeaderField(
            "Authorization", $"{Algorithm} Credential={accessKeyId}/{scope}, SignedHeaders={names}, Signature={Convert.ToHexStringLower(signature)}"));
        return added;
    }

    private static string CollapseSpaces(string value) =>
        string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
