using Microsoft.AspNetCore.Http;

namespace StsEmulator.IdentityProvider.ConsoleSignIn;

/// <summary>
/// Where a login from outside asks to be taken: a page of this server, which is gone to, or one of the real console, which is only shown. The
/// browser is sent to no other host.
/// </summary>
/// <param name="Path">The path and query of a page of this server.</param>
/// <param name="ConsoleUrl">The URL of a page of the real console.</param>
internal sealed record ConsoleDestination(string? Path, string? ConsoleUrl)
{
    /// <summary>The longest one, in characters: a console URL has to fit into the cookie.</summary>
    private const int MaximumLength = 512;

    private static readonly string[] ConsoleHosts = [".aws.amazon.com", ".amazonaws.cn", ".amazonaws-us-gov.com"];

    /// <summary>Reads a destination; null when it is neither.</summary>
    public static ConsoleDestination? Read(string text, ConsoleAddress address)
    {
        // Browsers take a backslash for a slash and drop tabs and line breaks: `/\host` would lead away.
        if (text.Length is 0 or > MaximumLength || text.AsSpan().ContainsAnyExceptInRange('!', '~') || text.Contains('\\', StringComparison.Ordinal))
            return null;
        if (text.StartsWith('/'))
            return text.StartsWith("//", StringComparison.Ordinal) ? null : new ConsoleDestination(text, null);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.UserInfo.Length > 0)
            return null;
        if (address.IsOwn(url))
            return url.AbsolutePath.StartsWith("//", StringComparison.Ordinal) ? null : new ConsoleDestination(url.PathAndQuery, null);
        return url.Scheme == Uri.UriSchemeHttps && url.IsDefaultPort && Array.Exists(ConsoleHosts, host => url.Host.EndsWith(host, StringComparison.OrdinalIgnoreCase))
            ? new ConsoleDestination(null, url.AbsoluteUri)
            : null;
    }

    /// <summary>Sends the browser on: to the page of this server, or to the one that says who is signed in.</summary>
    public void Follow(HttpContext context, ConsolePages pages)
    {
        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Location = Path ?? pages.PathOf(ConsolePaths.SignIn);
    }
}
