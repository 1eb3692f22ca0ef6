using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace StsEmulator.IdentityProvider.Pages;

/// <summary>The files that pages load: style, mark and one script. Their names hold a digest, so browsers keep them for good.</summary>
public static class PageAssets
{
    private const string Prefix = "/_pages/";

    internal static PageAsset Style { get; } = PageAsset.Read("style", "css", "text/css; charset=utf-8");

    internal static PageAsset Submit { get; } = PageAsset.Read("submit", "js", "text/javascript; charset=utf-8");

    internal static PageAsset Mark { get; } = PageAsset.Read("mark", "svg", "image/svg+xml");

    /// <summary>Serves the files; every part of the server that shows pages needs them.</summary>
    public static IApplicationBuilder UsePageAssets(this IApplicationBuilder app) =>
        app.Use((context, next) => context.Request.Path.StartsWithSegments("/_pages") ? AnswerAsync(context) : next(context));

    private static Task AnswerAsync(HttpContext context)
    {
        PageAsset[] assets = [Style, Submit, Mark];
        var response = context.Response;
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            response.Headers.Allow = "GET, HEAD";
            return Task.CompletedTask;
        }
        if (Array.Find(assets, asset => context.Request.Path.Equals(asset.Path, StringComparison.Ordinal)) is not { } found)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
        response.ContentType = found.ContentType;
        response.ContentLength = found.Content.Length;
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        response.Headers.XContentTypeOptions = "nosniff";
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(found.Content, context.RequestAborted).AsTask();
    }

    internal sealed record PageAsset(string Path, string ContentType, ReadOnlyMemory<byte> Content)
    {
        public static PageAsset Read(string name, string extension, string contentType)
        {
            using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream($"pages/{name}.{extension}")
                ?? throw new InvalidOperationException($"`{name}.{extension}` belongs to the assembly.");
            byte[] content = new byte[stream.Length];
            stream.ReadExactly(content);
            string digest = Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8));
            return new PageAsset($"{Prefix}{name}.{digest}.{extension}", contentType, content);
        }
    }
}
