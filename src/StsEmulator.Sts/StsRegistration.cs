using Microsoft.AspNetCore.Builder;
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
        services.AddProviderKeys();
        services.TryAddSingleton(WebIdentityRules.Default);
        services.TryAddSingleton(provider => new WebIdentityValidator(
            provider.GetRequiredService<IVerificationKeySource>(), provider.GetRequiredService<EmulatorClock>(),
            provider.GetRequiredService<WebIdentityRules>()));
        return services.AddSingleton<StsOperations>().AddSingleton<StsEndpoint>();
    }

    /// <summary>Answers the STS API at the root of a listener; other paths go on.</summary>
    public static IApplicationBuilder UseSts(this IApplicationBuilder app)
    {
        var endpoint = app.ApplicationServices.GetRequiredService<StsEndpoint>();
        // A route table would do the same, for twenty times the cost, on every request.
        return app.Use((context, next) => context.Request.Path.Value == "/" ? endpoint.HandleAsync(context) : next(context));
    }
}
