using StsEmulator.Iam.Storage;

namespace StsEmulator.Server.Control;

/// <summary>One request to the control API, past the guard.</summary>
/// <param name="Tail">The id after the resource in the path; empty where there is none.</param>
internal sealed record ControlRequest(HttpContext Http, string Tail);

/// <summary>The control API, for tests and operators: one table of what it answers to.</summary>
internal sealed partial class ControlApi(
    ControlGuard guard, HealthReport health, ClockControl clock, SessionControl sessions, DirectoryControl directory,
    EvaluateControl evaluate, EventControl events, InstanceControl instances, FaultControl faults, IdentityCertificateControl identityCertificate,
    TradeInTokenControl tradeInTokens, TokenControl tokens, ILogger<ControlApi> logger)
{
    public const string Prefix = "/_sts";

    private delegate ValueTask<ControlAnswer> Handler(ControlRequest request, CancellationToken cancellationToken);

    /// <summary>An id after the resource is marked by <c>/*</c>; what belongs to the thing with that id may follow.</summary>
    private readonly Dictionary<string, (string Method, Handler Handle)[]> table = new(StringComparer.Ordinal)
    {
        ["health"] = [("GET", health.GetAsync)],
        ["reset"] = [("POST", directory.ResetAsync)],
        ["sessions"] = [("GET", sessions.ListAsync)],
        ["sessions/*"] = [("DELETE", sessions.RevokeAsync)],
        ["clock"] = [("GET", clock.GetAsync), ("POST", clock.MoveAsync)],
        ["principals"] = [("DELETE", directory.DeletePrincipalAsync)],
        ["instance-identity/*"] = [("GET", identityCertificate.GetAsync)],
        ["trade-in-tokens"] = [("POST", tradeInTokens.MintAsync)],
        ["evaluate"] = [("POST", evaluate.DecideAsync)],
        ["events"] = [("GET", events.ListAsync)],
        ["instances"] = [("GET", instances.ListAsync)],
        ["instances/*"] = [("GET", instances.GetAsync), ("PUT", instances.PutAsync), ("DELETE", instances.DeleteAsync)],
        ["instances/*/events"] = [("POST", instances.AnnounceAsync), ("DELETE", instances.WithdrawAsync)],
        ["tokens"] = [("POST", tokens.MintAsync)],
        ["faults"] = [("GET", faults.ListAsync), ("POST", faults.AddAsync), ("DELETE", faults.ClearAsync)],
        ["faults/*"] = [("DELETE", faults.DeleteAsync)],
    };

    public static void AddServices(IServiceCollection services) => services
        .AddSingleton<ControlGuard>()
        .AddSingleton<HealthReport>()
        .AddSingleton<ClockControl>()
        .AddSingleton<SessionControl>()
        .AddSingleton<DirectoryControl>()
        .AddSingleton<EvaluateControl>()
        .AddSingleton<EventControl>()
        .AddSingleton<IdentityCertificateControl>()
        .AddSingleton<TradeInTokenControl>()
        .AddSingleton<InstanceControl>()
        .AddSingleton<FaultControl>()
        .AddSingleton<TokenControl>()
        .AddSingleton<ControlApi>();

    /// <summary>Takes what lies under the prefix; the rest goes on.</summary>
    public static Func<HttpContext, RequestDelegate, Task> Middleware(IServiceProvider services)
    {
        var api = services.GetRequiredService<ControlApi>();
        return (context, next) => context.Request.Path.StartsWithSegments(Prefix, StringComparison.Ordinal, out var rest)
            ? api.AnswerAsync(context, rest.Value ?? "")
            : next(context);
    }

    private async Task AnswerAsync(HttpContext context, string path)
    {
        ControlAnswer answer;
        try
        {
            answer = guard.Refuse(context) ?? await DispatchAsync(context, path);
        }
        catch (StoreUnavailableException unavailable)
        {
            StoreIsAway(logger, unavailable.Message);
            answer = ControlAnswer.Unavailable("store");
        }
        catch (BadHttpRequestException unreadable)
        {
            answer = unreadable.StatusCode == StatusCodes.Status413PayloadTooLarge ? ControlAnswer.TooLarge : ControlAnswer.Invalid("The body cannot be read.");
        }
        await answer.SendAsync(context);
    }

    private ValueTask<ControlAnswer> DispatchAsync(HttpContext context, string path)
    {
        var (resource, id) = Split(path);
        if (!table.TryGetValue(resource, out var methods))
            return ValueTask.FromResult(ControlAnswer.NotFound("The control API has no such path."));
        foreach (var (method, handle) in methods)
        {
            if (method == context.Request.Method)
                return handle(new ControlRequest(context, id), context.RequestAborted);
        }
        string allowed = string.Join(", ", methods.Select(entry => entry.Method));
        context.Response.Headers.Allow = allowed;
        return ValueTask.FromResult(ControlAnswer.MethodNotAllowed(allowed));
    }

    /// <summary>Gives the key of the table for a path, and the id in it; an id is not empty.</summary>
    internal static (string Resource, string Id) Split(string path) => path.Split('/') switch
    {
        ["", var resource] => (resource, ""),
        ["", var resource, { Length: > 0 } id] => (resource + "/*", id),
        ["", var resource, { Length: > 0 } id, var rest] => ($"{resource}/*/{rest}", id),
        _ => ("", ""),
    };

    [LoggerMessage(1101, LogLevel.Warning, "A control request was refused because the store does not answer: {Reason}")]
    private static partial void StoreIsAway(ILogger logger, string reason);
}
