using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using StackExchange.Redis;

namespace StsEmulator.Redis;

/// <summary>Where Redis is and under which prefix the emulator keeps its keys.</summary>
public sealed record RedisStoreOptions
{
    /// <summary>The prefix of every key unless the URL's path names another.</summary>
    public const string DefaultPrefix = "sts";

    private const int DefaultPort = 6379;

    /// <summary>Gets the servers, <c>host:port</c>; several of one cluster, or a primary and its replicas.</summary>
    public required IReadOnlyList<(string Host, int Port)> Servers { get; init; }

    public string Prefix { get; init; } = DefaultPrefix;

    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>Gets whether the connection uses TLS (<c>rediss://</c>).</summary>
    public bool IsSecure { get; init; }

    /// <summary>
    /// Reads <c>redis://[[user:]password@]host[:port][,host[:port]…][/prefix]</c>; user and password percent-encoded, <c>rediss</c> for
    /// TLS. False when it is not of that form.
    /// </summary>
    public static bool TryParse(string url, [NotNullWhen(true)] out RedisStoreOptions? options)
    {
        options = null;
        bool isSecure = url.StartsWith("rediss://", StringComparison.OrdinalIgnoreCase);
        if (!isSecure && !url.StartsWith("redis://", StringComparison.OrdinalIgnoreCase))
            return false;
        string rest = url[(url.IndexOf("://", StringComparison.Ordinal) + 3)..];
        int at = rest.LastIndexOf('@');
        string? credentials = at < 0 ? null : rest[..at];
        rest = rest[(at + 1)..];
        int slash = rest.IndexOf('/', StringComparison.Ordinal);
        string prefix = slash < 0 ? "" : rest[(slash + 1)..];
        if (!TryParseServers(slash < 0 ? rest : rest[..slash], out var servers) || !IsPrefix(prefix))
            return false;
        int colon = credentials?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        string? user = colon > 0 ? Uri.UnescapeDataString(credentials![..colon]) : null;
        string? password = credentials is null ? null : Uri.UnescapeDataString(credentials[(colon + 1)..]);
        options = new RedisStoreOptions
        {
            Servers = servers,
            IsSecure = isSecure,
            User = user,
            Password = password,
            Prefix = prefix.Length == 0 ? DefaultPrefix : prefix,
        };
        return true;
    }

    // INVARIANT: the password is a secret and stays out of every generated text.
    public override string ToString() => string.Join(',', Servers.Select(server => $"{server.Host}:{server.Port}"));

    internal ConfigurationOptions ToConfiguration()
    {
        var configuration = new ConfigurationOptions
        {
            // A start without Redis is not the end: calls fail at once until it is there.
            AbortOnConnectFail = false,
            BacklogPolicy = BacklogPolicy.FailFast,
            ConnectTimeout = 2000,
            AsyncTimeout = 2000,
            SyncTimeout = 2000,
            ReconnectRetryPolicy = new LinearRetry(250),
            ConnectRetry = 1,
            User = User,
            Password = Password,
            Ssl = IsSecure,
            ClientName = "sts-emulator",
        };
        foreach (var (host, port) in Servers)
            configuration.EndPoints.Add(host, port);
        return configuration;
    }

    /// <summary>A prefix stands inside a hash tag and a scan pattern, so it holds no character that means something there.</summary>
    private static bool IsPrefix(string text) => text.Length <= 64 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    private static bool TryParseServers(string text, out List<(string Host, int Port)> servers)
    {
        servers = [];
        foreach (string server in text.Split(','))
        {
            int colon = server.EndsWith(']') ? -1 : server.LastIndexOf(':');
            string host = colon < 0 ? server : server[..colon];
            int port = DefaultPort;
            if (!IsHost(host) || (colon >= 0 && !int.TryParse(server[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out port)))
                return false;
            if (port is < 1 or > 65_535)
                return false;
            servers.Add((host.Trim('[', ']'), port));
        }
        return servers.Count > 0;
    }

    /// <summary>A name or address; an IPv6 address in brackets, so that its colons are not taken for the port's.</summary>
    private static bool IsHost(string text) => Uri.CheckHostName(text) switch
    {
        UriHostNameType.Dns or UriHostNameType.IPv4 => true,
        UriHostNameType.IPv6 => text.StartsWith('['),
        _ => false,
    };
}
