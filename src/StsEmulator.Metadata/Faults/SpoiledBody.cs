using Microsoft.AspNetCore.Http;

namespace StsEmulator.Metadata.Faults;

/// <summary>Lets an answer be made, then sends it with a spoiled body; refusals pass as they are.</summary>
internal static class SpoiledBody
{
    /// <summary>Begins as the service's JSON does.</summary>
    private static readonly byte[] Malformed = "{\n  \"Code\" : \"Success\",\n  \"LastUpdated\" : "u8.ToArray();

    public static async Task ServeAsync(HttpContext context, RequestDelegate next, BodyDamage damage)
    {
        var response = context.Response;
        var wire = response.Body;
        using MemoryStream made = new();
        response.Body = made;
        try
        {
            await next(context);
            await response.BodyWriter.FlushAsync(context.RequestAborted);
        }
        finally
        {
            response.Body = wire;
        }

        var body = made.GetBuffer().AsMemory(0, (int)made.Length);
        bool isSpoiled = response.StatusCode == StatusCodes.Status200OK;
        if (isSpoiled && damage == BodyDamage.Empty)
            body = default;
        else if (isSpoiled && damage == BodyDamage.Malformed)
            body = Malformed;
        response.ContentLength = body.Length;
        if (HttpMethods.IsHead(context.Request.Method))
            return;
        if (!isSpoiled || damage != BodyDamage.Truncated)
        {
            await wire.WriteAsync(body, context.RequestAborted);
            return;
        }
        // The length of the whole is announced, half of it sent.
        await wire.WriteAsync(body[..(body.Length / 2)], context.RequestAborted);
        await wire.FlushAsync(context.RequestAborted);
        context.Abort();
    }
}
