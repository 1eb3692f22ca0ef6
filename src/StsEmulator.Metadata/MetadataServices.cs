using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using StsEmulator.Federation;
using StsEmulator.Federation.Keys;
using StsEmulator.Federation.Kubernetes;
using StsEmulator.Iam.Audit;
using StsEmulator.Iam.Time;
using StsEmulator.Metadata.Credentials;
using StsEmulator.Metadata.Faults;
using StsEmulator.Metadata.Http;
using StsEmulator.Metadata.Identity;
using StsEmulator.Metadata.Instances;
using StsEmulator.Metadata.PodIdentity;
using StsEmulator.Metadata.Settings;
using StsEmulator.Metadata.Tasks;
using StsEmulator.Metadata.Tokens;
using StsEmulator.Metadata.Tree;

namespace StsEmulator.Metadata;

/// <summary>What the composition root needs of this project.</summary>
public static class MetadataServices
{
    /// <summary>
    /// Adds the instance metadata service and the endpoints of containers. It takes <c>RequestAuthenticator</c>,
    /// <c>RoleAssumption</c>, <c>SessionIssuer</c>, <c>LiveDirectory</c>, <c>ISessionStore</c>,
    /// <c>ISharedValueStore</c>, <c>IdentifierGenerator</c> and <c>EmulatorClock</c> from the container.
    /// </summary>
    public static IServiceCollection AddMetadata(this IServiceCollection services, MetadataSettings settings) => services
        .AddSingleton(new InstanceFleet(settings))
        .AddSingleton<FaultPlan>()
        .AddSingleton<MetadataTokenKeys>()
        .AddSingleton<MetadataTokens>()
        .AddSingleton<InstanceProfiles>()
        .AddSingleton<RecordedRoleAssumption>()
        .AddSingleton<InstanceRoleAssumption>()
        .AddSingleton<CurrentRoleCredentials>()
        .AddSingleton<CurrentIdentityCredentials>()
        .AddSingleton<InstanceIdentityCertificate>()
        .AddSingleton<IdentityDocuments>()
        .AddSingleton<MetadataTree>()
        .AddSingleton<MetadataResponses>()
        .AddSingleton<InstanceMetadataEndpoint>()
        .AddContainers(settings);

    /// <summary>Lets requests go wrong as the fault plan says; meant to stand before every endpoint of the listener.</summary>
    public static void UseMetadataFaults(this IApplicationBuilder listener) => listener.UseMiddleware<FaultInjection>();

    /// <summary>
    /// Ends a pipeline with the instance metadata service, which answers every request that comes this far and is not a container's;
    /// meant for the branch of a listener of its own.
    /// </summary>
    public static void MapInstanceMetadata(this IApplicationBuilder listener)
    {
        var containers = listener.ApplicationServices.GetRequiredService<ContainerEndpoint>();
        var instances = listener.ApplicationServices.GetRequiredService<InstanceMetadataEndpoint>();
        listener.Run(context => ContainerEndpoint.Serves(context.Request.Path) ? containers.HandleAsync(context) : instances.HandleAsync(context));
    }

    /// <summary>Answers the API behind EKS Pod Identity on the listener of the AWS APIs; other requests go on.</summary>
    public static IApplicationBuilder UsePodIdentity(this IApplicationBuilder app)
    {
        var endpoint = app.ApplicationServices.GetRequiredService<PodIdentityEndpoint>();
        return app.Use((context, next) => PodIdentityEndpoint.Serves(context.Request) ? endpoint.HandleAsync(context) : next(context));
    }

    private static IServiceCollection AddContainers(this IServiceCollection services, MetadataSettings settings)
    {
        services.TryAddSingleton(new CallLog());
        services.AddProviderKeys();
        services.TryAddSingleton(WebIdentityRules.Default);
        return services
            .AddSingleton(new TaskSelection(settings))
            .AddSingleton<TaskRoleAssumption>()
            .AddSingleton<CurrentTaskCredentials>()
            .AddSingleton(new PodClusters(settings))
            .AddSingleton(provider => new ServiceAccountTokenValidator(
                provider.GetRequiredService<IVerificationKeySource>(), provider.GetRequiredService<EmulatorClock>()))
            .AddSingleton<PodRoleAssumption>()
            .AddSingleton<PodIdentityAgent>()
            .AddSingleton<PodIdentityEndpoint>()
            .AddSingleton<ContainerEndpoint>();
    }
}
