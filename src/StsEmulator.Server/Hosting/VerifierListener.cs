using StsEmulator.Server.Configuration;
using StsEmulator.Server.Control;
using StsEmulator.Verifier;

namespace StsEmulator.Server.Hosting;

/// <summary>The verifier listener: gRPC over cleartext HTTP/2.</summary>
internal static class VerifierListener
{
    /// <summary>gRPC status UNAUTHENTICATED.</summary>
    private const string Unauthenticated = "16";

    public static void AddServices(IServiceCollection services) => services.AddVerifier(new VerifierOptions());

    public static void Build(IApplicationBuilder app, ServerOptions options)
    {
        if (!options.VerifierUrl.IsLoopback)
            app.Use((context, next) => AdminToken.IsPresented(context.Request, options.AdminToken) ? next(context) : RefuseAsync(context));
        app.UseRouting();
        app.UseEndpoints(Map);
    }

    private static void Map(IEndpointRouteBuilder routes) => routes.MapVerifier();

    /// <summary>A gRPC answer that consists of trailers only: HTTP 200, the status in the header block.</summary>
    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.ContentType = "application/grpc";
        context.Response.Headers["grpc-status"] = Unauthenticated;
        context.Response.Headers["grpc-message"] = "The admin token is needed.";
        return Task.CompletedTask;
    }
}
