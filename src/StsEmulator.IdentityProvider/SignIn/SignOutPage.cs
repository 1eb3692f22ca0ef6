using Microsoft.AspNetCore.Http;
using StsEmulator.IdentityProvider.Browser;
using StsEmulator.IdentityProvider.OpenId;
using StsEmulator.IdentityProvider.Pages;

namespace StsEmulator.IdentityProvider.SignIn;

/// <summary>Asks before signing out, as no link of a stranger may do it, and then lets the logout endpoint finish.</summary>
internal sealed class SignOutPage(InteractionPages pages)
{
    private const string Action = "sign-out", AnswerField = "answer", Leave = "leave";

    private readonly OpenIdServices services = pages.Services;

    public async Task GetAsync(HttpContext context)
    {
        var session = await services.Sessions.FindAsync(context, SignInRealm.IdentityProvider, context.RequestAborted);
        if (session is null)
        {
            await PageWriter.WriteAsync(context, EndSessionEndpoint.SignedOut);
            return;
        }
        var form = await pages.FormAsync(context, Action, Controls.Buttons(
            Controls.Submit("Sign out", AnswerField, Leave), Controls.StepBack("Stay signed in", AnswerField, "stay")));
        await PageWriter.WriteAsync(context, new Page
        {
            Title = "Sign out?",
            Lead = Html.Of($"You are signed in as <strong>{session.DisplayName}</strong>."),
            Content = form,
            FormTargets = Targets(context),
        });
    }

    public async Task PostAsync(HttpContext context)
    {
        if (await pages.ReadFormAsync(context, Action) is not { } form)
            return;
        if (form[AnswerField] != Leave)
        {
            InteractionPages.SeeOther(context, services.Address.Issuer());
            return;
        }
        await services.Sessions.EndAsync(context, SignInRealm.IdentityProvider, context.RequestAborted);
        var back = LoginReturn.Read(context.Request, services.Clients, OpenIdPaths.EndSession);
        string issuer = services.Address.Issuer();
        InteractionPages.SeeOther(context, back is { Path: OpenIdPaths.EndSession } ? back.Location(issuer) : issuer + OpenIdPaths.EndSession);
    }

    private IReadOnlyList<Uri> Targets(HttpContext context)
    {
        string? target = LoginReturn.Read(context.Request, services.Clients, OpenIdPaths.EndSession)?.Parameters.GetValueOrDefault("post_logout_redirect_uri");
        // Which client it is may stand in a token only the logout endpoint reads. The browser is let through to where it checks.
        return Uri.TryCreate(target, UriKind.Absolute, out var uri) && Clients.RedirectUri.Check(target) is null ? [uri] : [];
    }
}
