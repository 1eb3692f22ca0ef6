namespace StsEmulator.SigV4;

/// <summary>The default port in a host line. Lower-casing is not applied: the line is what the client sent.</summary>
internal static class HostName
{
    /// <summary>Says whether the host has no port or the scheme's default one, so that two spellings mean the same.</summary>
    public static bool HasOtherSpelling(ReadOnlySpan<char> host, bool isSecure) =>
        !host.IsEmpty && (!HasPort(host) || host.EndsWith(DefaultPort(isSecure)));

    /// <summary>Gives the other spelling in two pieces: the bare host, and the port to add after it, if any.</summary>
    public static ReadOnlySpan<char> WithoutDefaultPort(ReadOnlySpan<char> host, bool isSecure, out ReadOnlySpan<char> added)
    {
        string port = DefaultPort(isSecure);
        bool hasDefault = HasPort(host) && host.EndsWith(port);
        added = hasDefault ? default : port;
        return hasDefault ? host[..^port.Length] : host;
    }

    /// <remarks>The colons of an IPv6 address stand before its closing bracket.</remarks>
    private static bool HasPort(ReadOnlySpan<char> host) => host.LastIndexOf(':') > host.LastIndexOf(']');

    private static string DefaultPort(bool isSecure) => isSecure ? ":443" : ":80";
}
