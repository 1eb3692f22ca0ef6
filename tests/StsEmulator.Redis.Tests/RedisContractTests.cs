using StsEmulator.StoreContract;

namespace StsEmulator.Redis.Tests;

public sealed class RedisSessionContractTests(RedisServer redis) : SessionStoreContract
{
    protected override async ValueTask<StoreUnderTest> StartAsync() => await RedisStoreUnderTest.ConnectAsync(redis);
}

public sealed class RedisDirectoryContractTests(RedisServer redis) : DirectoryStoreContract
{
    protected override async ValueTask<StoreUnderTest> StartAsync() => await RedisStoreUnderTest.ConnectAsync(redis);
}

public sealed class RedisMarkContractTests(RedisServer redis) : MarkStoreContract
{
    protected override async ValueTask<StoreUnderTest> StartAsync() => await RedisStoreUnderTest.ConnectAsync(redis);
}

public sealed class RedisOneTimeContractTests(RedisServer redis) : OneTimeStoreContract
{
    protected override async ValueTask<StoreUnderTest> StartAsync() => await RedisStoreUnderTest.ConnectAsync(redis);
}

public sealed class RedisSharedValueContractTests(RedisServer redis) : SharedValueStoreContract
{
    protected override async ValueTask<StoreUnderTest> StartAsync() => await RedisStoreUnderTest.ConnectAsync(redis);
}

public sealed class RedisLastUseContractTests(RedisServer redis) : LastUseStoreContract
{
    protected override async ValueTask<StoreUnderTest> StartAsync() => await RedisStoreUnderTest.ConnectAsync(redis);
}
