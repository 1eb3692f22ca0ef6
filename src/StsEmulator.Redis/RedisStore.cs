using StackExchange.Redis;
using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Time;

namespace StsEmulator.Redis;

/// <summary>
/// The shared store: sessions, directory, marks, claims and shared values of any number of emulators in one Redis. Redis 7.0 or newer.
/// </summary>
public sealed class RedisStore : IAsyncDisposable
{
    private readonly RedisConnection connection;

    private RedisStore(RedisConnection connection, StateStores stores)
    {
        this.connection = connection;
        Stores = stores;
    }

    /// <summary>Gets the ports. Sessions come straight from Redis; who reads them often puts a cache before them.</summary>
    public StateStores Stores { get; }

    /// <summary>Begins to connect. A Redis that is not there yet makes calls fail, not this.</summary>
    public static async ValueTask<RedisStore> ConnectAsync(RedisStoreOptions options, EmulatorClock clock)
    {
        var connection = new RedisConnection(await ConnectionMultiplexer.ConnectAsync(options.ToConfiguration()), options.ToString());
        var keys = new RedisKeys(options.Prefix);
        var marks = new RedisMarkStore(connection, keys, clock.Machine);
        var values = new RedisValueStore(connection, keys, marks);
        return new RedisStore(connection, new StateStores(
            new RedisSessionStore(connection, keys, marks, clock), new RedisDirectoryStore(connection, keys, marks, clock.Machine),
            marks, values, values, new RedisLastUseStore(connection, keys, marks), IsShared: true));
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
