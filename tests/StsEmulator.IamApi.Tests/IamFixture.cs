using System.Globalization;
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
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Storage.Memory;
using StsEmulator.Iam.Time;
using StsEmulator.SigV4;
using StsEmulator.SigV4.Tests;
using StsEmulator.Sts.Tests;

namespace StsEmulator.IamApi.Tests;

/// <summary>The IAM endpoint on a real loopback port, over the embedded store, with a clock that moves by hand and signed requests.</summary>
internal sealed class IamFixture : IAsyncDisposable
{
    /// <summary>When every test begins.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly WebApplication application;
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
    private readonly Uri endpoint;

    private IamFixture(WebApplication application, FakeTimeProvider time)
    {
        this.application = application;
        Time = time;
        endpoint = new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    /// <summary>Gets the machine's clock.</summary>
    public FakeTimeProvider Time { get; }

    public IServiceProvider Services => application.Services;

    public LiveDirectory Directory => application.Services.GetRequiredService<LiveDirectory>();

    /// <summary>Gets the account as it stands.</summary>
    public AccountDirectory Account => Directory.Current.Find(Given.Account)!;

    /// <summary>Starts the endpoint with <see cref="Given.World"/> and other records.</summary>
    public static async Task<IamFixture> StartAsync(params IReadOnlyList<DirectoryEntity> also)
    {
        var time = new FakeTimeProvider(Start);
        var clock = new EmulatorClock(time);
        var stores = MemoryStore.Create(clock, 1000);
        var directory = new LiveDirectory(stores.Directory);
        var seed = Given.World.Where(entity => also.All(other => other.Key != entity.Key)).Concat(also).ToList();
        directory.Adopt((await stores.Directory.OpenAsync("seed", seed, reseed: false, CancellationToken.None))!);

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
            .AddSingleton(new SigningKeyCache(100)).AddSingleton(new AuthenticationOptions()).AddSingleton<RequestAuthenticator>()
            .AddSingleton(new OutboundIssuer(() => "https://sts.example"))
            .AddIamApi();
        var application = builder.Build();
        application.UseIamApi();
        await application.StartAsync();
        return new IamFixture(application, time);
    }

    /// <summary>Calls an operation as the administrator.</summary>
    public Task<IamAnswer> CallAsync(string action, params (string Name, string Value)[] parameters) => CallAsync(Given.Admin, action, parameters);

    /// <summary>Calls an operation as somebody.</summary>
    public async Task<IamAnswer> CallAsync((string Id, string Secret) key, string action, params (string Name, string Value)[] parameters)
    {
        string body = string.Join('&', parameters.Prepend(("Version", "2010-05-08")).Prepend(("Action", action))
            .Select(parameter => $"{Uri.EscapeDataString(parameter.Item1)}={Uri.EscapeDataString(parameter.Item2)}"));
        var signed = new TestSigner
        {
            Service = "iam",
            Method = "POST",
            Target = "/",
            Region = "us-east-1",
            AccessKeyId = key.Id,
            Secret = key.Secret,
            Time = Time.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture),
            IsSecure = false,
            Headers = [new HeaderField("Host", endpoint.Authority), new HeaderField("Content-Type", "application/x-www-form-urlencoded")],
            Body = Encoding.UTF8.GetBytes(body),
        }.Sign();
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint);
        request.Content = new ByteArrayContent(signed.Body.ToArray());
        foreach (var (name, value) in signed.Headers.ToArray())
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
                request.Content.Headers.TryAddWithoutValidation(name, value);
        }
        return await SendAsync(request);
    }

    public async Task<IamAnswer> SendAsync(HttpRequestMessage request)
    {
        request.RequestUri = new Uri(endpoint, request.RequestUri ?? new Uri("/", UriKind.Relative));
        using var response = await client.SendAsync(request);
        return new IamAnswer(response.StatusCode, response.Headers, await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await application.DisposeAsync();
    }
}
