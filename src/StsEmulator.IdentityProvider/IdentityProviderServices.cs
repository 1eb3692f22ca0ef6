using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using StsEmulator.Federation.Saml.Issuing;
using StsEmulator.IdentityProvider.Browser;
using StsEmulator.IdentityProvider.Clients;
using StsEmulator.IdentityProvider.ConsoleSignIn;
using StsEmulator.IdentityProvider.OpenId;
using StsEmulator.IdentityProvider.Pages;
using StsEmulator.IdentityProvider.SamlSignIn;
using StsEmulator.IdentityProvider.Users;

namespace StsEmulator.IdentityProvider;

/// <summary>Registers the identity provider and what the pages of the server share.</summary>
public static class IdentityProviderServices
{
    /// <summary>Browser sessions, anti-forgery and the limit on guessing. Needs the store's ports, the directory, the clock and ids.</summary>
    public static IServiceCollection AddBrowserSessions(this IServiceCollection services)
    {
        services.TryAddSingleton<SealedText>();
        services.TryAddSingleton<BrowserSessions>();
        services.TryAddSingleton<AntiForgery>();
        services.TryAddSingleton<PasswordLimiter>();
        return services;
    }

    /// <summary>The OpenID provider. Nothing of it is built before it is asked for. Users may come from another directory, registered before.</summary>
    public static IServiceCollection AddIdentityProvider(
        this IServiceCollection services, IdentityProviderSettings settings, Func<IServiceProvider, IdentityProviderAddress> address)
    {
        services.AddBrowserSessions();
        services.AddSingleton(settings);
        services.AddSingleton(address);
        services.TryAddSingleton<IUserDirectory>(_ => new SeededUserDirectory(settings.Users));
        services.TryAddSingleton<SecondFactor>();
        services.TryAddSingleton(_ => new OpenIdClients(settings.Clients));
        services.AddSingleton<OpenIdKeys>();
        services.AddSingleton<GrantLedger>();
        services.AddSingleton<ConsentLedger>();
        services.AddSingleton<DeviceGrants>();
        services.AddSingleton<OpenIdServices>();
        services.AddSingleton<OpenIdProvider>();
        return services;
    }

    /// <summary>
    /// The sign-in of IAM users and root, console federation and the SAML sign-in. Needs what authenticates and assumes roles. Nothing of it is
    /// built before it is asked for.
    /// </summary>
    public static IServiceCollection AddConsoleSignIn(this IServiceCollection services, Func<IServiceProvider, ConsoleAddress> address)
    {
        services.AddBrowserSessions();
        services.AddSingleton(address);
        services.AddSingleton<ConsolePages>().AddSingleton<ConsoleSessions>().AddSingleton<ConsoleUsers>().AddSingleton<ConsoleCalls>();
        services.AddSingleton<RoleHistory>().AddSingleton<SwitchRolePage>().AddSingleton<TerminalPage>();
        services.AddSingleton<ConsoleSignInPage>().AddSingleton<ConsoleHomePage>().AddSingleton<ConsoleSignOutPage>();
        services.AddSingleton<SigninTokens>().AddSingleton<FederationEndpoint>();
        services.AddSingleton<SamlSigningCertificate>();
        services.AddSingleton<SamlResponseIssuer>();
        services.AddSingleton(provider => new BuiltInSamlProvider(
            provider.GetRequiredService<SamlSigningCertificate>(), provider.GetRequiredService<ConsoleAddress>().Url));
        services.AddSingleton<SamlLaunchPage>().AddSingleton<SamlConsolePage>();
        return services.AddSingleton<ConsoleProvider>();
    }

    /// <summary>Answers <c>/signin</c>, <c>/federation</c> and <c>/saml</c>; everything else goes on.</summary>
    public static IApplicationBuilder UseConsoleSignIn(this IApplicationBuilder app) => app.Use((context, next) => ConsoleProvider.Serves(context)
        ? app.ApplicationServices.GetRequiredService<ConsoleProvider>().AnswerAsync(context)
        : next(context));

    /// <summary>Answers <c>/oidc</c> and the files that pages load; everything else goes on.</summary>
    public static IApplicationBuilder UseIdentityProvider(this IApplicationBuilder app)
    {
        app.UsePageAssets();
        return app.Use((context, next) => context.Request.Path.StartsWithSegments(OpenIdPaths.Prefix, StringComparison.Ordinal, out var path)
            ? app.ApplicationServices.GetRequiredService<OpenIdProvider>().AnswerAsync(context, path)
            : next(context));
    }
}
