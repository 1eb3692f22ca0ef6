using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace StsEmulator.Federation.Tests.Discovery;

/// <summary>A provider on a real port of this machine that behaves as told.</summary>
internal sealed class LoopbackProvider : IAsyncDisposable
{
    private readonly WebApplication application;
    private int documents;

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

    public static async Task<LoopbackProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var application = builder.Build();
        LoopbackProvider? provider = null;
        application.Run(context => provider!.AnswerAsync(context));
        await application.StartAsync();
        provider = new LoopbackProvider(application);
        return provider;
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        bool isDocument = context.Request.Path == "/.well-known/openid-configuration";
        if (isDocument)
            Interlocked.Increment(ref documents);
        Asked.TrySetResult();
        await Gate.WaitAsync(context.RequestAborted);
        context.Response.StatusCode = isDocument ? DocumentStatus : KeysStatus;
        if (context.Response.StatusCode == 302)
            context.Response.Headers.Location = Url + "/keys";
        string body = isDocument ? $$"""{"issuer":"{{Issuer}}","jwks_uri":"{{KeysUrl}}"}""" : Jwks;
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body), context.RequestAborted);
    }
}
