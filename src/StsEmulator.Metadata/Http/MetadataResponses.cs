using System.Globalization;
using Microsoft.AspNetCore.Http;
using StsEmulator.Iam.Time;
using StsEmulator.Metadata.Tree;

namespace StsEmulator.Metadata.Http;

/// <summary>Writes answers with the headers of the service; <c>Date</c> goes by the emulator's clock.</summary>
internal sealed class MetadataResponses(EmulatorClock clock)
{
    /// <summary>The header of both directions: the life asked for, granted, or left. Some SDKs fail without it.</summary>
    public const string TtlHeader = "X-Aws-Ec2-Metadata-Token-Ttl-Seconds";

    private volatile DateText date = new(long.MinValue, "");

    public async Task WriteTokenAsync(HttpContext context, ReadOnlyMemory<byte> token, int ttlSeconds)
    {
        var response = Begin(context, StatusCodes.Status200OK, MetadataContent.PlainText, token.Length);
        response.Headers[TtlHeader] = ttlSeconds.ToString(CultureInfo.InvariantCulture);
        await response.BodyWriter.WriteAsync(token, context.RequestAborted);
    }

    /// <param name="secondsLeft">The life left to the token that was presented; null for a request without one.</param>
    public async Task WriteAsync(HttpContext context, MetadataContent content, long? secondsLeft)
    {
        var response = Begin(context, StatusCodes.Status200OK, content.ContentType, content.Body.Length);
        response.Headers.AcceptRanges = "none";
        response.Headers.LastModified = content.LastModified.ToString("R", CultureInfo.InvariantCulture);
        if (secondsLeft is { } seconds)
            response.Headers[TtlHeader] = seconds.ToString(CultureInfo.InvariantCulture);
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.BodyWriter.WriteAsync(content.Body, context.RequestAborted);
    }

    public async Task WriteAsync(HttpContext context, ErrorPage page)
    {
        var response = Begin(context, page.Status, "text/html", page.Body.Length);
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.BodyWriter.WriteAsync(page.Body, context.RequestAborted);
    }

    public Task WriteNotAllowedAsync(HttpContext context, string allowed)
    {
        context.Response.Headers.Allow = allowed;
        return WriteAsync(context, ErrorPage.MethodNotAllowed);
    }

    private HttpResponse Begin(HttpContext context, int status, string contentType, int length)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = length;
        response.Headers.Server = "EC2ws";
        response.Headers.Date = Date();
        return response;
    }

    private string Date()
    {
        var now = clock.GetUtcNow();
        long second = now.ToUnixTimeSeconds();
        var known = date;
        if (known.Second != second)
            date = known = new DateText(second, now.ToString("R", CultureInfo.InvariantCulture));
        return known.Text;
    }

    private sealed record DateText(long Second, string Text);
}
