using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StsEmulator.Iam.Authentication;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Mfa;
using StsEmulator.Iam.Sessions;
using StsEmulator.Iam.Storage;
using StsEmulator.Metadata.Faults;
using StsEmulator.Metadata.Http;
using StsEmulator.Metadata.Identity;
using StsEmulator.Metadata.Instances;
using StsEmulator.Metadata.Settings;
using StsEmulator.Metadata.Tree;
using StsEmulator.SigV4;

namespace StsEmulator.Metadata.Tests;

/// <summary>One replica that serves the metadata of some instances on a loopback port.</summary>
internal sealed class MetadataHost : IAsyncDisposable
{
    public const string TokenHeader = "X-aws-ec2-metadata-token";
    public const string TtlHeader = "X-aws-ec2-metadata-token-ttl-seconds";

    private readonly WebApplication application;
    private readonly HttpClient client;
    private readonly System.Threading.Channels.Channel<int?> finished = System.Threading.Channels.Channel.CreateUnbounded<int?>();

    private MetadataHost(WebApplication application, Uri address)
    {
        this.application = application;
        Address = address;
        client = ClientFrom(IPAddress.Loopback);
    }

    public Uri Address { get; }

    /// <summary>Gets the time to live that the connection of the request last waited for has after its answer was written.</summary>
    public int? LastHops { get; private set; }

    public InstanceFleet Instances => application.Services.GetRequiredService<InstanceFleet>();

    public FaultPlan Faults => application.Services.GetRequiredService<FaultPlan>();

    public LiveDirectory Directory => application.Services.GetRequiredService<LiveDirectory>();

    public MetadataTree Tree => application.Services.GetRequiredService<MetadataTree>();

    public InstanceIdentityCertificate Certificate => application.Services.GetRequiredService<InstanceIdentityCertificate>();

    public RequestAuthenticator Authenticator => application.Services.GetRequiredService<RequestAuthenticator>();

    public static Task<MetadataHost> StartAsync(World world, IReadOnlyList<InstanceSettings> instances, ISharedValueStore? values = null) =>
        StartAsync(world, new MetadataSettings(instances, []), values);

    public static async Task<MetadataHost> StartAsync(World world, MetadataSettings settings, ISharedValueStore? values = null)
    {
        var directory = new LiveDirectory(world.Stores.Directory);
        directory.Adopt((await world.Stores.Directory.OpenAsync("seed", World.Seed, reseed: false, CancellationToken.None))!);
        MetadataHost? host = null;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Any, 0));
        builder.Services
            .AddSingleton(world.Clock)
            .AddSingleton(world.Stores.Sessions)
            .AddSingleton(values ?? world.Stores.Values)
            .AddSingleton(world.Stores.OneTime)
            .AddSingleton(directory)
            .AddSingleton(new IdentifierGenerator(new SeededRandom(world.NextSeed())))
            .AddSingleton<SessionIssuer>()
            .AddSingleton<MfaCheck>()
            .AddSingleton<RoleAssumption>()
            .AddSingleton(new SigningKeyCache(16))
            .AddSingleton(new AuthenticationOptions())
            .AddSingleton<RequestAuthenticator>()
            .AddMetadata(settings);
        var application = builder.Build();
        application.Use(next => async context =>
        {
            try
            {
                await next(context);
            }
            finally
            {
                host?.Finish(context);
            }
        });
        application.UseMetadataFaults();
        application.UsePodIdentity();
        application.MapInstanceMetadata();
        await application.StartAsync();
        string address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return host = new MetadataHost(application, new UriBuilder(address) { Host = "127.0.0.1" }.Uri);
    }

    public HttpClient ClientFrom(IPAddress source) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Bind(new IPEndPoint(source, 0));
            await socket.ConnectAsync(IPAddress.Loopback, Address.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    { BaseAddress = Address };

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        // The text of the target goes out as it is: a Uri of its own would read `//latest` as a host.
        var request = new HttpRequestMessage(method, new Uri(Address.ToString().TrimEnd('/') + path));
        foreach (var (name, value) in headers)
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        return await client.SendAsync(request);
    }

    public async Task<string> TokenAsync(int ttlSeconds = 21_600)
    {
        using var response = await SendAsync(HttpMethod.Put, "/latest/api/token", (TtlHeader, $"{ttlSeconds}"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }

    public Task<HttpResponseMessage> GetAsync(string path, string? token = null) =>
        token is null ? SendAsync(HttpMethod.Get, path) : SendAsync(HttpMethod.Get, path, (TokenHeader, token));

    /// <summary>Reads a path with a fresh token; it has to be there.</summary>
    public async Task<string> ReadAsync(string path)
    {
        using var response = await GetAsync(path, await TokenAsync());
        Assert.True(response.IsSuccessStatusCode, $"{path} answered {(int)response.StatusCode}");
        return await response.Content.ReadAsStringAsync();
    }

    public async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var response = await GetAsync(path, await TokenAsync());
        return response.StatusCode;
    }

    public async Task<ServedCredentials> CredentialsAsync() =>
        ServedCredentials.Of(await ReadAsync("/latest/meta-data/iam/security-credentials/" + World.RoleName));

    /// <summary>Waits until the oldest request that was not waited for yet has left the server.</summary>
    public async Task FinishedRequestAsync() => LastHops = await finished.Reader.ReadAsync();

    private void Finish(HttpContext context) => finished.Writer.TryWrite(
        context.Features.Get<IConnectionSocketFeature>() is { } connection ? HopLimit.TryGet(connection.Socket) : null);

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await application.DisposeAsync();
    }
}
