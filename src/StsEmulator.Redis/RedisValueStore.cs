using StackExchange.Redis;
using StsEmulator.Iam.Storage;

namespace StsEmulator.Redis;

/// <summary>Claims and shared values in Redis; both are one command.</summary>
internal sealed class RedisValueStore(RedisConnection connection, RedisKeys keys, RedisMarkStore marks) : IOneTimeStore, ISharedValueStore
{
    public ValueTask<bool> TryClaimAsync(string key, TimeSpan lifetime, CancellationToken cancellationToken) => connection.CallAsync(
        redis => redis.StringSetAsync(keys.Once(marks.Generation, key), RedisValue.EmptyString, lifetime, when: When.NotExists), cancellationToken);

    public async ValueTask<byte[]> GetOrAddAsync(string key, byte[] candidate, TimeSpan? lifetime, CancellationToken cancellationToken)
    {
        var standing = await connection.CallAsync(
            redis => redis.StringSetAndGetAsync(keys.Value(marks.Generation, key), candidate, lifetime, when: When.NotExists), cancellationToken);
        return standing.IsNull ? candidate : (byte[])standing!;
    }

    public async ValueTask<byte[]?> FindAsync(string key, CancellationToken cancellationToken) =>
        await connection.CallAsync(redis => redis.StringGetAsync(keys.Value(marks.Generation, key)), cancellationToken);

    public async ValueTask RemoveAsync(string key, CancellationToken cancellationToken) =>
        await connection.CallAsync(redis => redis.KeyDeleteAsync(keys.Value(marks.Generation, key)), cancellationToken);
}
