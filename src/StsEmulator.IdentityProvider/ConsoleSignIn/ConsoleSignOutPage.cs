using Microsoft.AspNetCore.Http;
using StsEmulator.IdentityProvider.Pages;

namespace StsEmulator.IdentityProvider.ConsoleSignIn;

/// <summary>Asks before signing out, as no link of a stranger may do it. Credentials that were copied live on, as in the real portal.</summary>
internal sealed class ConsoleSignOutPage(ConsolePages pages, ConsoleSessions sessions)
{
    private const string AnswerField = "answer", Leave = "leave";

    public async Task GetAsync(HttpContext context)
    {
        if (await sessions.FindAsync(context, context.RequestAborted) is not { } signedIn)
        {
            await pages.WriteAsync(context, SignedOut());
            return;
        }
        await pages.WriteAsync(context, new Page
        {
            Title = "Sign out?",
            Lead = Html.Of($"You are signed in as <strong>{signedIn.Browser.DisplayName}</strong>."),
            Content = await pages.FormAsync(context, ConsolePaths.SignOut, Controls.Buttons(
                Controls.Submit("Sign out", AnswerField, Leave), Controls.StepBack("Stay signed in", AnswerField, "stay"))),
        });
    }

    public async Task PostAsync(HttpContext context)
    {
        if (await pages.ReadFormAsync(context, ConsolePaths.SignOut) is not { } form)
            return;
        if (form[AnswerField] != Leave)
        {
            pages.SeeOther(context, ConsolePaths.SignIn);
            return;
        }
        await sessions.EndAsync(context, context.RequestAborted);
        pages.SeeOther(context, ConsolePaths.SignOut);
    }

    private Page SignedOut() => new()
    {
        Title = "You are signed out",
        Content = Html.Of($"<p><a href=\"{pages.PathOf(ConsolePaths.SignIn)}\">Sign in again</a></p>"),
    };
}
