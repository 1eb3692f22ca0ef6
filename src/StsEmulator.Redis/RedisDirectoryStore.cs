using System.Text.Json;
using StackExchange.Redis;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Storage;

namespace StsEmulator.Redis;

/// <summary>
/// The directory in Redis: a hash with a field per record, a capped list of changes, and the marks, all in one slot. A commit is a
/// transaction on the condition that the marks are still those it was made from.
/// </summary>
internal sealed class RedisDirectoryStore(RedisConnection connection, RedisKeys keys, RedisMarkStore marks) : IDirectoryStore
{
    /// <summary>How many changes the log reaches back; a reader further behind loads the whole.</summary>
    private const int LogLength = 1024;

    private (string Fingerprint, IReadOnlyList<DirectoryEntity> Entities)? opened;

    public async ValueTask<DirectoryRecords?> OpenAsync(
        string fingerprint, IReadOnlyList<DirectoryEntity> seed, bool reseed, CancellationToken cancellationToken)
    {
        var standing = await connection.CallAsync(redis => redis.StringGetAsync([keys.Marks, keys.Seed]), cancellationToken);
        bool isEmpty = standing[0].IsNull;
        if (!isEmpty && standing[1] != fingerprint && !reseed)
            return null;
        if (isEmpty || standing[1] != fingerprint)
            await WriteAsync(standing[0], fingerprint, seed, cancellationToken);
        opened = (fingerprint, seed);
        marks.Restore = RestoreAsync;

        var records = await LoadAsync(cancellationToken);
        // Two replicas may have begun at once with different seeds: the one that was second is told so.
        var winner = await connection.CallAsync(redis => redis.StringGetAsync(keys.Seed), cancellationToken);
        return winner == fingerprint ? records : null;
    }

