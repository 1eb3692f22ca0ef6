using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Storage.Memory;
using StsEmulator.StoreContract;

namespace StsEmulator.Iam.Tests.Storage.Memory;

public sealed class MemorySessionContractTests : SessionStoreContract
{
    protected override ValueTask<StoreUnderTest> StartAsync() => ValueTask.FromResult<StoreUnderTest>(new MemoryStoreUnderTest());
}

public sealed class MemoryDirectoryContractTests : DirectoryStoreContract
{
    protected override ValueTask<StoreUnderTest> StartAsync() => ValueTask.FromResult<StoreUnderTest>(new MemoryStoreUnderTest());
}

public sealed class MemoryMarkContractTests : MarkStoreContract
{
    protected override ValueTask<StoreUnderTest> StartAsync() => ValueTask.FromResult<StoreUnderTest>(new MemoryStoreUnderTest());
}

public sealed class MemoryOneTimeContractTests : OneTimeStoreContract
{
    protected override ValueTask<StoreUnderTest> StartAsync() => ValueTask.FromResult<StoreUnderTest>(new MemoryStoreUnderTest());
}

public sealed class MemorySharedValueContractTests : SharedValueStoreContract
{
    protected override ValueTask<StoreUnderTest> StartAsync() => ValueTask.FromResult<StoreUnderTest>(new MemoryStoreUnderTest());
}

public sealed class MemoryLastUseContractTests : LastUseStoreContract
{
    protected override ValueTask<StoreUnderTest> StartAsync() => ValueTask.FromResult<StoreUnderTest>(new MemoryStoreUnderTest());
}

internal sealed class MemoryStoreUnderTest : StoreUnderTest
{
    public MemoryStoreUnderTest(int sessionCapacity = MemoryStore.DefaultSessionCapacity) => Stores = MemoryStore.Create(Clock, sessionCapacity);

    public override StateStores Stores { get; }

    public override ValueTask PassAsync(TimeSpan time)
    {
        Machine.Advance(time);
        return ValueTask.CompletedTask;
    }
}
