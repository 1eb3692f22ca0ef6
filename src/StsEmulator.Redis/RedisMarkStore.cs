using System.Globalization;
using System.Threading.Channels;
using StackExchange.Redis;
using StsEmulator.Iam.Storage;

namespace StsEmulator.Redis;

/// <summary>The marks in Redis, the local memory of them, and the word that they moved.</summary>
internal sealed class RedisMarkStore(RedisConnection connection, RedisKeys keys, TimeProvider machine) : IMarkStore
{
    /// <summary>How often the marks are read even when nothing was heard.</summary>
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    private long generation = 1;

    /// <summary>Gets the generation this replica last saw.</summary>
    public long Generation => Interlocked.Read(ref generation);

    /// <summary>Writes the directory anew where the store has lost it; set once the directory was opened.</summary>
    public Func<CancellationToken, ValueTask>? Restore { get; set; }

    public async ValueTask<StoreMarks> ReadAsync(CancellationToken cancellationToken)
    {
        var values = await connection.CallAsync(redis => redis.StringGetAsync([keys.Marks, keys.Clock]), cancellationToken);
        if (values[0].IsNull && Restore is { } restore)
        {
            await restore(cancellationToken);
            values = await connection.CallAsync(redis => redis.StringGetAsync([keys.Marks, keys.Clock]), cancellationToken);
        }
        return Observe(values[0], values[1]);
    }

    public async ValueTask SetClockOffsetAsync(TimeSpan offset, CancellationToken cancellationToken)
    {
        await connection.CallAsync(redis => redis.StringSetAsync(keys.Clock, offset.Ticks), cancellationToken);
        await AnnounceAsync(cancellationToken);
    }

    public async Task WatchAsync(Func<StoreMarks, ValueTask> moved, CancellationToken cancellationToken)
    {
        var signals = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        bool isSubscribed = false;
        StoreMarks? last = null;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (!isSubscribed)
                {
                    // The subscription comes back by itself with the connection.
                    await connection.CallAsync(
                        async _ =>
                        {
                            await connection.Subscriber.SubscribeAsync(keys.Moved, (_, _) => signals.Writer.TryWrite(true));
                            return true;
                        },
                        cancellationToken);
                    isSubscribed = true;
                }
                var marks = await ReadAsync(cancellationToken);
                if (marks != last)
                    await moved(marks);
                last = marks;
            }
            catch (StoreUnavailableException)
            {
                // The next round tries again; requests that need the store meanwhile say so themselves.
            }
            await WaitAsync(signals.Reader, cancellationToken);
        }
    }

    public ValueTask<long> AnnounceAsync(CancellationToken cancellationToken) =>
        connection.CallAsync(redis => redis.PublishAsync(keys.Moved, RedisValue.EmptyString), cancellationToken);

    /// <summary>Reads marks from what a command returned, and remembers the generation.</summary>
    public StoreMarks Observe(RedisValue marks, RedisValue clock)
    {
        string text = marks.ToString();
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0
            || !long.TryParse(text.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            || !long.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out long version))
        {
            throw new StoreUnavailableException("The store holds no readable marks.");
        }
        Interlocked.Exchange(ref generation, number);
        return new StoreMarks(number, version, clock.TryParse(out long ticks) ? TimeSpan.FromTicks(ticks) : TimeSpan.Zero);
    }

    public static string Write(long generation, long version) => string.Create(CultureInfo.InvariantCulture, $"{generation}:{version}");

    private async Task WaitAsync(ChannelReader<bool> signals, CancellationToken cancellationToken)
    {
        using var round = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var heard = signals.ReadAsync(round.Token).AsTask();
        var late = Task.Delay(PollInterval, machine, round.Token);
        await Task.WhenAny(heard, late);
        await round.CancelAsync();
        // Both end now; that one of them was cancelled is the point.
        await Task.WhenAll(heard, late).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
