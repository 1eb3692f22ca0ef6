using System.Text;
using Microsoft.AspNetCore.Http;
using StsEmulator.IdentityProvider.Pages;

namespace StsEmulator.IdentityProvider.Tests.Pages;

public sealed class PageWriterTests
{
    private static Page Page => new() { Title = "A & B", Content = Html.Of($"<p>body</p>") };

    [Fact]
    public async Task A_page_runs_no_script_is_framed_by_nobody_and_kept_by_nobody()
    {
        DefaultHttpContext context = new();
        using MemoryStream body = new();
        context.Response.Body = body;

        await PageWriter.WriteAsync(context, Page, StatusCodes.Status400BadRequest);

        Assert.Equal(400, context.Response.StatusCode);
        Assert.Equal(
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
            context.Response.Headers.ContentSecurityPolicy);
        Assert.Equal("no-store", context.Response.Headers.CacheControl);
        string html = Encoding.UTF8.GetString(body.ToArray());
        Assert.StartsWith("<!doctype html>\n<html lang=\"en\">", html, StringComparison.Ordinal);
        Assert.Contains("<title>A &amp; B · StsEmulator</title>", html, StringComparison.Ordinal);
        Assert.Contains("<main id=\"main\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5173/callback?x=1", "form-action 'self' http://127.0.0.1:5173;")]
    [InlineData("https://app.example/cb", "form-action 'self' https://app.example;")]
    [InlineData("http://[::1]:5173/cb", "form-action 'self' http:;")]
    [InlineData("com.example.app:/cb", "form-action 'self' com.example.app:;")]
    public void A_form_may_lead_to_the_named_target_and_no_other(string target, string expected) =>
        Assert.Contains(expected, PageWriter.ContentSecurityPolicy(Page with { FormTargets = [new Uri(target)] }), StringComparison.Ordinal);

    [Fact]
    public void Only_a_page_that_submits_itself_may_load_the_script()
    {
        Assert.Contains("script-src 'self';", PageWriter.ContentSecurityPolicy(Page with { SubmitsItself = true }), StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", PageWriter.ContentSecurityPolicy(Page), StringComparison.Ordinal);
    }
}
