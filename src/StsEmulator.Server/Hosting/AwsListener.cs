using StsEmulator.Metadata;
using StsEmulator.Server.Configuration;
using StsEmulator.Server.Control;
using StsEmulator.Sts;

namespace StsEmulator.Server.Hosting;

/// <summary>The AWS API listener: the control API, and every API that SDKs call.</summary>
internal static class AwsListener
{
    public static void AddServices(IServiceCollection services) => services.AddSts();

    public static void Build(IApplicationBuilder app, ServerOptions options)
    {
        app.UseMiddleware<StoreUnavailableAnswer>();
        if (options.Authentication == AuthenticationMode.Relaxed)
            app.Use(SayRelaxed);
        app.Use(ControlApi.Middleware(app.ApplicationServices));
        app.Use(BrowserAccess.Middleware);
        app.UseSts();
        app.UsePodIdentity();
    }

    private static Task SayRelaxed(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers["x-sts-emulator-authentication"] = "relaxed";
        return next(context);
    }
}
