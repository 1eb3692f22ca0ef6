using System.Buffers;

namespace StsEmulator.IamApi.Providers;

/// <summary>
/// The URLs that a provider may be registered under: https, without port, query and fragment. Case and a slash at the end matter, because
/// tokens are compared with it character by character. Source: IAM API, CreateOpenIDConnectProvider, Url.
/// </summary>
internal static class OidcProviderUrl
{
    private const string Scheme = "https://";

    /// <summary>What no issuer has: a query, a fragment, a user, and what no URL has.</summary>
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("?#@\\\"<>");

    public static bool IsValid(string url)
    {
        if (!url.StartsWith(Scheme, StringComparison.Ordinal) || url.AsSpan().ContainsAnyExceptInRange('!', '~') || url.AsSpan().ContainsAny(Forbidden))
            return false;
        string host = url[Scheme.Length..].Split('/', 2)[0];
        return host.Length > 0 && !host.Contains(':', StringComparison.Ordinal)
            && Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.HostNameType is UriHostNameType.Dns or UriHostNameType.IPv4;
    }
}
