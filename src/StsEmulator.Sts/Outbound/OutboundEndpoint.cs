using Microsoft.AspNetCore.Http;
using StsEmulator.Federation.Outbound;

namespace StsEmulator.Sts.Outbound;

/// <summary>Serves the discovery documents and keys of the outbound issuers to anybody.</summary>
public sealed class OutboundEndpoint(OutboundDiscovery discovery)
{
    /// <summary>How long verifiers may keep what they read: keys are published ahead of nothing, so not long.</summary>
    private const string CacheControl = "public, max-age=60";

    /// <param name="path">The path below <see cref="OutboundIssuer.Path"/>.</param>
    public async Task HandleAsync(HttpContext context, string path)
    {
        var response = context.Response;
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            response.Headers.Allow = "GET, HEAD";
            return;
        }
        // Verifiers in pages read it too, and nothing in it is anybody's in particular.
        response.Headers.AccessControlAllowOrigin = "*";
        if (await discovery.FindAsync(path, context.RequestAborted) is not { } json)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        response.ContentType = "application/json";
        response.ContentLength = json.Length;
        response.Headers.CacheControl = CacheControl;
        if (HttpMethods.IsGet(context.Request.Method))
            await response.Body.WriteAsync(json, context.RequestAborted);
    }
}
