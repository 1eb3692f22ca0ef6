using System.Security.Claims;
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
/// Decides authorization requests: sends the browser to sign in or to be asked, and back with a code. An error goes to the client as far
/// as its redirect URI is registered (RFC 6749, section 4.1.2.1), else it is shown to the person.
/// </summary>
internal sealed class AuthorizationEndpoint(OpenIdServices services)
{
    /// <summary>The parameter that brings the answer of the consent page back.</summary>
    public const string ConsentParameter = "consent";

    /// <summary>What comes first: no code and no error may go to a URI that the client has not registered.</summary>
    public ValueTask ValidateAsync(ValidateAuthorizationRequestContext context)
    {
        if (services.Clients.Find(context.ClientId) is not { } client)
            context.Reject(Errors.InvalidRequest, "The client is not known here.");
        else if (!RedirectUri.IsRegistered(client.RedirectUris, context.RedirectUri))
            context.Reject(Errors.InvalidRequest, "The redirect URI is not registered for this client.");
        return ValueTask.CompletedTask;
    }

    public async ValueTask HandleAsync(HandleAuthorizationRequestContext context)
    {
        var client = services.Clients.Find(context.Request.ClientId)!;
        var request = context.Request;
        if (Problem(client, request) is var (error, description))
        {
            context.Reject(error, description);
            return;
        }
        var http = context.Transaction.GetHttpRequest()!.HttpContext;
        var cancellationToken = http.RequestAborted;
        var session = await services.Sessions.FindAsync(http, SignInRealm.IdentityProvider, cancellationToken);
        var user = session is null ? null : await services.Users.FindAsync(session.Subject, cancellationToken);
        bool mustSignIn = user is null || request.HasPromptValue(PromptValues.Login) || request.HasPromptValue(PromptValues.SelectAccount)
            || IsTooLongAgo(request, session!) || IsSomebodyElse(context, session!);
        if (mustSignIn)
        {
            if (request.HasPromptValue(PromptValues.None))
                context.Reject(Errors.LoginRequired, "The user is not signed in.");
            else
                Send(context, http, OpenIdPaths.SignIn, Query(request, [Parameters.Prompt, ConsentParameter]));
            return;
        }

        IReadOnlyList<string> scopes = request.GetScopes();
        ConsentQuestion question = new(session!.Subject, client.ClientId, scopes);
        bool? answer = await services.Consents.ReadAsync(question, (string?)request[ConsentParameter], cancellationToken);
        if (answer is null && !await IsClearAsync(client, request, question, cancellationToken))
        {
            if (request.HasPromptValue(PromptValues.None))
                context.Reject(Errors.ConsentRequired, "The user has to be asked.");
            else
                Send(context, http, OpenIdPaths.Consent, Query(request, [ConsentParameter]));
            return;
        }
        if (answer is false)
        {
            context.Reject(Errors.AccessDenied, "The user did not allow it.");
            return;
        }
        Grant grant = new(services.Grants.NewId(), user!.Subject, session.Methods, session.AuthenticatedAt, session.SessionId, scopes);
        ClaimsIdentity identity = new("oidc");
        grant.WriteTo(identity, services.Grants.NewId());
        context.SignIn(new ClaimsPrincipal(identity));
    }

    /// <summary>Lets an error reach the client also where the request was refused before its redirect URI was taken over.</summary>
    public ValueTask ReturnErrorAsync(ApplyAuthorizationResponseContext context)
    {
        if (context.Error is null || context.RedirectUri is not null)
            return ValueTask.CompletedTask;
        var client = services.Clients.Find(context.Request?.ClientId);
        if (client is not null && RedirectUri.IsRegistered(client.RedirectUris, context.Request!.RedirectUri))
        {
            context.RedirectUri = context.Request.RedirectUri;
            context.ResponseMode ??= context.Request.ResponseMode == ResponseModes.FormPost ? ResponseModes.FormPost : ResponseModes.Query;
        }
        return ValueTask.CompletedTask;
    }

    /// <summary>Shows what cannot be returned, and posts what is to be posted from a page that needs no script.</summary>
    public static async ValueTask ShowAsync(ApplyAuthorizationResponseContext context)
    {
        var http = context.Transaction.GetHttpRequest()!.HttpContext;
        if (context.RedirectUri is null && context.Error is not null)
        {
            await PageWriter.WriteAsync(http, ErrorPages.Refused(context.Error, context.Response.ErrorDescription), StatusCodes.Status400BadRequest);
            context.HandleRequest();
        }
        else if (context.RedirectUri is { } target && context.ResponseMode == ResponseModes.FormPost)
        {
            Uri uri = new(target);
            var values = context.Response.GetParameters()
                .Select(parameter => new KeyValuePair<string, string>(parameter.Key, (string?)parameter.Value ?? ""));
            await PageWriter.WriteAsync(http, new Page
            {
                Title = "Almost there",
                Lead = Html.Of($"You are taken back to <strong>{uri.Authority}</strong>."),
                Content = Controls.HandOver(uri, values, "Continue"),
                FormTargets = [uri],
                SubmitsItself = true,
            });
            context.HandleRequest();
        }
    }

    /// <summary>The query that the browser comes back with: the client's parameters, without what has been dealt with.</summary>
    private static string Query(OpenIddictRequest request, string[] without) => QueryString.Create(
        request.GetParameters()
            .Where(parameter => !without.Contains(parameter.Key, StringComparer.Ordinal))
            .Select(parameter => new KeyValuePair<string, string?>(parameter.Key, (string?)parameter.Value))).Value ?? "";

    private void Send(HandleAuthorizationRequestContext context, HttpContext http, string path, string query)
    {
        http.Response.StatusCode = StatusCodes.Status302Found;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Location = QueryHelpers.AddQueryString(services.Address.Issuer() + path, "request", query);
        context.HandleRequest();
    }

    private static (string Error, string Description)? Problem(OpenIdClient client, OpenIddictRequest request)
    {
        if (!client.GrantTypes.Contains(OpenIdGrants.AuthorizationCode))
            return (Errors.UnauthorizedClient, "The client may not use the authorization code grant.");
        if (request.GetScopes().FirstOrDefault(scope => !client.Scopes.Contains(scope)) is { } scope)
            return (Errors.InvalidScope, $"The client may not ask for the scope `{scope}`.");
        if (client.IsPublic && string.IsNullOrEmpty(request.CodeChallenge))
            return (Errors.InvalidRequest, "A public client has to send a code challenge (PKCE, S256).");
        if (request.MaxAge is < 0)
            return (Errors.InvalidRequest, "`max_age` is not negative.");
        return null;
    }

    private bool IsTooLongAgo(OpenIddictRequest request, BrowserSession session) =>
        request.MaxAge is { } seconds && services.Clock.GetUtcNow() - session.AuthenticatedAt > TimeSpan.FromSeconds(seconds);

    private static bool IsSomebodyElse(HandleAuthorizationRequestContext context, BrowserSession session) =>
        context.IdentityTokenHintPrincipal?.GetClaim(Claims.Subject) is { } hinted && hinted != session.Subject;

    private async ValueTask<bool> IsClearAsync(
        OpenIdClient client, OpenIddictRequest request, ConsentQuestion question, CancellationToken cancellationToken) =>
        !request.HasPromptValue(PromptValues.Consent)
        && (!client.RequireConsent || await services.Consents.IsRememberedAsync(question, cancellationToken));
}
