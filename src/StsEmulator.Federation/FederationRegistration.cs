using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using StsEmulator.Federation.Discovery;
using StsEmulator.Federation.Keys;
using StsEmulator.Federation.TestIssuers;
using StsEmulator.Iam.Time;

namespace StsEmulator.Federation;

/// <summary>What doors that take tokens need to know of this project.</summary>
public static class FederationRegistration
{
    /// <summary>Adds the source of providers' keys, once; <see cref="DiscoveryRules"/> are the root's to replace.</summary>
    public static void AddProviderKeys(this IServiceCollection services)
    {
        services.TryAddSingleton(DiscoveryRules.Default);
        services.TryAddSingleton<PinnedKeySource>();
        services.TryAddSingleton<TestIssuerKeys>();
        services.TryAddSingleton(provider => new DiscoveredKeySource(
            provider.GetRequiredService<DiscoveryRules>(), provider.GetRequiredService<EmulatorClock>().Machine,
            provider.GetRequiredService<ILogger<DiscoveredKeySource>>(), provider.GetService<HostResolver>()));
        services.TryAddSingleton<IVerificationKeySource, ProviderKeySource>();
    }
}
