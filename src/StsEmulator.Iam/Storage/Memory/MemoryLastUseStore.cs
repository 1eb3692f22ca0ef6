using System.Collections.Concurrent;
using StsEmulator.Iam.Audit;

namespace StsEmulator.Iam.Storage.Memory;

/// <summary>The last uses of one process: one for each access key and role that was ever used.</summary>
internal sealed class MemoryLastUseStore : ILastUseStore
{
    private readonly ConcurrentDictionary<string, LastUse> uses = new(StringComparer.Ordinal);

    public ValueTask SaveAsync(IReadOnlyList<LastUse> saved, CancellationToken cancellationToken)
    {
        foreach (var use in saved)
            uses.AddOrUpdate(use.Subject, use, (_, standing) => use.IsAfter(standing) ? use : standing);
        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<LastUse>> FindAsync(IReadOnlyList<string> subjects, CancellationToken cancellationToken)
    {
        var found = new List<LastUse>();
        foreach (string subject in subjects)
        {
            if (uses.TryGetValue(subject, out var use))
                found.Add(use);
        }
        return ValueTask.FromResult<IReadOnlyList<LastUse>>(found);
    }

    internal void Clear() => uses.Clear();
}
