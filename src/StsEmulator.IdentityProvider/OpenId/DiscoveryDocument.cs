using StsEmulator.IdentityProvider.Clients;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace StsEmulator.IdentityProvider.OpenId;

/// <summary>Says in the discovery document what goes past the framework.</summary>
internal sealed class DiscoveryDocument(OpenIdServices services)
{
    private static readonly string[] Claims =
    [
        "iss", "sub", "aud", "exp", "iat", "auth_time", "amr", "nonce", "sid", "name", "preferred_username", "email", "email_verified", "groups",
        "https://aws.amazon.com/tags", "https://aws.amazon.com/source_identity",
    ];

    public ValueTask CompleteAsync(HandleConfigurationRequestContext context)
    {
        context.GrantTypes.Remove(TokenEndpoint.InternalDeviceGrant);
        context.GrantTypes.Add(OpenIdGrants.DeviceCode);
        context.DeviceAuthorizationEndpoint = new Uri(services.Address.Issuer() + OpenIdPaths.DeviceAuthorization);
        foreach (var methods in (HashSet<string>[])
            [context.TokenEndpointAuthenticationMethods, context.RevocationEndpointAuthenticationMethods, context.IntrospectionEndpointAuthenticationMethods])
        {
            methods.IntersectWith(["client_secret_basic", "client_secret_post"]);
        }
        context.TokenEndpointAuthenticationMethods.Add("none");
        context.RevocationEndpointAuthenticationMethods.Add("none");
        context.Claims.UnionWith(Claims);
        return ValueTask.CompletedTask;
    }
}
