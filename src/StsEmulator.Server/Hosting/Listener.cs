using System.Net;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using StsEmulator.Server.Configuration;

namespace StsEmulator.Server.Hosting;

/// <summary>The doors of the emulator. What stands behind one never answers at another.</summary>
internal enum ListenerKind
{
    Aws,
    Metadata,
    Verifier,
}

/// <summary>One listener: where it listens and, once started, the port it got.</summary>
internal sealed class Listener(ListenerKind kind, ListenUrl url)
{
    private ListenOptions? bound;

    public ListenerKind Kind => kind;

    public ListenUrl Url => url;

    /// <summary>Gets the URL for clients on this machine, with the port that was taken if any was asked for.</summary>
    public string ClientUrl => url.ForClients(bound?.IPEndPoint?.Port is { } port and > 0 ? port : url.Port);

    /// <summary>Tells which listener a request came in by; connections carry it, whatever the client writes into Host.</summary>
    public static ListenerKind Of(HttpContext context) => context.Features.GetRequiredFeature<ListenerKindFeature>().Kind;

    public void AddTo(KestrelServerOptions kestrel)
    {
        if (url.Address is null)
            kestrel.ListenLocalhost(url.Port, Configure);
        else
            kestrel.Listen(new IPEndPoint(url.Address, url.Port), Configure);
    }

    private void Configure(ListenOptions options)
    {
        bound = options;
        options.Protocols = kind == ListenerKind.Verifier ? HttpProtocols.Http2
            : url.IsSecure ? HttpProtocols.Http1AndHttp2
            : HttpProtocols.Http1;
        if (url.IsSecure)
            options.UseHttps();
        var feature = new ListenerKindFeature(kind);
        options.Use(next => connection =>
        {
            connection.Features.Set(feature);
            return next(connection);
        });
    }

    private sealed record ListenerKindFeature(ListenerKind Kind);
}
