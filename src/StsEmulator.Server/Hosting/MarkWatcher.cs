using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Sessions;
using StsEmulator.Iam.Storage;

namespace StsEmulator.Server.Hosting;

/// <summary>Brings this replica forward when the marks of the store move: the clock, the directory, and after a reset the cache.</summary>
internal sealed partial class MarkWatcher(
    StateStores stores, SharedClock clock, LiveDirectory directory, ISessionStore sessions, ILogger<MarkWatcher> logger) : BackgroundService
{
    private long generation = directory.Current.Generation;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        stores.Marks.WatchAsync(marks => FollowAsync(marks, stoppingToken), stoppingToken);

    private async ValueTask FollowAsync(StoreMarks marks, CancellationToken cancellationToken)
    {
        try
        {
            if (marks.ClockOffset != clock.Clock.Offset)
                await clock.FollowAsync(cancellationToken);
            await directory.AtLeastAsync(marks, cancellationToken);
            if (Interlocked.Exchange(ref generation, marks.Generation) != marks.Generation && sessions is CachedSessionStore cache)
                cache.Clear();
        }
        catch (StoreUnavailableException unavailable)
        {
            // Requests read the marks again before they judge, so nothing is let through on what is known here.
            StoreIsAway(logger, unavailable.Message);
        }
    }

    [LoggerMessage(1001, LogLevel.Warning, "The store does not answer: {Reason}")]
    private static partial void StoreIsAway(ILogger logger, string reason);
}
