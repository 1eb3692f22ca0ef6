using StsEmulator.Federation.Saml;
using StsEmulator.IdentityProvider;
using StsEmulator.IdentityProvider.ConsoleSignIn;
using StsEmulator.Metadata;
using StsEmulator.Server.Configuration;
using StsEmulator.Server.Control;
using StsEmulator.Server.Seeds;
using StsEmulator.Sts;

namespace StsEmulator.Server.Hosting;

/// <summary>The AWS API listener: the control API, and every API that SDKs call.</summary>
internal static class AwsListener
{
    public static void AddServices(IServiceCollection services, Seed seed, ServerOptions options, Listener listener) => services
        .AddSingleton(SamlRules.Default with { Recipients = options.PublicUrl is { } url ? [url + "/saml"] : [] })
        .AddSts()
        .AddIdentityProvider(seed.IdentityProvider, _ => new IdentityProviderAddress(() => options.IssuerUrl ?? listener.ClientUrl + "/oidc"))
        .AddConsoleSignIn(_ => new ConsoleAddress(() => options.PublicUrl ?? listener.ClientUrl));

    public static void Build(IApplicationBuilder app, ServerOptions options)
    {
        if (options.Authentication == AuthenticationMode.Relaxed)
            app.Use(SayRelaxed);
        app.Use(BrowserAccess.Middleware);
        // What is asked most passes least: STS words an unreachable store itself, and shares no path with the control API.
        app.UseSts();
        app.UseMiddleware<StoreUnavailableAnswer>();
        app.Use(ControlApi.Middleware(app.ApplicationServices));
        app.UseOutboundIssuers();
        app.UsePodIdentity();
        app.UseIdentityProvider();
        app.UseConsoleSignIn();
    }

    private static Task SayRelaxed(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers["x-sts-emulator-authentication"] = "relaxed";
        return next(context);
    }
}
