using StsEmulator.Server.Configuration;
using StsEmulator.Server.Control;

namespace StsEmulator.Server.Hosting;

/// <summary>The AWS API listener: the control API, and every API that SDKs call.</summary>
internal static class AwsListener
{
    public static void AddServices(IServiceCollection services)
    {
        // Edges of the AWS listener: one AddX line each.
    }

    public static void Build(IApplicationBuilder app, ServerOptions options)
    {
        app.UseMiddleware<StoreUnavailableAnswer>();
        if (options.Authentication == AuthenticationMode.Relaxed)
            app.Use(SayRelaxed);
        app.Use(ControlApi.Middleware(app.ApplicationServices));
        app.Use(BrowserAccess.Middleware);
        app.UseRouting();
        app.UseEndpoints(Map);
    }

    private static void Map(IEndpointRouteBuilder routes)
    {
        // Edges of the AWS listener: one MapX line each.
    }

    private static Task SayRelaxed(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers["x-sts-emulator-authentication"] = "relaxed";
        return next(context);
    }
}
