using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace StsEmulator.Server.Configuration;

/// <summary>Where a listener listens: an address, <c>localhost</c> (both loopback addresses) or every address.</summary>
internal sealed record ListenUrl(bool IsSecure, IPAddress? Address, int Port)
{
    /// <summary>Gets whether only this machine can reach the listener. A null address stands for <c>localhost</c>.</summary>
    public bool IsLoopback => Address is null || IPAddress.IsLoopback(Address);

    public string Scheme => IsSecure ? "https" : "http";

    /// <summary>Reads <c>http://ADDRESS[:PORT]</c>; the address is an IP address, <c>localhost</c> or <c>*</c>. Port 0 takes a free one.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ListenUrl? url, [NotNullWhen(false)] out string? problem)
    {
        url = null;
        problem = $"`{text}` is no listener URL; use `http://ADDRESS:PORT` with an IP address, `localhost` or `*`";
        int scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0 || text[..scheme].ToLowerInvariant() is not ("http" or "https"))
            return false;
        bool isSecure = text.StartsWith("https", StringComparison.OrdinalIgnoreCase);
        string rest = text[(scheme + 3)..];
        if (rest.EndsWith('/'))
            rest = rest[..^1];
        int colon = rest.LastIndexOf(':');
        bool hasPort = colon >= 0 && !rest.EndsWith(']');
        string host = hasPort ? rest[..colon] : rest;
        int port = isSecure ? 443 : 80;
        if (hasPort && (!int.TryParse(rest[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out port) || port > IPEndPoint.MaxPort))
            return false;
        if (!TryReadHost(host, out var address))
            return false;
        if (address is null && port == 0)
        {
            problem = $"`{text}` takes a free port, which needs one address; use `127.0.0.1` in place of `localhost`";
            return false;
        }
        url = new ListenUrl(isSecure, address, port);
        problem = null;
        return true;
    }

    /// <summary>The URL that a client on this machine uses.</summary>
    public string ForClients(int port)
    {
        string host = Address switch
        {
            null => "localhost",
            _ when Address.Equals(IPAddress.Any) => "127.0.0.1",
            _ when Address.Equals(IPAddress.IPv6Any) => "127.0.0.1",
            { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 } => $"[{Address}]",
            _ => Address.ToString(),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{Scheme}://{host}:{port}");
    }

    private static bool TryReadHost(string host, out IPAddress? address)
    {
        address = null;
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            return true;
        if (host is "*" or "+")
        {
            address = IPAddress.IPv6Any;
            return true;
        }
        bool isBracketed = host.StartsWith('[') && host.EndsWith(']');
        if (!IPAddress.TryParse(isBracketed ? host[1..^1] : host, out address))
            return false;
        // A number alone parses as an address too (`http://4592`), and an IPv6 address needs its brackets.
        bool isVersion6 = address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6;
        return isVersion6 == isBracketed && (isVersion6 || host.Count(c => c == '.') == 3);
    }
}
