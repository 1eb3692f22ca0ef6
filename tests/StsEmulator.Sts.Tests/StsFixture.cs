using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using StsEmulator.Federation.Outbound;
using StsEmulator.Iam.Authentication;
using StsEmulator.Iam.Authorization;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Mfa;
using StsEmulator.Iam.Sessions;
using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Storage.Memory;
using StsEmulator.Iam.Time;
using StsEmulator.SigV4;

namespace StsEmulator.Sts.Tests;

/// <summary>The STS endpoint on a real loopback port, over the embedded store, with a clock that moves by hand.</summary>
internal sealed class StsFixture : IAsyncDisposable
{
    /// <summary>When every test begins.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly WebApplication application;
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });

    private StsFixture(WebApplication application, FakeTimeProvider time, StateStores stores)
    {
        this.application = application;
        Time = time;
        Stores = stores;
        Endpoint = new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public Uri Endpoint { get; }

    /// <summary>Gets the machine's clock.</summary>
    public FakeTimeProvider Time { get; }

    public StateStores Stores { get; }

    public EmulatorClock Clock => application.Services.GetRequiredService<EmulatorClock>();

    public LiveDirectory Directory => application.Services.GetRequiredService<LiveDirectory>();

    public IServiceProvider Services => application.Services;

    /// <summary>Starts the endpoint with <see cref="Given.World"/>.</summary>
    public static Task<StsFixture> StartAsync(params DirectoryEntity[] also) => StartAsync(new StsOptions(), also: also);

    /// <param name="also">Records beside those of <see cref="Given.World"/>, or in their place where they have the same key.</param>
    /// <param name="configure">Adds services or replaces them.</param>
    public static async Task<StsFixture> StartAsync(
        StsOptions options, AuthenticationOptions? authentication = null, int sessionCapacity = 1000,
        IReadOnlyList<DirectoryEntity>? also = null, Action<IServiceCollection>? configure = null)
    {
        var time = new FakeTimeProvider(Start);
        var clock = new EmulatorClock(time);
        var stores = MemoryStore.Create(clock, sessionCapacity);
        var directory = new LiveDirectory(stores.Directory);
        var seed = Given.World.Where(entity => also?.Any(other => other.Key == entity.Key) != true).Concat(also ?? []).ToList();
        directory.Adopt((await stores.Directory.OpenAsync("seed", seed, reseed: false, CancellationToken.None))!);

        string address = "";
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            // Signatures cover the octets of a header.
            kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
        });
        builder.Services
            .AddSingleton(clock).AddSingleton(stores).AddSingleton(directory)
            .AddSingleton(stores.Sessions).AddSingleton(stores.Directory).AddSingleton(stores.Marks).AddSingleton(stores.OneTime).AddSingleton(stores.Values)
            .AddSingleton<IRandomSource, SeededRandomSource>().AddSingleton<IdentifierGenerator>()
            .AddSingleton(new SigningKeyCache(100)).AddSingleton<MfaCheck>().AddSingleton<SessionIssuer>().AddSingleton<RoleAssumption>()
            .AddSingleton<UserFederation>().AddSingleton<AuthorizationMessageCodec>().AddSingleton<RequestAuthenticator>()
            .AddSingleton(authentication ?? new AuthenticationOptions()).AddSingleton(options)
            .AddSingleton(new OutboundIssuer(() => address))
            .AddSts();
        configure?.Invoke(builder.Services);
        var application = builder.Build();
        application.UseSts().UseOutboundIssuers();
        await application.StartAsync();
        address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new StsFixture(application, time, stores);
    }

    /// <summary>Signs a call and sends it.</summary>
    public Task<StsAnswer> CallAsync(Credentials? credentials, string action, params (string Name, string Value)[] parameters) =>
        SendAsync(StsCall.Of(action, parameters) with { Credentials = credentials });

    public Task<StsAnswer> SendAsync(StsCall call) => SendAsync(call.ToRequest(Endpoint, Clock.GetUtcNow()));

    public async Task<StsAnswer> SendAsync(HttpRequestMessage request)
    {
        using (request)
        using (var response = await client.SendAsync(request))
        {
            var headers = response.Headers.Concat(response.Content.Headers)
                .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
            return new StsAnswer(response.StatusCode, headers, await response.Content.ReadAsByteArrayAsync());
        }
    }

    /// <summary>Assumes a role and gives the credentials of the session.</summary>
    public async Task<Credentials> AssumeAsync(
        Credentials credentials, string roleArn = Given.WorkerArn, string sessionName = "s1", params (string Name, string Value)[] parameters)
    {
        var answer = await CallAsync(credentials, "AssumeRole", [("RoleArn", roleArn), ("RoleSessionName", sessionName), .. parameters]);
        answer.ShouldSucceed();
        return answer.Credentials;
    }

    /// <summary>Writes to the directory as the IAM API does.</summary>
    public ValueTask<DirectorySnapshot> ChangeAsync(IReadOnlyList<DirectoryEntity> upserts, IReadOnlyList<EntityKey> deletes) => Directory.ChangeAsync(
        snapshot => new DirectoryChange(snapshot.Version + 1, upserts, deletes), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await application.DisposeAsync();
    }
}
