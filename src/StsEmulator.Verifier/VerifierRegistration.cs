using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using StsEmulator.Iam.Audit;
using StsEmulator.Verifier.Authorization;
using StsEmulator.Verifier.Verification;

namespace StsEmulator.Verifier;

/// <summary>Adds the verifier to a host and maps it.</summary>
public static class VerifierRegistration
{
    /// <summary>
    /// Adds the verifier's services. The host provides RequestAuthenticator, LiveDirectory, AuthorizationMessageCodec, EmulatorClock and
    /// StateStores.
    /// </summary>
    public static IServiceCollection AddVerifier(this IServiceCollection services, VerifierOptions options)
    {
        services.TryAddSingleton(new CallLog());
        services.AddSingleton(options);
        services.AddSingleton<RequestVerifier>();
        services.AddSingleton<Authorizer>();
        // One instance of each for all calls: they hold no state of a call.
        services.AddSingleton<VerifierService>();
        services.AddSingleton<StoreHealthService>();
        if (options.AdminToken is not null)
            services.AddSingleton<AdminTokenInterceptor>();
        services.AddGrpc(grpc => Configure(grpc, options));
        services.AddGrpcReflection();
        return services;
    }

    /// <summary>Maps the verifier, the health service and server reflection.</summary>
    public static IEndpointRouteBuilder MapVerifier(this IEndpointRouteBuilder routes)
    {
        routes.MapGrpcService<VerifierService>();
        routes.MapGrpcService<StoreHealthService>();
        routes.MapGrpcReflectionService();
        return routes;
    }

    private static void Configure(GrpcServiceOptions grpc, VerifierOptions options)
    {
        grpc.MaxReceiveMessageSize = VerifierLimits.Message;
        if (options.AdminToken is not null)
            grpc.Interceptors.Add<AdminTokenInterceptor>();
    }
}
