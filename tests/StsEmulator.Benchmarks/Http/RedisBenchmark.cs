using StsEmulator.Benchmarks.Processes;
using StsEmulator.Benchmarks.Results;

namespace StsEmulator.Benchmarks.Http;

/// <summary>AssumeRole with the session kept in Redis, against the same emulator that keeps it in memory.</summary>
internal sealed class RedisBenchmark : IBenchmark
{
    public string Name => "redis";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        await using var redis = await RedisProcess.StartAsync(cancellationToken);
        await using var inMemory = await EmulatorProcess.StartAsync(cancellationToken);
        await using var inRedis = await EmulatorProcess.StartAsync(cancellationToken, redis.Url);
        using var onMemory = new WrkLoad(inMemory.Url, inMemory.AssumeRole().Request);
        using var onRedis = new WrkLoad(inRedis.Url, inRedis.AssumeRole().Request);
        await inMemory.WithBothCoresAsync(() => onMemory.RunAsync(options.WarmUp, cancellationToken), cancellationToken);
        await inRedis.WithBothCoresAsync(() => onRedis.RunAsync(options.WarmUp, cancellationToken), cancellationToken);
        var rates = await PairedRates.MeasureAsync(
            options.Pairs,
            () => onMemory.RunAsync(options.Slice, cancellationToken),
            () => onRedis.RunAsync(options.Slice, cancellationToken));
        return [Figure.Share("AssumeRole with Redis, of AssumeRole in memory", rates, 0.5)];
    }
}
