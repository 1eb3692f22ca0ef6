using System.Threading.Channels;

namespace StsEmulator.Iam.Storage.Memory;

/// <summary>The marks of one process.</summary>
internal sealed class MemoryMarkStore : IMarkStore
{
    private readonly Lock moving = new();
    private readonly List<Channel<StoreMarks>> watchers = [];
    private StoreMarks current = new(1, 0, TimeSpan.Zero);

    public StoreMarks Current
    {
        get
        {
            lock (moving)
                return current;
        }
    }

    public ValueTask<StoreMarks> ReadAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Current);

    public ValueTask SetClockOffsetAsync(TimeSpan offset, CancellationToken cancellationToken)
    {
        Move(marks => marks with { ClockOffset = offset });
        return ValueTask.CompletedTask;
    }

    public async Task WatchAsync(Func<StoreMarks, ValueTask> moved, CancellationToken cancellationToken)
    {
        var channel = Channel.CreateBounded<StoreMarks>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (moving)
        {
            watchers.Add(channel);
            channel.Writer.TryWrite(current);
        }
        try
        {
            await foreach (var marks in channel.Reader.ReadAllAsync(cancellationToken))
                await moved(marks);
        }
        finally
        {
            lock (moving)
                watchers.Remove(channel);
        }
    }

    internal StoreMarks Move(Func<StoreMarks, StoreMarks> change)
    {
        lock (moving)
        {
            current = change(current);
            foreach (var watcher in watchers)
                watcher.Writer.TryWrite(current);
            return current;
        }
    }
}
