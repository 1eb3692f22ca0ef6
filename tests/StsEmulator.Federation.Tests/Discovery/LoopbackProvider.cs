using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace StsEmulator.Federation.Tests.Discovery;

/// <summary>A provider on a real port of this machine that behaves as told.</summary>
internal sealed class LoopbackProvider : IAsyncDisposable
{
    private readonly WebApplication application;
    private int documents;
    private int keySets;

    private LoopbackProvider(WebApplication application)
    {
        this.application = application;
        Url = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Issuer = Url;
        KeysUrl = Url + "/keys";
    }

    public string Url { get; }

    /// <summary>Gets or sets what the discovery document says of itself.</summary>
    public string Issuer { get; set; }

    public string KeysUrl { get; set; }

    public string Jwks { get; set; } = TestIssuer.Jwks;

    public int DocumentStatus { get; set; } = 200;

    public int KeysStatus { get; set; } = 200;

    /// <summary>Gets or sets what answers wait for.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>Gets what ends when the first question has arrived.</summary>
    public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Gets how often the discovery document was asked for.</summary>
    public int Documents => Volatile.Read(ref documents);

    /// <summary>Gets how often the key set was asked for, or anything else.</summary>
    public int KeySets => Volatile.Read(ref keySets);

    /// <param name="certificate">The server's certificate with its key; null for a provider without TLS.</param>
    /// <param name="sent">What it sends beside its own certificate.</param>
    public static async Task<LoopbackProvider> StartAsync(X509Certificate2? certificate = null, X509Certificate2Collection? sent = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
                listen.UseHttps(Handshake(certificate, sent));
        }));
        if (certificate is not null)
            builder.WebHost.UseKestrelHttpsConfiguration();
        var application = builder.Build();
        LoopbackProvider? provider = null;
        application.Run(context => provider!.AnswerAsync(context));
        await application.StartAsync();
        provider = new LoopbackProvider(application);
        return provider;
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    /// <summary>Sends what it is told and asks nobody for more of the chain.</summary>
    private static TlsHandshakeCallbackOptions Handshake(X509Certificate2 certificate, X509Certificate2Collection? sent)
    {
        var context = SslStreamCertificateContext.Create(certificate, sent, offline: true);
        return new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions { ServerCertificateContext = context }) };
    }

    private async Task AnswerAsync(HttpContext context)
    {
        bool isDocument = context.Request.Path == "/.well-known/openid-configuration";
        if (isDocument)
            Interlocked.Increment(ref documents);
        else
            Interlocked.Increment(ref keySets);
        Asked.TrySetResult();
        await Gate.WaitAsync(context.RequestAborted);
        context.Response.StatusCode = isDocument ? DocumentStatus : KeysStatus;
        if (context.Response.StatusCode == 302)
            context.Response.Headers.Location = Url + "/keys";
        string body = isDocument ? $$"""{"issuer":"{{Issuer}}","jwks_uri":"{{KeysUrl}}"}""" : Jwks;
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body), context.RequestAborted);
    }
}
