using System.Globalization;
using Microsoft.AspNetCore.Http;
using StsEmulator.Iam.Authorization;
using StsEmulator.IdentityProvider.Browser;
using StsEmulator.IdentityProvider.Pages;

namespace StsEmulator.IdentityProvider.ConsoleSignIn;

/// <summary>What the pages of the console sign-in have in common.</summary>
internal sealed class ConsolePages(ConsoleAddress address, AntiForgery antiForgery)
{
    private const string Place = "Console sign-in";

    /// <summary>The region of calls that pages make: where the console signs in.</summary>
    private const string Region = "us-east-1";

    public ConsoleAddress Address => address;

    public string PathOf(string path) => address.PathBase + path;

    public Task WriteAsync(HttpContext context, Page page, SignedIn? signedIn = null, int statusCode = StatusCodes.Status200OK) =>
        PageWriter.WriteAsync(context, signedIn is null ? page with { Place = Place } : page with
        {
            Place = Place,
            SignedInAs = signedIn.Browser.DisplayName,
            SignOutPath = PathOf(ConsolePaths.SignOut),
        }, statusCode);

    /// <summary>Puts a form around fields, with the mark that it is ours.</summary>
    /// <param name="path">Where it is posted to, which is also what it does.</param>
    public async ValueTask<Html> FormAsync(HttpContext context, string path, params Html[] content) => Controls.Form(
        Html.Join([await antiForgery.FieldAsync(context, path, context.RequestAborted), .. content]),
        // What a page was asked for with stays with its own form.
        PathOf(path) + (context.Request.Path == path ? context.Request.QueryString.Value : ""));

    /// <summary>Reads a posted form; null when it is none of ours, and then the person has been told.</summary>
    public async ValueTask<IFormCollection?> ReadFormAsync(HttpContext context, string path)
    {
        if (await ReadFormAsync(context) is { } form && await antiForgery.CheckAsync(context, form, path, context.RequestAborted))
            return form;
        await WriteAsync(context, Stale, statusCode: StatusCodes.Status400BadRequest);
        return null;
    }

    /// <summary>Reads a form from whomever; null when there is none, or one that is larger than any of ours.</summary>
    public static async ValueTask<IFormCollection?> ReadFormAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
            return null;
        try
        {
            return await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Sends the browser on to a path of this server.</summary>
    public void SeeOther(HttpContext context, string path)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Location = PathOf(path);
    }

    public static RequestFacts Facts(HttpContext context)
    {
        var remote = context.Connection.RemoteIpAddress;
        string agent = context.Request.Headers.UserAgent.ToString();
        return new RequestFacts
        {
            SourceIp = remote is { IsIPv4MappedToIPv6: true } ? remote.MapToIPv4().ToString() : remote?.ToString(),
            UserAgent = agent.Length > 0 ? agent : null,
            IsSecure = context.Request.IsHttps,
            Region = Region,
        };
    }

    public static Html Time(DateTimeOffset time) => Html.Of($"{time.ToString("d MMMM yyyy, HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)}");

    /// <summary>An account as people know it: its id, and its alias where it has one.</summary>
    public static Html Account(Iam.Directory.AccountDirectory account) => account.Account.Alias is { } alias
        ? Html.Of($"{account.Id.ToString()} ({alias})")
        : Html.Of($"{account.Id.ToString()}");

    private static Page Stale { get; } = new()
    {
        Title = "This page is out of date",
        Lead = Html.Of($"It stood open too long, or cookies are off in this browser."),
        Content = Html.Of($"<p>Go back, load the page again and repeat what you did.</p>"),
    };
}
