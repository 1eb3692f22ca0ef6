using Microsoft.AspNetCore.Http;
using StsEmulator.IdentityProvider.Browser;
using StsEmulator.IdentityProvider.Clients;
using StsEmulator.IdentityProvider.OpenId;
using StsEmulator.IdentityProvider.Pages;

namespace StsEmulator.IdentityProvider.SignIn;

/// <summary>Asks whether a client may learn what it asks for.</summary>
internal sealed class ConsentPage(InteractionPages pages)
{
    private const string Action = "consent", AnswerField = "answer", Allow = "allow";

    private readonly OpenIdServices services = pages.Services;

    public async Task GetAsync(HttpContext context)
    {
        if (await ReadAsync(context) is not var (session, back, client))
            return;
        string host = Uri.TryCreate(back.Parameters.GetValueOrDefault("redirect_uri"), UriKind.Absolute, out var target) ? target.Authority : "";
        var form = await pages.FormAsync(context, Action, Controls.Buttons(
            Controls.Submit("Allow", AnswerField, Allow), Controls.StepBack("Do not allow", AnswerField, "deny")));
        await PageWriter.WriteAsync(context, pages.For(session, new Page
        {
            Title = $"Share with {client.DisplayName}?",
            Lead = host.Length > 0
                ? Html.Of($"<strong>{client.DisplayName}</strong> at <strong>{host}</strong> would like to know:")
                : Html.Of($"<strong>{client.DisplayName}</strong> would like to know:"),
            Content = Html.Join([Scopes(back.Scopes), form]),
            FormTargets = back.FormTargets,
        }));
    }

    public async Task PostAsync(HttpContext context)
    {
        if (await ReadAsync(context) is not var (session, back, client) || await pages.ReadFormAsync(context, Action) is not { } form)
            return;
        string ticket = await services.Consents.AnswerAsync(
            new ConsentQuestion(session.Subject, client.ClientId, back.Scopes), form[AnswerField] == Allow, context.RequestAborted);
        InteractionPages.SeeOther(context, back.Location(
            services.Address.Issuer(), new KeyValuePair<string, string>(AuthorizationEndpoint.ConsentParameter, ticket)));
    }

    internal static Html Scopes(IEnumerable<string> scopes) => Html.Of(
        $"<ul class=\"scopes\">{Html.Join(scopes.Select(scope => Html.Of($"<li>{OpenIdScopes.Describe(scope)}</li>")))}</ul>");

    private async ValueTask<(BrowserSession Session, LoginReturn Back, OpenIdClient Client)?> ReadAsync(HttpContext context)
    {
        var session = await services.Sessions.FindAsync(context, SignInRealm.IdentityProvider, context.RequestAborted);
        var back = LoginReturn.Read(context.Request, services.Clients);
        if (session is not null && back?.Client is { } client)
            return (session, back, client);
        // Signed out meanwhile: the authorization endpoint knows what to do.
        if (back?.Client is not null)
            InteractionPages.SeeOther(context, back.Location(services.Address.Issuer()));
        else
            await PageWriter.WriteAsync(context, ErrorPages.Stale, StatusCodes.Status400BadRequest);
        return null;
    }
}
