using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace StsEmulator.Server.Configuration;

/// <summary>The URL under which browsers, containers and verifiers reach the AWS listener, where it is not the one it listens on.</summary>
internal static class PublicUrl
{
    private static readonly SearchValues<char> NotInUrl = SearchValues.Create("?#@\\\"<>");

    /// <summary>Reads an absolute http or https URL without user, query and fragment; a slash at its end is dropped.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out string? url)
    {
        url = text.TrimEnd('/');
        return url.Length <= 255 && !url.AsSpan().ContainsAnyExceptInRange('!', '~') && !url.AsSpan().ContainsAny(NotInUrl)
            && Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https" && parsed.Host.Length > 0;
    }
}
