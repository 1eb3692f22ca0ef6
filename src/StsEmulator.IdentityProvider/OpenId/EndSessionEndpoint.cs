using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using OpenIddict.Abstractions;
using StsEmulator.IdentityProvider.Browser;
using StsEmulator.IdentityProvider.Clients;
using StsEmulator.IdentityProvider.Pages;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace StsEmulator.IdentityProvider.OpenId;

/// <summary>
/// Signs out for a client (OpenID Connect RP-Initiated Logout 1.0). With an ID token of the very session it happens at once, else the
/// person is asked, so that no link of a stranger signs anybody out.
/// </summary>
internal sealed class EndSessionEndpoint(OpenIdServices services)
{
    public ValueTask ValidateAsync(ValidateEndSessionRequestContext context)
    {
        if (string.IsNullOrEmpty(context.PostLogoutRedirectUri))
            return ValueTask.CompletedTask;
        string? clientId = context.Request.ClientId ?? context.IdentityTokenHintPrincipal?.GetAudiences().FirstOrDefault()
            ?? context.IdentityTokenHintPrincipal?.GetClaim(Claims.Audience);
        if (services.Clients.Find(clientId) is not { } client || !RedirectUri.IsRegistered(client.PostLogoutRedirectUris, context.PostLogoutRedirectUri))
            context.Reject(Errors.InvalidRequest, "The address to return to after signing out is not registered for this client.");
        return ValueTask.CompletedTask;
    }

    public async ValueTask HandleAsync(HandleEndSessionRequestContext context)
    {
        var http = context.Transaction.GetHttpRequest()!.HttpContext;
        var session = await services.Sessions.FindAsync(http, SignInRealm.IdentityProvider, http.RequestAborted);
        bool isHinted = session is not null && context.IdentityTokenHintPrincipal?.GetClaim(Claims.Subject) == session.Subject;
        if (session is not null && !isHinted)
        {
            string query = QueryString.Create(context.Request.GetParameters()
                .Select(parameter => new KeyValuePair<string, string?>(parameter.Key, (string?)parameter.Value))).Value ?? "";
            http.Response.StatusCode = StatusCodes.Status302Found;
            http.Response.Headers.CacheControl = "no-store";
            http.Response.Headers.Location = QueryHelpers.AddQueryString(services.Address.Issuer() + OpenIdPaths.SignOut, "request", query);
            context.HandleRequest();
            return;
        }
        await services.Sessions.EndAsync(http, SignInRealm.IdentityProvider, http.RequestAborted);
        context.SignOut();
    }

    /// <summary>Shows the end where there is nobody to return to, and what was wrong where that cannot be returned.</summary>
    public static async ValueTask ShowAsync(ApplyEndSessionResponseContext context)
    {
        var http = context.Transaction.GetHttpRequest()!.HttpContext;
        if (context.Error is not null)
            await PageWriter.WriteAsync(http, ErrorPages.Refused(context.Error, context.Response.ErrorDescription), StatusCodes.Status400BadRequest);
        else if (string.IsNullOrEmpty(context.PostLogoutRedirectUri))
            await PageWriter.WriteAsync(http, SignedOut);
        else
            return;
        context.HandleRequest();
    }

    public static Page SignedOut { get; } = new()
    {
        Title = "You are signed out",
        Content = Html.Of($"<p>You can close this window. Applications that you signed in to may keep sessions of their own.</p>"),
    };
}
