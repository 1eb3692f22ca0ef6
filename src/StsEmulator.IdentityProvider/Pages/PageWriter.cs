using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace StsEmulator.IdentityProvider.Pages;

/// <summary>Sends pages: the frame around the content, and the headers that keep a page to itself.</summary>
public static class PageWriter
{
    public static Task WriteAsync(HttpContext context, Page page, int statusCode = StatusCodes.Status200OK)
    {
        byte[] body = Encoding.UTF8.GetBytes(Render(page).ToString());
        var response = context.Response;
        response.StatusCode = statusCode;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = body.Length;
        response.Headers.ContentSecurityPolicy = ContentSecurityPolicy(page);
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.XFrameOptions = "DENY";
        response.Headers[HeaderNames.CacheControl] = "no-store";
        // Pages stand behind URLs that carry state, nonces and codes of a login. Forms keep their Origin header this way.
        response.Headers["Referrer-Policy"] = "same-origin";
        return response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    internal static string ContentSecurityPolicy(Page page)
    {
        string targets = string.Concat(page.FormTargets.Select(target => " " + SourceOf(target)).Distinct());
        string script = page.SubmitsItself ? " script-src 'self';" : "";
        return $"default-src 'none'; style-src 'self'; img-src 'self';{script} form-action 'self'{targets}; frame-ancestors 'none'; base-uri 'none'";
    }

    /// <summary>A source expression knows no IPv6 address (CSP 3, section 2.3.1), and an app's own scheme has no host: there the scheme has to do.</summary>
    private static string SourceOf(Uri target) =>
        target.Scheme is "http" or "https" && target.HostNameType is (UriHostNameType.Dns or UriHostNameType.IPv4)
            ? target.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)
            : target.Scheme + ":";

    private static Html Render(Page page) => Html.Of($"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{page.Title} · StsEmulator</title>
        <link rel="icon" href="{PageAssets.Mark.Path}" type="image/svg+xml">
        <link rel="stylesheet" href="{PageAssets.Style.Path}">
        {Html.When(page.SubmitsItself, $"<script src=\"{PageAssets.Submit.Path}\" defer></script>")}
        </head>
        <body>
        <a class="skip" href="#main">Skip to content</a>
        <header class="bar">
        <p class="brand"><img src="{PageAssets.Mark.Path}" alt="" width="28" height="28"><span>StsEmulator</span></p>
        <p class="place">{page.Place}</p>
        {SignedIn(page)}
        </header>
        <main id="main" tabindex="-1" class="{(page.IsWide ? "wide" : "narrow")}">
        <div class="ticket">
        <h1>{page.Title}</h1>
        {Html.When(!page.Lead.IsNothing, $"<p class=\"lead\">{page.Lead}</p>")}
        {page.Content}
        </div>
        </main>
        <footer class="foot"><p>An emulator for development and tests. Never type a real password here.</p></footer>
        </body>
        </html>

        """);

    private static Html SignedIn(Page page) => page.SignedInAs is null
        ? Html.Nothing
        : Html.Of($"<p class=\"who\"><span class=\"unseen\">Signed in as </span><strong>{page.SignedInAs}</strong>{SignOut(page)}</p>");

    private static Html SignOut(Page page) => Html.When(page.SignOutPath is not null, $" <a href=\"{page.SignOutPath}\">Sign out</a>");
}
