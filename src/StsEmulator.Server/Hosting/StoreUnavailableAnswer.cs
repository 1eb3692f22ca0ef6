using StsEmulator.Iam.Storage;

namespace StsEmulator.Server.Hosting;

/// <summary>The last resort for a store that does not answer, when a protocol has not shaped the refusal itself: 503, nothing let through.</summary>
internal sealed partial class StoreUnavailableAnswer(RequestDelegate next, ILogger<StoreUnavailableAnswer> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (StoreUnavailableException unavailable) when (!context.Response.HasStarted)
        {
            StoreIsAway(logger, unavailable.Message);
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    [LoggerMessage(1002, LogLevel.Warning, "A request was refused because the store does not answer: {Reason}")]
    private static partial void StoreIsAway(ILogger logger, string reason);
}
