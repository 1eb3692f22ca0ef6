using System.Net;
using System.Text;
using StsEmulator.Federation.Keys;
using StsEmulator.Federation.Tokens;
using StsEmulator.Iam.Directory;

namespace StsEmulator.Federation.Discovery;

/// <summary>Either a provider's keys or why they could not be fetched.</summary>
internal readonly record struct FetchedKeys(VerificationKeySet? Keys, DiscoveryFailure? Failure)
{
    public static implicit operator FetchedKeys(DiscoveryFailure failure) => new(null, failure);

    public static implicit operator FetchedKeys(VerificationKeySet keys) => new(keys, null);
}

/// <summary>
/// Fetches a provider's keys: the discovery document below its issuer, and the key set that it names. Sources: OpenID Connect Discovery
/// 1.0, section 4; RFC 8414, section 3.3.
/// </summary>
internal sealed class IssuerDocuments(DiscoveryRules rules, HostResolver resolve, TimeProvider machine)
{
    private const string WellKnown = "/.well-known/openid-configuration";

    /// <summary>Fetches; the time-out is the only thing that ends it early, because many callers may wait for it.</summary>
    public async Task<FetchedKeys> FetchAsync(OidcProvider provider)
    {
        using var timeout = new CancellationTokenSource(rules.Timeout, machine);
        using var connection = new IssuerConnection(provider, rules, resolve, machine);
        // A final slash of the issuer is not doubled (OpenID Connect Discovery 1.0, section 4.1).
        if (!TryUrl(provider.Url.TrimEnd('/') + WellKnown, mayBeOpen: true, out var documentUrl))
            return DiscoveryFailure.MalformedDocument;
        var (document, failure) = await GetAsync(connection, documentUrl, timeout.Token);
        if (document is null)
            return failure;
        if (KeysUrl(document, provider, out var keysFailure) is not { } keysUrl)
            return keysFailure;
        (document, failure) = await GetAsync(connection, keysUrl, timeout.Token);
        if (document is null)
        {
            return failure is DiscoveryFailure.Unreachable or DiscoveryFailure.Slow or DiscoveryFailure.ServerError or DiscoveryFailure.Refused
                ? DiscoveryFailure.KeysUnreachable
                : failure;
        }
        return VerificationKeySet.TryParse(Encoding.UTF8.GetString(document)) is { } keys ? keys : DiscoveryFailure.MalformedKeys;
    }

    private static Uri? KeysUrl(byte[] document, OidcProvider provider, out DiscoveryFailure failure)
    {
        failure = DiscoveryFailure.MalformedDocument;
        using var json = TokenJson.TryParseObject(document);
        if (json is null
            || !TokenJson.TryText(json.RootElement, "issuer", out string? issuer)
            || !TokenJson.TryText(json.RootElement, "jwks_uri", out string? keysUrl))
        {
            return null;
        }
        if (issuer != provider.Url)
        {
            failure = DiscoveryFailure.OtherIssuer;
            return null;
        }
        // A provider with TLS does not hand its keys out without.
        bool mayBeOpen = provider.Url.StartsWith("http://", StringComparison.Ordinal);
        return TryUrl(keysUrl, mayBeOpen, out var url) ? url : null;
    }

    private static bool TryUrl(string? text, bool mayBeOpen, out Uri url) =>
        Uri.TryCreate(text, UriKind.Absolute, out url!)
        && (url.Scheme == Uri.UriSchemeHttps || (mayBeOpen && url.Scheme == Uri.UriSchemeHttp))
        && url.UserInfo.Length == 0;

    private async Task<(byte[]? Document, DiscoveryFailure Failure)> GetAsync(IssuerConnection connection, Uri url, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await connection.GetAsync(url, cancellationToken);
            return (int)response.StatusCode switch
            {
                (int)HttpStatusCode.OK => await ReadAsync(response, cancellationToken) is { } document ? (document, default) : (null, DiscoveryFailure.TooLarge),
                >= 500 => (null, DiscoveryFailure.ServerError),
                >= 300 and < 400 => (null, DiscoveryFailure.Redirected),
                _ => (null, DiscoveryFailure.Refused),
            };
        }
        catch (OperationCanceledException)
        {
            return (null, DiscoveryFailure.Slow);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return (null, connection.Failure ?? DiscoveryFailure.Unreachable);
        }
    }

    /// <summary>Reads the whole document; null when it is longer than allowed.</summary>
    private async Task<byte[]?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength > rules.MaximumBytes)
            return null;
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var document = new MemoryStream();
        byte[] piece = new byte[8192];
        while (await body.ReadAsync(piece, cancellationToken) is var read and > 0)
        {
            if (document.Length + read > rules.MaximumBytes)
                return null;
            document.Write(piece, 0, read);
        }
        return document.ToArray();
    }
}
