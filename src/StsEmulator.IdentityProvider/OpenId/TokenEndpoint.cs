using System.Security.Claims;
using OpenIddict.Abstractions;
using StsEmulator.IdentityProvider.Clients;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace StsEmulator.IdentityProvider.OpenId;

/// <summary>
/// Gives tokens for codes, refresh tokens, device codes and to clients themselves. The framework has checked the code or token by then:
/// its seal, its time, its client, its redirect URI and its verifier.
/// </summary>
internal sealed class TokenEndpoint(OpenIdServices services)
{
    /// <summary>
    /// The name under which a device code goes through the framework, whose own device grant needs a database. It is never taken from outside.
    /// </summary>
    public const string InternalDeviceGrant = "urn:sts-emulator:device";

    public static ValueTask ExtractAsync(ExtractTokenRequestContext context)
    {
        if (context.Request?.GrantType == InternalDeviceGrant)
            context.Reject(Errors.UnsupportedGrantType, "The grant type is not supported.");
        else if (context.Request?.GrantType == OpenIdGrants.DeviceCode)
            context.Request.GrantType = InternalDeviceGrant;
        return ValueTask.CompletedTask;
    }

    public ValueTask ValidateAsync(ValidateTokenRequestContext context)
    {
        var client = services.Clients.Find(context.ClientId);
        string grantType = context.Request.GrantType == InternalDeviceGrant ? OpenIdGrants.DeviceCode : context.Request.GrantType ?? "";
        if (client is null || !client.IsSecret(context.ClientSecret))
            context.Reject(Errors.InvalidClient, "The client is not known here, or its secret is wrong.");
        else if (!client.GrantTypes.Contains(grantType))
            context.Reject(Errors.UnauthorizedClient, "The client may not use this grant.");
        else if (context.Request.IsClientCredentialsGrantType() && context.Request.GetScopes().FirstOrDefault(scope => !client.Scopes.Contains(scope)) is { } scope)
            context.Reject(Errors.InvalidScope, $"The client may not ask for the scope `{scope}`.");
        return ValueTask.CompletedTask;
    }

    public async ValueTask HandleAsync(HandleTokenRequestContext context)
    {
        var client = services.Clients.Find(context.Request.ClientId)!;
        if (context.Request.IsClientCredentialsGrantType())
            context.SignIn(ForClient(client, context.Request.GetScopes()));
        else if (context.Request.GrantType == InternalDeviceGrant)
            await AnswerDeviceAsync(context, client);
        else
            await AnswerGrantAsync(context, client, context.AuthorizationCodePrincipal ?? context.RefreshTokenPrincipal!);
    }

    private async ValueTask AnswerGrantAsync(HandleTokenRequestContext context, OpenIdClient client, ClaimsPrincipal presented)
    {
        var cancellationToken = context.CancellationToken;
        var grant = Grant.Read(presented);
        if (Grant.OnceIdOf(presented) is not { } onceId || !await services.Grants.TryUseAsync(onceId, grant.Id, cancellationToken))
        {
            context.Reject(Errors.InvalidGrant, "The code or refresh token was used before or has been revoked.");
            return;
        }
        // A refresh may ask for less than was granted; the framework has refused more.
        var asked = context.Request.GetScopes();
        if (context.Request.IsRefreshTokenGrantType() && asked.Length > 0)
            grant = grant with { Scopes = asked };
        await SignInAsync(context, client, grant);
    }

    private async ValueTask AnswerDeviceAsync(HandleTokenRequestContext context, OpenIdClient client)
    {
        var cancellationToken = context.CancellationToken;
        string code = (string?)context.Request["device_code"] ?? "";
        if (code.Length == 0)
        {
            context.Reject(Errors.InvalidRequest, "`device_code` is missing.");
            return;
        }
        var request = await services.Devices.FindByDeviceCodeAsync(code, cancellationToken);
        if (request is null || request.ClientId != client.ClientId)
        {
            context.Reject(Errors.InvalidGrant, "The device code is not known here.");
            return;
        }
        if (services.Devices.IsExpired(request))
        {
            context.Reject(Errors.ExpiredToken, "The device code has expired.");
            return;
        }
        if (await services.Devices.FindAnswerAsync(request, cancellationToken) is not { } answer)
        {
            if (await services.Devices.MayAskAsync(request, cancellationToken))
                context.Reject(Errors.AuthorizationPending, "The user has not answered yet.");
            else
                context.Reject(Errors.SlowDown, $"Ask every {DeviceGrants.IntervalSeconds} seconds.");
            return;
        }
        if (!answer.IsGiven)
        {
            context.Reject(Errors.AccessDenied, "The user did not allow it.");
            return;
        }
        // A device code has one grant, whose id follows from it: whoever shows the code twice ends it.
        string grantId = "device-" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(code)).AsSpan(0, 16));
        if (!await services.Grants.TryUseAsync(grantId, grantId, cancellationToken))
        {
            context.Reject(Errors.InvalidGrant, "The device code was used before.");
            return;
        }
        await SignInAsync(context, client, new Grant(grantId, answer.Subject, answer.Methods, answer.AuthenticatedAt, answer.SessionId, request.Scopes));
    }

    private async ValueTask SignInAsync(HandleTokenRequestContext context, OpenIdClient client, Grant grant)
    {
        if (await services.Users.FindAsync(grant.Subject, context.CancellationToken) is { } user)
            context.SignIn(UserClaims.Principal(grant, user, client, services.Grants.NewId()));
        else
            context.Reject(Errors.InvalidGrant, "The user is not known any more.");
    }

    private static ClaimsPrincipal ForClient(OpenIdClient client, IEnumerable<string> scopes)
    {
        ClaimsIdentity identity = new("oidc");
        identity.SetClaim(Claims.Subject, client.ClientId);
        // A client signs in afresh whenever it likes, and is no user: no ID token, no refresh token.
        identity.SetScopes(scopes.Except([Scopes.OfflineAccess, Scopes.OpenId]));
        identity.SetResources(client.Audiences);
        identity.SetDestinations(_ => [Destinations.AccessToken]);
        return new ClaimsPrincipal(identity);
    }
}
