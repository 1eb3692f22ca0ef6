namespace StsEmulator.Server.Hosting;

/// <summary>The metadata listener: instance metadata and container credentials.</summary>
internal static class MetadataListener
{
    public static void AddServices(IServiceCollection services)
    {
        // Edges of the metadata listener: one AddX line each.
    }

    public static void Build(IApplicationBuilder app)
    {
        app.UseMiddleware<StoreUnavailableAnswer>();
        app.UseRouting();
        app.UseEndpoints(Map);
    }

    private static void Map(IEndpointRouteBuilder routes)
    {
        // Edges of the metadata listener: one MapX line each.
    }
}
