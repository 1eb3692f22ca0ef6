using System.Net;
using StsEmulator.Server.Configuration;

namespace StsEmulator.Server.Control;

/// <summary>
/// Who may use the control API. With an admin token configured: who presents it. Without: callers on this machine that are no web
/// page, for which Host, Origin, forwarding headers and the content type are looked at.
/// </summary>
internal sealed class ControlGuard(ServerOptions options)
{
    private static readonly string[] ForwardingHeaders = ["Forwarded", "X-Real-IP", "Via"];

    /// <summary>The refusal; null when the request may go on.</summary>
    public ControlAnswer? Refuse(HttpContext context)
    {
        var request = context.Request;
        if (options.AdminToken is { } token)
            return AdminToken.IsPresented(request, token) ? null : ControlAnswer.Unauthorized;
        if (context.Connection.RemoteIpAddress is not { } address || !IPAddress.IsLoopback(address))
            return ControlAnswer.Forbidden("The control API answers callers on this machine only; set STS_EMULATOR_ADMIN_TOKEN to open it.");
        if (!IsLoopbackHost(request.Host.Host))
            return ControlAnswer.Forbidden("The control API wants a loopback Host, such as 127.0.0.1 or localhost.");
        if (request.Headers.Origin.Count > 0)
            return ControlAnswer.Forbidden("The control API does not answer web pages: the request has an Origin.");
        if (IsForwarded(request))
            return ControlAnswer.Forbidden("The control API does not answer forwarded requests.");
        if (HasBody(request) && !IsJson(request.ContentType))
            return ControlAnswer.UnsupportedMediaType;
        return null;
    }

    internal static bool IsLoopbackHost(string host)
    {
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase))
            return true;
        string bare = host.StartsWith('[') && host.EndsWith(']') ? host[1..^1] : host;
        return IPAddress.TryParse(bare, out var address) && IPAddress.IsLoopback(address);
    }

    private static bool IsForwarded(HttpRequest request)
    {
        foreach (var (name, _) in request.Headers)
        {
            if (name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
                || ForwardingHeaders.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }

    private static bool HasBody(HttpRequest request) => request.ContentLength > 0 || request.Headers.TransferEncoding.Count > 0;

    private static bool IsJson(string? contentType)
    {
        var mediaType = contentType.AsSpan();
        int parameters = mediaType.IndexOf(';');
        return (parameters < 0 ? mediaType : mediaType[..parameters]).Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase);
    }
}
