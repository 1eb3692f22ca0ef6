using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using StsEmulator.Federation.Outbound;
using StsEmulator.Iam.Audit;
using StsEmulator.Iam.Mfa;
using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Time;
using StsEmulator.Protocols.Query;

namespace StsEmulator.IamApi;

/// <summary>What the composition root needs to know of this project.</summary>
public static class IamRegistration
{
    private static readonly QueryApi Api = new("iam", IamOperations.Version);

    /// <summary>Adds the endpoint; the rules of Iam and <see cref="OutboundIssuer"/> are the root's to add.</summary>
    public static IServiceCollection AddIamApi(this IServiceCollection services)
    {
        services.TryAddSingleton(new CallLog());
        services.TryAddSingleton(new IamOptions());
        services.TryAddSingleton<MfaCheck>();
        services.TryAddSingleton(provider => new LastUses(
            provider.GetRequiredService<StateStores>().LastUses, provider.GetRequiredService<EmulatorClock>()));
        services.TryAddSingleton<IamPorts>();
        return services.AddSingleton<IamEndpoint>();
    }

    /// <summary>Answers the IAM API at the root of a listener; what is for another API goes on.</summary>
    public static IApplicationBuilder UseIamApi(this IApplicationBuilder app)
    {
        var endpoint = app.ApplicationServices.GetRequiredService<IamEndpoint>();
        return app.Use((context, next) =>
        {
            if (context.Request.Path.Value != QueryApi.Path)
                return next(context);
            var isIam = Api.IsForAsync(context);
            // Nearly always known at once: then no state machine stands between STS and its requests.
            if (isIam.IsCompletedSuccessfully)
                return isIam.Result ? endpoint.HandleAsync(context) : next(context);
            return ChooseAsync(isIam, endpoint, context, next);
        });
    }

    private static async Task ChooseAsync(ValueTask<bool> isIam, IamEndpoint endpoint, Microsoft.AspNetCore.Http.HttpContext context, Microsoft.AspNetCore.Http.RequestDelegate next)
    {
        if (await isIam)
            await endpoint.HandleAsync(context);
        else
            await next(context);
    }
}
