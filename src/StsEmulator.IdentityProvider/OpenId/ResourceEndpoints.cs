using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace StsEmulator.IdentityProvider.OpenId;

/// <summary>What is asked about tokens: userinfo, introspection (RFC 7662), revocation (RFC 7009).</summary>
internal sealed class ResourceEndpoints(OpenIdServices services)
{
    public async ValueTask TellAsync(HandleUserInfoRequestContext context)
    {
        var principal = context.AccessTokenPrincipal;
        string subject = principal?.GetClaim(Claims.Subject) ?? "";
        var user = await services.Users.FindAsync(subject, context.CancellationToken);
        if (user is null || Grant.IdOf(principal) is not { } grant || !await services.Grants.IsAliveAsync(grant, context.CancellationToken))
        {
            context.Reject(Errors.InvalidToken, "The access token is no longer valid.");
            return;
        }
        context.Subject = subject;
        foreach (var (name, value) in UserClaims.About(user, principal!.GetScopes()))
            context.Claims[name] = new OpenIddictParameter(value);
    }

    public ValueTask ValidateIntrospectionAsync(ValidateIntrospectionRequestContext context)
    {
        if (services.Clients.Find(context.ClientId) is not { IsPublic: false } client || !client.IsSecret(context.ClientSecret))
            context.Reject(Errors.InvalidClient, "Introspection is for clients with a secret.");
        return ValueTask.CompletedTask;
    }

    public async ValueTask IntrospectAsync(HandleIntrospectionRequestContext context)
    {
        if (Grant.IdOf(context.GenericTokenPrincipal) is { } grant && !await services.Grants.IsAliveAsync(grant, context.CancellationToken))
            context.Reject(Errors.InvalidToken, "The token has been revoked.");
    }

    public ValueTask ValidateRevocationAsync(ValidateRevocationRequestContext context)
    {
        if (services.Clients.Find(context.ClientId) is not { } client || !client.IsSecret(context.ClientSecret))
            context.Reject(Errors.InvalidClient, "The client is not known here, or its secret is wrong.");
        return ValueTask.CompletedTask;
    }

    /// <summary>Ends the grant of the token and with it all its tokens (section 2.1).</summary>
    public async ValueTask RevokeAsync(HandleRevocationRequestContext context)
    {
        if (Grant.IdOf(context.GenericTokenPrincipal) is { } grant)
            await services.Grants.EndAsync(grant, context.CancellationToken);
    }
}
