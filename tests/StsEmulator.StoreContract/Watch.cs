using StsEmulator.Iam.Storage;

namespace StsEmulator.StoreContract;

/// <summary>A watch on marks that tests wait on.</summary>
public sealed class Watch : IAsyncDisposable
{
    /// <summary>Far above what a store takes, so that only a word that never comes fails.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource end = new();
    private readonly Lock gate = new();
    private readonly List<(Func<StoreMarks, bool> IsMeant, TaskCompletionSource<StoreMarks> Seen)> waiting = [];
    private readonly List<StoreMarks> seen = [];

    public Watch(IMarkStore marks) => Running = Task.Run(() => marks.WatchAsync(Note, end.Token));

    public Task Running { get; }

    /// <summary>Waits until marks are, or were, called back for which the predicate holds.</summary>
    public async Task<StoreMarks> UntilAsync(Func<StoreMarks, bool> isMeant)
    {
        var source = new TaskCompletionSource<StoreMarks>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (seen.FindLastIndex(marks => isMeant(marks)) is >= 0 and var index)
                return seen[index];
            waiting.Add((isMeant, source));
        }
        return await source.Task.WaitAsync(Patience);
    }

    public async Task EndAsync()
    {
        await end.CancelAsync();
        await Running.WaitAsync(Patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        end.Dispose();
    }

    private ValueTask Note(StoreMarks marks)
    {
        lock (gate)
        {
            seen.Add(marks);
            foreach (var (_, source) in waiting.FindAll(waiter => waiter.IsMeant(marks)))
                source.TrySetResult(marks);
        }
        return ValueTask.CompletedTask;
    }
}
