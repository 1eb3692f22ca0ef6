using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace StsEmulator.IdentityProvider.Clients;

/// <summary>
/// Whether a redirect URI is one that a client registered: the same characters (RFC 9700, section 2.1), save that a client on loopback
/// takes whatever port it gets (RFC 8252, section 7.3).
/// </summary>
public static class RedirectUri
{
    /// <summary>The longest that is looked at, in characters.</summary>
    public const int MaximumLength = 2048;

    public static bool IsRegistered(IReadOnlyList<string> registered, [NotNullWhen(true)] string? presented)
    {
        if (presented is null or { Length: 0 or > MaximumLength } || Check(presented) is not null)
            return false;
        foreach (string uri in registered)
        {
            if (uri == presented || (LoopbackWithoutPort(uri) is { } known && known == LoopbackWithoutPort(presented)))
                return true;
        }
        return false;
    }

    /// <summary>Says what keeps a URI from being registered; null when nothing does.</summary>
    public static string? Check(string uri)
    {
        const string Expected = "expected an absolute URI without a fragment and user information; http, https or the scheme of an app, with a dot";
        if (uri.AsSpan().ContainsAnyExceptInRange('!', '~') || uri.AsSpan().ContainsAny("\\\"<>#"))
            return Expected;
        if (!Uri.TryCreate(uri, UriKind.Absolute, out var parsed) || parsed.UserInfo.Length > 0)
            return Expected;
        // An app's scheme is a reversed domain name (RFC 8252, section 7.1); that keeps out `javascript:` and `data:` too.
        return parsed.Scheme is "http" or "https" ? (parsed.Host.Length > 0 ? null : Expected) : parsed.Scheme.Contains('.', StringComparison.Ordinal) ? null : Expected;
    }

    /// <summary>Takes the port out of an http URI on loopback; null for any other URI.</summary>
    private static string? LoopbackWithoutPort(string uri)
    {
        const string Scheme = "http://";
        if (!uri.StartsWith(Scheme, StringComparison.Ordinal) || !Uri.TryCreate(uri, UriKind.Absolute, out var parsed))
            return null;
        bool isLoopback = parsed.Host == "localhost" || (IPAddress.TryParse(parsed.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
        if (!isLoopback)
            return null;
        int end = uri.AsSpan(Scheme.Length).IndexOfAny("/?");
        string authority = end < 0 ? uri[Scheme.Length..] : uri.Substring(Scheme.Length, end);
        int colon = authority.LastIndexOf(':');
        string host = colon > authority.LastIndexOf(']') ? authority[..colon] : authority;
        return host + (end < 0 ? "" : uri[(Scheme.Length + end)..]);
    }
}
