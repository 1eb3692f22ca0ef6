using Microsoft.Net.Http.Headers;

namespace StsEmulator.Server.Hosting;

/// <summary>
/// CORS for SDKs in browsers, on the path that AWS APIs of the query family use and nowhere else. Any origin: requests are signed, and
/// no cookie counts there.
/// </summary>
internal static class BrowserAccess
{
    private const string ExposedHeaders =
        "x-amzn-RequestId, x-amzn-ErrorType, x-amzn-ErrorMessage, x-amz-request-id, Date, x-sts-emulator-authentication";

    /// <summary>How long a browser may keep the answer to its question, in seconds: two hours, the most that browsers heed.</summary>
    private const string MaximumAgeSeconds = "7200";

    public static Task Middleware(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (request.Headers.Origin.Count == 0 || request.Path.Value != "/")
            return next(context);
        var answer = context.Response.Headers;
        answer.AccessControlAllowOrigin = "*";
        bool isQuestion = HttpMethods.IsOptions(request.Method) && request.Headers.AccessControlRequestMethod.Count > 0;
        if (!isQuestion)
        {
            answer.AccessControlExposeHeaders = ExposedHeaders;
            return next(context);
        }
        answer.AccessControlAllowMethods = "GET, POST";
        // A star does not cover Authorization, so the names asked for are the names allowed.
        if (request.Headers.AccessControlRequestHeaders.Count > 0)
            answer.AccessControlAllowHeaders = request.Headers.AccessControlRequestHeaders;
        answer.AccessControlMaxAge = MaximumAgeSeconds;
        answer.Append(HeaderNames.Vary, HeaderNames.AccessControlRequestHeaders);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
