using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;
using StsEmulator.Federation.Signing;
using StsEmulator.Federation.Tokens;
using StsEmulator.IdentityProvider.Clients;
using static OpenIddict.Server.OpenIddictServerEvents;
using Core = OpenIddict.Server.OpenIddictServerHandlers;

namespace StsEmulator.IdentityProvider.OpenId;

/// <summary>
/// The OpenIddict server without a database, in a service container of its own: it is built when first asked for, so that starting the
/// emulator costs nothing, and anew when the signing keys change.
/// </summary>
internal sealed class OpenIdServer
{
    private readonly ServiceProvider container;
    private readonly RequestDelegate pipeline;

    private OpenIdServer(ServiceProvider container, SigningKeySet keys)
    {
        this.container = container;
        Keys = keys;
        ApplicationBuilder builder = new(container);
        builder.UseAuthentication();
        builder.Run(NotFoundAsync);
        pipeline = builder.Build();
    }

    /// <summary>Gets the keys that this server signs with.</summary>
    public SigningKeySet Keys { get; }

    public static OpenIdServer Build(OpenIdServices services, SigningKeySet keys, byte[] encryptionKey, ILoggerFactory loggers)
    {
        ServiceCollection collection = new();
        collection.AddSingleton(loggers).AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        collection.AddAuthentication();
        // Nothing here is protected by it; the default one would write keys to a disk.
        collection.AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
        collection.AddOpenIddict().AddServer(server => Configure(server, services, keys, encryptionKey));
        return new OpenIdServer(collection.BuildServiceProvider(), keys);
    }

