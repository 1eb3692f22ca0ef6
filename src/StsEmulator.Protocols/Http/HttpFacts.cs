using Microsoft.AspNetCore.Http;
using StsEmulator.Iam.Authorization;

namespace StsEmulator.Protocols.Http;

/// <summary>What the network says of a request, for the global condition keys.</summary>
public static class HttpFacts
{
    /// <param name="region">The region that was called.</param>
    public static RequestFacts Of(HttpContext context, string region)
    {
        var address = context.Connection.RemoteIpAddress;
        var headers = context.Request.Headers;
        return new RequestFacts
        {
            SourceIp = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4().ToString() : address?.ToString(),
            UserAgent = headers.UserAgent.Count > 0 ? headers.UserAgent.ToString() : null,
            Referer = headers.Referer.Count > 0 ? headers.Referer.ToString() : null,
            IsSecure = context.Request.IsHttps,
            Region = region,
        };
    }
}
