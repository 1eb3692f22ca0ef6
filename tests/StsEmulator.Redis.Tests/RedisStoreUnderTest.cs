using StackExchange.Redis;
using StsEmulator.Iam.Storage;
using StsEmulator.StoreContract;

namespace StsEmulator.Redis.Tests;

/// <summary>A replica of its own connection and clock, under a prefix that it may have in common with others.</summary>
internal sealed class RedisStoreUnderTest : StoreUnderTest
{
    private readonly ConnectionMultiplexer behind;
    private RedisStore? store;

    private RedisStoreUnderTest(string prefix, ConnectionMultiplexer behind)
    {
        this.behind = behind;
        Prefix = prefix;
    }

    public string Prefix { get; }

    public override StateStores Stores => store!.Stores;

    public IServer Server => behind.GetServers()[0];

    public IDatabase Database => behind.GetDatabase();

    public static async ValueTask<RedisStoreUnderTest> ConnectAsync(IRedis redis, string? prefix = null)
    {
        var replica = new RedisStoreUnderTest(prefix ?? RedisServer.NewPrefix(), await redis.ConnectAsync());
        Assert.True(RedisStoreOptions.TryParse($"{redis.Url}/{replica.Prefix}", out var options));
        replica.store = await RedisStore.ConnectAsync(options, replica.Clock);
        return replica;
    }

    public static async ValueTask<RedisStoreUnderTest> OpenAsync(IRedis redis, string? prefix = null)
    {
        var replica = await ConnectAsync(redis, prefix);
        Assert.NotNull(await replica.Stores.Directory.OpenAsync("seed-1", Records.Seed, reseed: false, TestContext.Current.CancellationToken));
        return replica;
    }

    public IEnumerable<RedisKey> Keys() => behind.GetServers().SelectMany(Keys);

    public int ServersWithKeys() => behind.GetServers().Count(server => Keys(server).Any());

    private IEnumerable<RedisKey> Keys(IServer server) =>
        server.Keys(pattern: $"*{Prefix}*").Where(key => key.ToString().TrimStart('{').StartsWith(Prefix, StringComparison.Ordinal));

    /// <summary>Redis has no clock to move, so what is left of every lifetime is shortened instead; keys without one stay.</summary>
    public override async ValueTask PassAsync(TimeSpan time)
    {
        Machine.Advance(time);
        foreach (var key in Keys())
        {
            if (await Database.KeyTimeToLiveAsync(key) is { } left)
                await Database.KeyExpireAsync(key, left > time ? left - time : TimeSpan.Zero);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (store is not null)
            await store.DisposeAsync();
        await behind.DisposeAsync();
        await base.DisposeAsync();
    }
}
