using StsEmulator.Metadata;
using StsEmulator.Metadata.Settings;

namespace StsEmulator.Server.Hosting;

/// <summary>The metadata listener: instance metadata and container credentials.</summary>
internal static class MetadataListener
{
    public static void AddServices(IServiceCollection services, MetadataSettings settings) => services.AddMetadata(settings);

    public static void Build(IApplicationBuilder app)
    {
        app.UseMiddleware<StoreUnavailableAnswer>();
        app.UseMetadataFaults();
        app.MapInstanceMetadata();
    }
}
