using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using StsEmulator.Federation;
using StsEmulator.Federation.Keys;
using StsEmulator.Federation.Outbound;
using StsEmulator.Federation.Saml;
using StsEmulator.Federation.Saml.Issuing;
using StsEmulator.Iam.Audit;
using StsEmulator.Iam.Delegation;
using StsEmulator.Iam.Sessions;
using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Time;
using StsEmulator.Sts.Outbound;

namespace StsEmulator.Sts;

/// <summary>What the composition root needs to know of this project.</summary>
public static class StsRegistration
{
    /// <summary>Adds the endpoint and its operations; the rules of Iam, <see cref="StsOptions"/> and <see cref="OutboundIssuer"/>
    /// are the root's to add.</summary>
    public static IServiceCollection AddSts(this IServiceCollection services)
    {
        services.TryAddSingleton(new CallLog());
        services.AddProviderKeys();
        services.TryAddSingleton(WebIdentityRules.Default);
        services.TryAddSingleton(provider => new WebIdentityValidator(
            provider.GetRequiredService<IVerificationKeySource>(), provider.GetRequiredService<EmulatorClock>(),
            provider.GetRequiredService<WebIdentityRules>()));
        services.AddSingleton<OutboundKeyRings>().AddSingleton<OutboundDiscovery>().AddSingleton<OutboundEndpoint>();
        services.AddSingleton<RootTaskAssumption>().AddSingleton<TradeInTokens>();
        services.TryAddSingleton(SamlRules.Default);
        services.TryAddSingleton(provider => new SamlValidator(
            provider.GetRequiredService<IOneTimeStore>(), provider.GetRequiredService<EmulatorClock>(), provider.GetRequiredService<SamlRules>(),
            provider.GetService<BuiltInSamlProvider>()));
        return services.AddSingleton<StsOperations>().AddSingleton<StsEndpoint>();
    }

    /// <summary>Answers the STS API at the root of a listener; other paths go on.</summary>
    public static IApplicationBuilder UseSts(this IApplicationBuilder app)
    {
        var endpoint = app.ApplicationServices.GetRequiredService<StsEndpoint>();
        // A route table would do the same, for twenty times the cost, on every request.
        return app.Use((context, next) => context.Request.Path.Value == "/" ? endpoint.HandleAsync(context) : next(context));
    }

    /// <summary>Serves the discovery documents and keys of outbound issuers; other paths go on.</summary>
    public static IApplicationBuilder UseOutboundIssuers(this IApplicationBuilder app)
    {
        var endpoint = app.ApplicationServices.GetRequiredService<OutboundEndpoint>();
        return app.Use((context, next) => context.Request.Path.StartsWithSegments(OutboundIssuer.Path, StringComparison.Ordinal, out var rest)
            ? endpoint.HandleAsync(context, rest.Value ?? "")
            : next(context));
    }
}
