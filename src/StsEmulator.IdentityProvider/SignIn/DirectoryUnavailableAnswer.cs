using Microsoft.AspNetCore.Http;
using StsEmulator.IdentityProvider.OpenId;
using StsEmulator.IdentityProvider.Pages;
using StsEmulator.IdentityProvider.Users;

namespace StsEmulator.IdentityProvider.SignIn;

/// <summary>Answers for a user directory that does not: 503, as a page to people and as an error of OAuth to programs. Nobody is let in.</summary>
internal sealed class DirectoryUnavailableAnswer(RequestDelegate next)
{
    /// <summary>Source: RFC 6749, section 4.1.2.1, where the name of this error comes from.</summary>
    private const string OAuthError = """{"error":"temporarily_unavailable","error_description":"The user directory does not answer."}""";

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (UserDirectoryUnavailableException) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            if (context.Request.Path.Value is { } path && OpenIdPaths.ForScripts.Any(program => path.EndsWith(program, StringComparison.Ordinal)))
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                context.Response.ContentType = "application/json";
                context.Response.Headers.CacheControl = "no-store";
                await context.Response.WriteAsync(OAuthError, context.RequestAborted);
            }
            else
            {
                await PageWriter.WriteAsync(context, ErrorPages.DirectoryAway, StatusCodes.Status503ServiceUnavailable);
            }
        }
    }
}
