using StsEmulator.Iam.Audit;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Time;

namespace StsEmulator.Server.Hosting;

/// <summary>Hands what was used to the store every second, so that other replicas tell it too.</summary>
internal sealed partial class LastUseFlusher(LastUses uses, LiveDirectory directory, EmulatorClock clock, ILogger<LastUseFlusher> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await FlushAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock.Machine);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await FlushAsync(stoppingToken);
    }

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            await uses.FlushAsync(directory.Current.Generation, cancellationToken);
        }
        catch (StoreUnavailableException unavailable)
        {
            StoreIsAway(logger, unavailable.Message);
        }
    }

    [LoggerMessage(1001, LogLevel.Warning, "What was used last stays unsaved, the store does not answer: {Reason}")]
    private static partial void StoreIsAway(ILogger logger, string reason);
}
