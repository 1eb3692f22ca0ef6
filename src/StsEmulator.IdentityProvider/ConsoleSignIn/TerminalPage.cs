using System.Text;
using Microsoft.AspNetCore.Http;
using StsEmulator.IdentityProvider.Pages;

namespace StsEmulator.IdentityProvider.ConsoleSignIn;

/// <summary>
/// Shows the credentials of the present session as lines for a terminal, as the access portal does: after a click only, kept by no cache,
/// and never those of root.
/// </summary>
internal sealed class TerminalPage(ConsolePages pages, ConsoleSessions sessions)
{
    public async Task PostAsync(HttpContext context)
    {
        if (await pages.ReadFormAsync(context, ConsolePaths.Credentials) is null)
            return;
        if (await sessions.FindAsync(context, context.RequestAborted) is not { } signedIn)
        {
            pages.SeeOther(context, ConsolePaths.SignIn);
            return;
        }
        if (signedIn is not { Credentials.SessionToken: { } token, Current.Session: { } session })
        {
            await pages.WriteAsync(context, NotToBeHad, signedIn, StatusCodes.Status403Forbidden);
            return;
        }
        string url = pages.Address.Url();
        await pages.WriteAsync(context, new Page
        {
            Title = "Credentials for a terminal",
            Lead = Html.Of($"They are those of <strong>{session.Principal.Arn}</strong> and work until {ConsolePages.Time(session.Expiration)}."),
            IsWide = true,
            Content = Html.Join(
            [
                Html.Of($"<h2>macOS and Linux</h2>"),
                Lines("export ", "=", "\"", session.AccessKeyId.Value, session.SecretAccessKey, token, url),
                Html.Of($"<h2>PowerShell</h2>"),
                Lines("$env:", "=", "\"", session.AccessKeyId.Value, session.SecretAccessKey, token, url),
                Html.Of($"<p><a href=\"{pages.PathOf(ConsolePaths.SignIn)}\">Back</a></p>"),
            ]),
        }, signedIn);
    }

    /// <summary>No value needs escaping: ids, base64, and a URL without quotes.</summary>
    private static Html Lines(string before, string between, string quote, string accessKeyId, string secret, string token, string url)
    {
        StringBuilder text = new();
        foreach (var (name, value) in ((string, string)[])
            [("AWS_ACCESS_KEY_ID", accessKeyId), ("AWS_SECRET_ACCESS_KEY", secret), ("AWS_SESSION_TOKEN", token), ("AWS_ENDPOINT_URL_STS", url)])
        {
            text.Append(before).Append(name).Append(between).Append(quote).Append(value).Append(quote).Append('\n');
        }
        return Html.Of($"<pre tabindex=\"0\"><code>{text.ToString()}</code></pre>");
    }

    private static Page NotToBeHad { get; } = new()
    {
        Title = "These credentials are not to be had",
        Content = Html.Of($"<p>Those of root are shown nowhere, nor those of a console session that outlasts the credentials it was made from.</p>"),
    };
}