    public async ValueTask<DirectoryRecords> LoadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var before = await marks.ReadAsync(cancellationToken);
            var fields = await connection.CallAsync(redis => redis.HashGetAllAsync(keys.Directory(before.Generation)), cancellationToken);
            var after = await marks.ReadAsync(cancellationToken);
            // A write in between: the records may be of either version, so they are read again.
            if (before.Generation == after.Generation && before.DirectoryVersion == after.DirectoryVersion)
                return new DirectoryRecords(after, [.. fields.Select(field => Parse(field.Value))]);
        }
    }

    public async ValueTask<IReadOnlyList<DirectoryChange>?> ReadChangesAsync(
        long generation, long afterVersion, CancellationToken cancellationToken)
    {
        var now = await marks.ReadAsync(cancellationToken);
        if (now.Generation != generation || afterVersion > now.DirectoryVersion)
            return null;
        long missing = now.DirectoryVersion - afterVersion;
        if (missing == 0)
            return [];
        if (missing > LogLength)
            return null;
        // Newest first; writes that came after the marks were read are welcome.
        var log = await connection.CallAsync(redis => redis.ListRangeAsync(keys.Changes(generation), 0, LogLength - 1), cancellationToken);
        var changes = new List<DirectoryChange>();
        for (int i = log.Length - 1; i >= 0; i--)
        {
            var change = ParseChange(log[i]);
            if (change.Version == afterVersion + changes.Count + 1)
                changes.Add(change);
        }
        return changes.Count >= missing ? changes : null;
    }

    public async ValueTask<bool> TryCommitAsync(long generation, DirectoryChange change, CancellationToken cancellationToken)
    {
        bool isCommitted = await connection.CallAsync(
            async redis =>
            {
                var transaction = redis.CreateTransaction();
                transaction.AddCondition(Condition.StringEqual(keys.Marks, RedisMarkStore.Write(generation, change.Version - 1)));
                var directory = keys.Directory(generation);
                var commands = new List<Task>();
                if (change.Deletes.Count > 0)
                    commands.Add(transaction.HashDeleteAsync(directory, [.. change.Deletes.Select(key => (RedisValue)key.ToString())]));
                if (change.Upserts.Count > 0)
                    commands.Add(transaction.HashSetAsync(directory, [.. change.Upserts.Select(Field)]));
                commands.Add(transaction.ListLeftPushAsync(
                    keys.Changes(generation), JsonSerializer.SerializeToUtf8Bytes(change, StoreJson.Default.DirectoryChange)));
                commands.Add(transaction.ListTrimAsync(keys.Changes(generation), 0, LogLength - 1));
                commands.Add(transaction.StringSetAsync(keys.Marks, RedisMarkStore.Write(generation, change.Version)));
                commands.Add(transaction.PublishAsync(keys.Moved, RedisValue.EmptyString));
                if (!await transaction.ExecuteAsync())
                    return false;
                await Task.WhenAll(commands);
                return true;
            },
            cancellationToken);
        return isCommitted;
    }

    public async ValueTask<DirectoryRecords> ResetAsync(IReadOnlyList<DirectoryEntity> entities, CancellationToken cancellationToken)
    {
        while (true)
        {
            var standing = await connection.CallAsync(redis => redis.StringGetAsync([keys.Marks, keys.Seed]), cancellationToken);
            string fingerprint = opened?.Fingerprint ?? standing[1].ToString();
            if (!await WriteAsync(standing[0], fingerprint, entities, cancellationToken))
                continue;
            return await LoadAsync(cancellationToken);
        }
    }

    /// <summary>Writes all records as the next generation, on the condition that the marks are still those; then clears the old one.</summary>
    private async ValueTask<bool> WriteAsync(
        RedisValue standing, string fingerprint, IReadOnlyList<DirectoryEntity> entities, CancellationToken cancellationToken)
    {
        long old = standing.IsNull ? marks.Generation : marks.Observe(standing, RedisValue.Null).Generation;
        long next = old + 1;
        bool isWritten = await connection.CallAsync(
            async redis =>
            {
                var transaction = redis.CreateTransaction();
                transaction.AddCondition(standing.IsNull ? Condition.KeyNotExists(keys.Marks) : Condition.StringEqual(keys.Marks, standing));
                var commands = new List<Task> { transaction.KeyDeleteAsync([keys.Directory(next), keys.Changes(next), keys.Clock]) };
                if (entities.Count > 0)
                    commands.Add(transaction.HashSetAsync(keys.Directory(next), [.. entities.Select(Field)]));
                commands.Add(transaction.StringSetAsync(keys.Seed, fingerprint));
                commands.Add(transaction.StringSetAsync(keys.Marks, RedisMarkStore.Write(next, 1)));
                commands.Add(transaction.PublishAsync(keys.Moved, RedisValue.EmptyString));
                if (!await transaction.ExecuteAsync())
                    return false;
                await Task.WhenAll(commands);
                return true;
            },
            cancellationToken);
        if (isWritten && !standing.IsNull)
            await connection.CallAsync(redis => ForgetAsync(redis, old, cancellationToken), cancellationToken);
        return isWritten;
    }

    /// <summary>The store was emptied under us: the directory goes back to the seed, as a new generation.</summary>
    private async ValueTask RestoreAsync(CancellationToken cancellationToken)
    {
        if (opened is var (fingerprint, entities))
            await WriteAsync(RedisValue.Null, fingerprint, entities, cancellationToken);
    }

    /// <summary>Unlinks what belonged to a generation and to nobody else.</summary>
    private async Task<bool> ForgetAsync(IDatabase redis, long generation, CancellationToken cancellationToken)
    {
        foreach (var server in connection.Primaries)
        {
            foreach (string pattern in keys.GenerationPatterns(generation))
            {
                await foreach (var name in server.KeysAsync(pattern: pattern, pageSize: 1000).WithCancellation(cancellationToken))
                    await redis.KeyDeleteAsync(name);
            }
        }
        return true;
    }

    private static HashEntry Field(DirectoryEntity entity) =>
        new(entity.Key.ToString(), JsonSerializer.SerializeToUtf8Bytes(entity, StoreJson.Default.DirectoryEntity));

    private static DirectoryEntity Parse(RedisValue record)
    {
        try
        {
            return JsonSerializer.Deserialize((byte[])record!, StoreJson.Default.DirectoryEntity) ?? throw new JsonException("The record is null.");
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw new StoreUnavailableException("The store holds a directory record that cannot be read.", exception);
        }
    }

    private static DirectoryChange ParseChange(RedisValue record)
    {
        try
        {
            return JsonSerializer.Deserialize((byte[])record!, StoreJson.Default.DirectoryChange) ?? throw new JsonException("The record is null.");
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw new StoreUnavailableException("The store holds a directory change that cannot be read.", exception);
        }
    }
}
