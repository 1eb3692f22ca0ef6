using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;
using StsEmulator.IdentityProvider.Browser;
using StsEmulator.IdentityProvider.SignIn;
using StsEmulator.IdentityProvider.Users;

namespace StsEmulator.IdentityProvider.OpenId;

/// <summary>Everything below <c>/oidc</c>: pages are answered here, protocol requests by the <see cref="OpenIdServer"/>.</summary>
internal sealed class OpenIdProvider : IDisposable
{
    private readonly OpenIdServices services;
    private readonly ILoggerFactory loggers;
    private readonly Dictionary<string, (RequestDelegate? Get, RequestDelegate? Post)> pages;
    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile OpenIdServer? server;

    public OpenIdProvider(OpenIdServices services, AntiForgery antiForgery, PasswordLimiter limiter, SecondFactor secondFactor, ILoggerFactory loggers)
    {
        this.services = services;
        this.loggers = loggers;
        InteractionPages shape = new(services, antiForgery);
        SignInPage signIn = new(shape, limiter, secondFactor);
        ConsentPage consent = new(shape);
        DevicePage device = new(shape, limiter);
        SignOutPage signOut = new(shape);
        HomePage home = new(shape);
        pages = new(StringComparer.Ordinal)
        {
            [""] = (home.GetAsync, null),
            ["/"] = (home.GetAsync, null),
            [OpenIdPaths.SignIn] = (signIn.GetAsync, signIn.PostAsync),
            [OpenIdPaths.Consent] = (consent.GetAsync, consent.PostAsync),
            [OpenIdPaths.Device] = (device.GetAsync, device.PostAsync),
            [OpenIdPaths.SignOut] = (signOut.GetAsync, signOut.PostAsync),
            [OpenIdPaths.DeviceAuthorization] = (null, new DeviceAuthorizationEndpoint(services).PostAsync),
        };
    }

    public async Task AnswerAsync(HttpContext context, PathString path)
    {
        // Answers name the issuer's addresses and cookies go by its scheme, whatever host or proxy this request came in by.
        Uri issuer = new(services.Address.Issuer());
        context.Request.Scheme = issuer.Scheme;
        if (OpenIdPaths.ForScripts.Contains(path.Value) && OpenToScripts(context))
            return;
        if (pages.TryGetValue(path.Value ?? "", out var page))
        {
            await AnswerPageAsync(context, page.Get, page.Post);
            return;
        }
        context.Request.Host = HostString.FromUriComponent(issuer);
        context.Request.PathBase = PathString.FromUriComponent(issuer).Value is { Length: > 1 } root ? new PathString(root) : PathString.Empty;
        context.Request.Path = path;
        var answering = await ServerAsync(path == OpenIdPaths.Keys, context.RequestAborted);
        await answering.AnswerAsync(context);
    }

    public void Dispose() => gate.Dispose();

    private static Task AnswerPageAsync(HttpContext context, RequestDelegate? get, RequestDelegate? post)
    {
        var handler = context.Request.Method switch
        {
            "GET" or "HEAD" => get,
            "POST" => post,
            _ => null,
        };
        if (handler is not null)
            return handler(context);
        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        context.Response.Headers.Allow = get is null ? "POST" : post is null ? "GET, HEAD" : "GET, HEAD, POST";
        return Task.CompletedTask;
    }

    /// <summary>
    /// Lets programs in browsers read answers, from any origin: no cookie counts at these paths. True when the browser only asked whether it may.
    /// </summary>
    private static bool OpenToScripts(HttpContext context)
    {
        var request = context.Request;
        if (request.Headers.Origin.Count == 0)
            return false;
        var answer = context.Response.Headers;
        answer.AccessControlAllowOrigin = "*";
        if (!HttpMethods.IsOptions(request.Method) || request.Headers.AccessControlRequestMethod.Count == 0)
        {
            answer.AccessControlExposeHeaders = "WWW-Authenticate";
            return false;
        }
        answer.AccessControlAllowMethods = "GET, POST";
        answer.AccessControlAllowHeaders = "Authorization, Content-Type";
        answer.AccessControlMaxAge = "7200";
        answer.Append(HeaderNames.Vary, HeaderNames.AccessControlRequestHeaders);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return true;
    }

    private async ValueTask<OpenIdServer> ServerAsync(bool isForPublishing, CancellationToken cancellationToken)
    {
        var ring = services.Keys.Ring;
        var keys = isForPublishing ? await ring.GetPublishedAsync(cancellationToken) : await ring.GetAsync(cancellationToken);
        if (server is { } standing && ReferenceEquals(standing.Keys, keys))
            return standing;
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (server is not { } built || !ReferenceEquals(built.Keys, keys))
            {
                byte[] encryptionKey = await services.Seal.KeyAsync("oidc/tokens", cancellationToken);
                // One that goes may still be answering; nothing it holds needs disposing.
                server = built = OpenIdServer.Build(services, keys, encryptionKey, loggers);
            }
            return built;
        }
        finally
        {
            gate.Release();
        }
    }
}
