using System.Text.Json;
using StackExchange.Redis;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Sessions;
using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Time;

namespace StsEmulator.Redis;

/// <summary>Sessions in Redis: one SET to issue, one MGET to look up.</summary>
internal sealed class RedisSessionStore(RedisConnection connection, RedisKeys keys, RedisMarkStore marks, EmulatorClock clock) : ISessionStore
{
    /// <summary>How many keys a listing reads at most; it then shows the newest of those.</summary>
    private const int ListingScan = 20_000;

    private const int ListingBatch = 500;

    public async ValueTask<SessionSave> SaveAsync(Session session, CancellationToken cancellationToken)
    {
        byte[] record = JsonSerializer.SerializeToUtf8Bytes(session, StoreJson.Default.Session);
        var life = session.Expiration - clock.GetUtcNow() + ISessionStore.KeptPastExpiry;
        bool isNew = await connection.CallAsync(
            redis => redis.StringSetAsync(keys.Session(marks.Generation, session.AccessKeyId.Value), record, life, when: When.NotExists),
            cancellationToken);
        return isNew ? SessionSave.Saved : SessionSave.KeyTaken;
    }

    public async ValueTask<SessionLookup> FindAsync(AccessKeyId accessKeyId, CancellationToken cancellationToken)
    {
        long assumed = marks.Generation;
        var (record, found) = await ReadAsync(assumed, accessKeyId, cancellationToken);
        if (found.Generation != assumed)
            (record, found) = await ReadAsync(found.Generation, accessKeyId, cancellationToken);
        return new SessionLookup(record.IsNull ? null : Parse(record), found);
    }

    public async ValueTask<bool> RevokeAsync(AccessKeyId accessKeyId, CancellationToken cancellationToken)
    {
        var lookup = await FindAsync(accessKeyId, cancellationToken);
        if (lookup.Session is not { } session)
            return false;
        // Only revocation ever changes a session, so that two at once write the same.
        byte[] record = JsonSerializer.SerializeToUtf8Bytes(session with { IsRevoked = true }, StoreJson.Default.Session);
        return await connection.CallAsync(
            redis => redis.StringSetAsync(
                keys.Session(lookup.Marks.Generation, accessKeyId.Value), record, expiry: null, keepTtl: true, when: When.Exists),
            cancellationToken);
    }

    public async ValueTask<IReadOnlyList<Session>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        long generation = (await marks.ReadAsync(cancellationToken)).Generation;
        var names = await connection.CallAsync(_ => ScanAsync(generation, cancellationToken), cancellationToken);
        var sessions = new List<Session>(names.Count);
        foreach (var batch in names.Chunk(ListingBatch))
        {
            foreach (var record in await connection.CallAsync(redis => GetAllAsync(redis, batch), cancellationToken))
            {
                if (!record.IsNull)
                    sessions.Add(Parse(record));
            }
        }
        return [.. sessions.OrderByDescending(session => session.IssuedAt).Take(limit)];
    }

    private async Task<List<RedisKey>> ScanAsync(long generation, CancellationToken cancellationToken)
    {
        var names = new List<RedisKey>();
        foreach (var server in connection.Primaries)
        {
            await foreach (var name in server.KeysAsync(pattern: keys.SessionPattern(generation), pageSize: 1000).WithCancellation(cancellationToken))
            {
                names.Add(name);
                if (names.Count == ListingScan)
                    return names;
            }
        }
        return names;
    }

    private async Task<RedisValue[]> GetAllAsync(IDatabase redis, RedisKey[] batch) =>
        connection.IsCluster ? await Task.WhenAll(batch.Select(name => redis.StringGetAsync(name))) : await redis.StringGetAsync(batch);

    /// <summary>One round trip: one command, or in a cluster two that travel together.</summary>
    private async ValueTask<(RedisValue Record, StoreMarks Marks)> ReadAsync(
        long generation, AccessKeyId accessKeyId, CancellationToken cancellationToken)
    {
        var name = keys.Session(generation, accessKeyId.Value);
        var values = await connection.CallAsync(
            async redis =>
            {
                if (!connection.IsCluster)
                    return await redis.StringGetAsync([name, keys.Marks, keys.Clock]);
                var record = redis.StringGetAsync(name);
                var shared = await redis.StringGetAsync([keys.Marks, keys.Clock]);
                return [await record, .. shared];
            },
            cancellationToken);
        if (values[1].IsNull)
            return (values[0], await marks.ReadAsync(cancellationToken));
        return (values[0], marks.Observe(values[1], values[2]));
    }

    /// <summary>A record that cannot be read is no session and no "unknown key" either: the store is at fault.</summary>
    private static Session Parse(RedisValue record)
    {
        try
        {
            return JsonSerializer.Deserialize((byte[])record!, StoreJson.Default.Session) ?? throw new JsonException("The record is null.");
        }
        catch (JsonException exception)
        {
            throw new StoreUnavailableException("The store holds a session record that cannot be read.", exception);
        }
    }
}