    /// <summary>Answers a request whose base is the issuer.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        var outer = context.RequestServices;
        await using var scope = container.CreateAsyncScope();
        context.RequestServices = scope.ServiceProvider;
        context.SetEndpoint(null);
        try
        {
            await pipeline(context);
        }
        finally
        {
            context.RequestServices = outer;
        }
    }

    private static void Configure(OpenIddictServerBuilder server, OpenIdServices services, SigningKeySet keys, byte[] encryptionKey)
    {
        server.EnableDegradedMode();
        server.SetIssuer(new Uri(services.Address.Issuer()));
        server.SetConfigurationEndpointUris(OpenIdPaths.Configuration[1..]);
        server.SetJsonWebKeySetEndpointUris(OpenIdPaths.Keys[1..]);
        server.SetAuthorizationEndpointUris(OpenIdPaths.Authorize[1..]);
        server.SetTokenEndpointUris(OpenIdPaths.Token[1..]);
        server.SetUserInfoEndpointUris(OpenIdPaths.UserInfo[1..]);
        server.SetRevocationEndpointUris(OpenIdPaths.Revoke[1..]);
        server.SetIntrospectionEndpointUris(OpenIdPaths.Introspect[1..]);
        server.SetEndSessionEndpointUris(OpenIdPaths.EndSession[1..]);
        server.AllowAuthorizationCodeFlow().AllowRefreshTokenFlow().AllowClientCredentialsFlow().AllowCustomFlow(TokenEndpoint.InternalDeviceGrant);
        server.RegisterScopes([.. OpenIdScopes.All]);
        server.DisableAccessTokenEncryption();
        server.SetAuthorizationCodeLifetime(OpenIdLifetimes.Code).SetAccessTokenLifetime(OpenIdLifetimes.AccessToken)
            .SetIdentityTokenLifetime(OpenIdLifetimes.IdentityToken).SetRefreshTokenLifetime(OpenIdLifetimes.RefreshToken);
        foreach (var key in keys.Keys)
            server.AddSigningCredentials(new SigningCredentials(key.SecurityKey, key.Algorithm.ToString()));
        server.AddEncryptionKey(new SymmetricSecurityKey(encryptionKey));
        server.Configure(options =>
        {
            options.TimeProvider = services.Clock;
            options.CodeChallengeMethods.Clear();
            options.CodeChallengeMethods.Add(OpenIddict.Abstractions.OpenIddictConstants.CodeChallengeMethods.Sha256);
            options.ResponseModes.Remove(OpenIddict.Abstractions.OpenIddictConstants.ResponseModes.Fragment);
            // The seed says per client what it may ask for.
            options.DisableScopeValidation = true;
        });
        server.UseAspNetCore().DisableTransportSecurityRequirement();
        AddHandlers(server, services, keys);
    }

    private static void AddHandlers(OpenIddictServerBuilder server, OpenIdServices services, SigningKeySet keys)
    {
        AuthorizationEndpoint authorization = new(services);
        TokenEndpoint token = new(services);
        ResourceEndpoints resources = new(services);
        EndSessionEndpoint endSession = new(services);
        DiscoveryDocument discovery = new(services);
        // Before the host's own handlers, which write the answer, and after the core's, which fill it in.
        const int BeforeWriting = 50_000;
        server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(authorization.ValidateAsync));
        server.AddEventHandler<HandleAuthorizationRequestContext>(handler => handler.UseInlineHandler(authorization.HandleAsync));
        server.AddEventHandler<ApplyAuthorizationResponseContext>(handler => handler
            .UseInlineHandler(authorization.ReturnErrorAsync).SetOrder(Core.Authentication.InferResponseMode.Descriptor.Order + 500));
        server.AddEventHandler<ApplyAuthorizationResponseContext>(handler => handler
            .UseInlineHandler(AuthorizationEndpoint.ShowAsync).SetOrder(BeforeWriting));
        server.AddEventHandler<ExtractTokenRequestContext>(handler => handler.UseInlineHandler(TokenEndpoint.ExtractAsync).SetOrder(int.MaxValue - 1));
        server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(token.ValidateAsync));
        server.AddEventHandler<HandleTokenRequestContext>(handler => handler.UseInlineHandler(token.HandleAsync));
        server.AddEventHandler<HandleUserInfoRequestContext>(handler => handler.UseInlineHandler(resources.TellAsync));
        server.AddEventHandler<ValidateIntrospectionRequestContext>(handler => handler.UseInlineHandler(resources.ValidateIntrospectionAsync));
        server.AddEventHandler<HandleIntrospectionRequestContext>(handler => handler.UseInlineHandler(resources.IntrospectAsync));
        server.AddEventHandler<ValidateRevocationRequestContext>(handler => handler.UseInlineHandler(resources.ValidateRevocationAsync));
        server.AddEventHandler<HandleRevocationRequestContext>(handler => handler.UseInlineHandler(resources.RevokeAsync));
        server.AddEventHandler<ValidateEndSessionRequestContext>(handler => handler.UseInlineHandler(endSession.ValidateAsync));
        server.AddEventHandler<HandleEndSessionRequestContext>(handler => handler.UseInlineHandler(endSession.HandleAsync));
        server.AddEventHandler<ApplyEndSessionResponseContext>(handler => handler.UseInlineHandler(EndSessionEndpoint.ShowAsync).SetOrder(BeforeWriting));
        server.AddEventHandler<HandleConfigurationRequestContext>(handler => handler
            .UseInlineHandler(discovery.CompleteAsync).SetOrder(int.MaxValue - 1));
        server.AddEventHandler<GenerateTokenContext>(handler => handler
            .UseInlineHandler(context => SignWith(context, services, keys)).SetOrder(Core.Protection.AttachSecurityCredentials.Descriptor.Order + 500));
    }

    /// <summary>Signs with the newest key: RS256, save for the ID tokens of a client that wants another.</summary>
    private static ValueTask SignWith(GenerateTokenContext context, OpenIdServices services, SigningKeySet keys)
    {
        bool isIdentityToken = context.TokenType == OpenIddict.Abstractions.OpenIddictConstants.TokenTypeIdentifiers.IdentityToken;
        var algorithm = isIdentityToken && services.Clients.Find(context.ClientId) is { } client ? client.SigningAlgorithm : SignatureAlgorithm.RS256;
        string keyId = keys.Current(algorithm).KeyId;
        if (context.SigningCredentials is not null)
            context.SigningCredentials = context.Options.SigningCredentials.First(credentials => credentials.Key.KeyId == keyId);
        return ValueTask.CompletedTask;
    }

    private static Task NotFoundAsync(HttpContext context) =>
        Pages.PageWriter.WriteAsync(context, ErrorPages.NotFound, StatusCodes.Status404NotFound);
}
