using Microsoft.Extensions.Time.Testing;
using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Time;

namespace StsEmulator.StoreContract;

/// <summary>One empty store and the clock that it goes by.</summary>
public abstract class StoreUnderTest : IAsyncDisposable
{
    protected StoreUnderTest() => Clock = new EmulatorClock(Machine);

    public FakeTimeProvider Machine { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public EmulatorClock Clock { get; }

    public abstract StateStores Stores { get; }

    /// <summary>Lets machine time pass, for this process and for whatever counts down lifetimes elsewhere.</summary>
    public abstract ValueTask PassAsync(TimeSpan time);

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}

/// <summary>What every store keeps to; a store derives one test class per port and says how it is started.</summary>
public abstract class StoreContractTests : IAsyncLifetime
{
    private StoreUnderTest? store;

    protected StoreUnderTest Store => store ?? throw new InvalidOperationException("The store has not been started.");

    protected StateStores Stores => Store.Stores;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected abstract ValueTask<StoreUnderTest> StartAsync();

    public async ValueTask InitializeAsync()
    {
        store = await StartAsync();
        Assert.NotNull(await Stores.Directory.OpenAsync("seed-1", Records.Seed, reseed: false, Cancellation));
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (store is not null)
            await store.DisposeAsync();
    }
}
