using StsEmulator.StoreContract;

namespace StsEmulator.Redis.Tests;

public sealed class RedisClusterSessionContractTests(RedisCluster cluster) : SessionStoreContract
{
    protected override async ValueTask<StoreUnderTest> StartAsync() =>
        await RedisStoreUnderTest.ConnectAsync(await cluster.StartedAsync(Cancellation));
}

public sealed class RedisClusterDirectoryContractTests(RedisCluster cluster) : DirectoryStoreContract
{
    protected override async ValueTask<StoreUnderTest> StartAsync() =>
        await RedisStoreUnderTest.ConnectAsync(await cluster.StartedAsync(Cancellation));
}

public sealed class RedisClusterMarkContractTests(RedisCluster cluster) : MarkStoreContract
{
    protected override async ValueTask<StoreUnderTest> StartAsync() =>
        await RedisStoreUnderTest.ConnectAsync(await cluster.StartedAsync(Cancellation));
}

public sealed class RedisClusterOneTimeContractTests(RedisCluster cluster) : OneTimeStoreContract
{
    protected override async ValueTask<StoreUnderTest> StartAsync() =>
        await RedisStoreUnderTest.ConnectAsync(await cluster.StartedAsync(Cancellation));
}

public sealed class RedisClusterSharedValueContractTests(RedisCluster cluster) : SharedValueStoreContract
{
    protected override async ValueTask<StoreUnderTest> StartAsync() =>
        await RedisStoreUnderTest.ConnectAsync(await cluster.StartedAsync(Cancellation));
}

public sealed class RedisClusterLastUseContractTests(RedisCluster cluster) : LastUseStoreContract
{
    protected override async ValueTask<StoreUnderTest> StartAsync() =>
        await RedisStoreUnderTest.ConnectAsync(await cluster.StartedAsync(Cancellation));
}

public sealed class RedisClusterSpreadTests(RedisCluster cluster)
{
    /// <summary>Of a hundred keys none of three servers stays without: the chance is below 10 to the power of -17.</summary>
    [Fact]
    public async Task Sessions_spread_over_the_servers_and_are_listed_together()
    {
        await using var store = await RedisStoreUnderTest.OpenAsync(await cluster.StartedAsync(TestContext.Current.CancellationToken));
        for (int i = 1; i <= 100; i++)
            await store.Stores.Sessions.SaveAsync(Records.Session(i, store.Clock.GetUtcNow()), TestContext.Current.CancellationToken);

        var listed = await store.Stores.Sessions.ListAsync(1000, TestContext.Current.CancellationToken);

        Assert.Equal(100, listed.Count);
        Assert.Equal(3, store.ServersWithKeys());
    }
}
