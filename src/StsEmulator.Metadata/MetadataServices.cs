using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using StsEmulator.Metadata.Credentials;
using StsEmulator.Metadata.Faults;
using StsEmulator.Metadata.Http;
using StsEmulator.Metadata.Identity;
using StsEmulator.Metadata.Instances;
using StsEmulator.Metadata.Settings;
using StsEmulator.Metadata.Tokens;
using StsEmulator.Metadata.Tree;

namespace StsEmulator.Metadata;

/// <summary>What the composition root needs of this project.</summary>
public static class MetadataServices
{
    /// <summary>
    /// Adds the instance metadata service. It takes <c>RoleAssumption</c>, <c>LiveDirectory</c>, <c>ISessionStore</c>,
    /// <c>ISharedValueStore</c>, <c>IdentifierGenerator</c> and <c>EmulatorClock</c> from the container.
    /// </summary>
    public static IServiceCollection AddMetadata(this IServiceCollection services, MetadataSettings settings) => services
        .AddSingleton(new InstanceFleet(settings))
        .AddSingleton<FaultPlan>()
        .AddSingleton<MetadataTokenKeys>()
        .AddSingleton<MetadataTokens>()
        .AddSingleton<InstanceProfiles>()
        .AddSingleton<InstanceRoleAssumption>()
        .AddSingleton<CurrentRoleCredentials>()
        .AddSingleton<InstanceIdentityCertificate>()
        .AddSingleton<IdentityDocuments>()
        .AddSingleton<MetadataTree>()
        .AddSingleton<MetadataResponses>()
        .AddSingleton<InstanceMetadataEndpoint>();

    /// <summary>Lets requests go wrong as the fault plan says; meant to stand before every endpoint of the listener.</summary>
    public static void UseMetadataFaults(this IApplicationBuilder listener) => listener.UseMiddleware<FaultInjection>();

    /// <summary>
    /// Ends a pipeline with the instance metadata service, which answers every request that comes this far; meant for the branch of a
    /// listener of its own.
    /// </summary>
    public static void MapInstanceMetadata(this IApplicationBuilder listener) =>
        listener.Run(listener.ApplicationServices.GetRequiredService<InstanceMetadataEndpoint>().HandleAsync);
}
