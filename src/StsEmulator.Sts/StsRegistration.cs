using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using StsEmulator.Federation;
using StsEmulator.Federation.Keys;
using StsEmulator.Iam.Time;

namespace StsEmulator.Sts;

/// <summary>What the composition root needs to know of this project.</summary>
public static class StsRegistration
{
    /// <summary>Adds the endpoint and its operations; the rules of Iam and <see cref="StsOptions"/> are the root's to add.</summary>
    public static IServiceCollection AddSts(this IServiceCollection services)
    {
        services.TryAddSingleton<IVerificationKeySource, PinnedKeySource>();
        services.TryAddSingleton(WebIdentityRules.Default);
        services.TryAddSingleton(provider => new WebIdentityValidator(
            provider.GetRequiredService<IVerificationKeySource>(), provider.GetRequiredService<EmulatorClock>(),
            provider.GetRequiredService<WebIdentityRules>()));
        return services.AddSingleton<StsOperations>().AddSingleton<StsEndpoint>();
    }

    /// <summary>Maps the STS API at the root of a listener.</summary>
    public static IEndpointConventionBuilder MapSts(this IEndpointRouteBuilder routes)
    {
        var endpoint = routes.ServiceProvider.GetRequiredService<StsEndpoint>();
        return routes.MapMethods("/", [HttpMethods.Get, HttpMethods.Post], (RequestDelegate)endpoint.HandleAsync);
    }
}
