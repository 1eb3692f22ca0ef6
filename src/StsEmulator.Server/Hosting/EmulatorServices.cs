using StsEmulator.Federation.Discovery;
using StsEmulator.Iam.Audit;
using StsEmulator.Iam.Authentication;
using StsEmulator.Iam.Authorization;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Mfa;
using StsEmulator.Iam.Sessions;
using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Time;
using StsEmulator.Server.Configuration;
using StsEmulator.Server.Control;
using StsEmulator.Server.Seeds;
using StsEmulator.SigV4;
using StsEmulator.Sts;

namespace StsEmulator.Server.Hosting;

/// <summary>What every edge draws from: the clock, ids, the store's ports and the directory.</summary>
internal static class EmulatorServices
{
    public static void Add(IServiceCollection services, ServerOptions options, Seed seed, OpenedState state)
    {
        services.AddSingleton(options);
        services.AddSingleton(seed);
        services.AddSingleton(seed.Metadata);
        services.AddSingleton(state.Clock);
        services.AddSingleton(state.Random);
        services.AddSingleton(new IdentifierGenerator(state.Random));
        services.AddSingleton(state.Stores);
        services.AddSingleton(state.Stores.Directory);
        services.AddSingleton(state.Stores.Marks);
        services.AddSingleton(state.Stores.OneTime);
        services.AddSingleton(state.Stores.Values);
        services.AddSingleton<ISessionStore>(
            state.Stores.IsShared ? new CachedSessionStore(state.Stores.Sessions, state.Clock.Machine) : state.Stores.Sessions);
        services.AddSingleton(state.Directory);
        services.AddSingleton(new AuthenticationOptions { IsRelaxed = options.Authentication == AuthenticationMode.Relaxed });
        services.AddSingleton(new SigningKeyCache());
        services.AddSingleton(new LastUses(state.Stores.LastUses, state.Clock));
        services.AddHostedService<LastUseFlusher>();
        services.AddSingleton<RequestAuthenticator>();
        services.AddSingleton(new CallLog());
        services.AddSingleton<MfaCheck>();
        services.AddSingleton<SessionIssuer>();
        services.AddSingleton<RoleAssumption>();
        services.AddSingleton<UserFederation>();
        services.AddSingleton<AuthorizationMessageCodec>();
        services.AddSingleton(new StsOptions());
        services.AddSingleton(DiscoveryRules.Default with { Addresses = options.IssuerAddresses });
        services.AddSingleton<SharedClock>();
        services.AddHostedService<MarkWatcher>();
        ControlApi.AddServices(services);
    }
}

/// <summary>The state that stands before anything listens: the store is open and the directory read.</summary>
internal sealed record OpenedState(EmulatorClock Clock, IRandomSource Random, StateStores Stores, LiveDirectory Directory);
