using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace StsEmulator.Protocols.Query;

/// <summary>Where the parameters of a query-protocol request are.</summary>
public static class RequestParameters
{
    /// <summary>
    /// Reads them from the form of a POST, otherwise from the query string; another body is none. False when there are too many.
    /// </summary>
    public static bool TryRead(HttpContext context, ReadOnlyMemory<byte> body, out QueryParameters parameters)
    {
        bool isForm = context.Request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;
        if (HttpMethods.IsPost(context.Request.Method) && isForm && !body.IsEmpty)
            return QueryParameters.TryParse(body.Span, out parameters!);
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        int query = target.IndexOf('?', StringComparison.Ordinal);
        if (query < 0)
        {
            parameters = QueryParameters.Empty;
            return true;
        }
        return QueryParameters.TryParse(Encoding.Latin1.GetBytes(target[(query + 1)..]), out parameters!);
    }
}
