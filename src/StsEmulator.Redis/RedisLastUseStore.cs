using System.Globalization;
using StackExchange.Redis;
using StsEmulator.Iam.Audit;
using StsEmulator.Iam.Storage;

namespace StsEmulator.Redis;

/// <summary>
/// Last uses in a hash. What stands is read before it is written over; two replicas that do so at the same moment may leave the earlier of two
/// uses, which are then moments apart.
/// </summary>
internal sealed class RedisLastUseStore(RedisConnection connection, RedisKeys keys, RedisMarkStore marks) : ILastUseStore
{
    public async ValueTask SaveAsync(IReadOnlyList<LastUse> uses, CancellationToken cancellationToken)
    {
        var latest = new Dictionary<string, LastUse>(StringComparer.Ordinal);
        foreach (var use in uses)
        {
            if (use.IsAfter(latest.GetValueOrDefault(use.Subject)))
                latest[use.Subject] = use;
        }
        foreach (var standing in await FindAsync([.. latest.Keys], cancellationToken))
        {
            if (!latest[standing.Subject].IsAfter(standing))
                latest.Remove(standing.Subject);
        }
        if (latest.Count == 0)
            return;
        HashEntry[] fields = [.. latest.Values.Select(use => new HashEntry(use.Subject, Write(use)))];
        await connection.CallAsync(
            async redis =>
            {
                await redis.HashSetAsync(keys.LastUses(marks.Generation), fields);
                return true;
            },
            cancellationToken);
    }

    public async ValueTask<IReadOnlyList<LastUse>> FindAsync(IReadOnlyList<string> subjects, CancellationToken cancellationToken)
    {
        if (subjects.Count == 0)
            return [];
        RedisValue[] fields = [.. subjects.Select(subject => (RedisValue)subject)];
        var values = await connection.CallAsync(redis => redis.HashGetAsync(keys.LastUses(marks.Generation), fields), cancellationToken);
        var found = new List<LastUse>();
        for (int i = 0; i < values.Length; i++)
        {
            if (Read(subjects[i], values[i]) is { } use)
                found.Add(use);
        }
        return found;
    }

    private static string Write(LastUse use) => string.Create(CultureInfo.InvariantCulture, $"{use.Time.UtcTicks} {use.Service} {use.Region}");

    /// <summary>Reads a field; one that is not there or not readable is no use.</summary>
    private static LastUse? Read(string subject, RedisValue value)
    {
        string[] parts = value.ToString().Split(' ', 3);
        return parts.Length == 3 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long ticks)
            && ticks <= DateTimeOffset.MaxValue.Ticks
            ? new LastUse(subject, new DateTimeOffset(ticks, TimeSpan.Zero), parts[1], parts[2])
            : null;
    }
}
