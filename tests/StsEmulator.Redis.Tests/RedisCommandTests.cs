using System.Globalization;
using StsEmulator.StoreContract;

namespace StsEmulator.Redis.Tests;

/// <summary>How many commands a call costs, counted by a server that nobody else uses.</summary>
public sealed class RedisCommandTests : IAsyncLifetime
{
    private const int Calls = 20;

    private readonly RedisServer redis = new();
    private RedisStoreUnderTest? opened;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RedisStoreUnderTest Store => opened!;

    public async ValueTask InitializeAsync()
    {
        await redis.InitializeAsync();
        opened = await RedisStoreUnderTest.OpenAsync(redis);
    }

    public async ValueTask DisposeAsync()
    {
        if (opened is not null)
            await opened.DisposeAsync();
        await redis.DisposeAsync();
    }

    [Fact]
    public async Task Issuing_a_session_is_one_command()
    {
        var counted = await CountAsync(number => Store.Stores.Sessions.SaveAsync(Records.Session(number, Store.Clock.GetUtcNow()), Cancellation).AsTask());

        Assert.Equal(["set=20"], counted);
    }

    [Fact]
    public async Task Looking_up_a_session_is_one_MGET_whether_it_is_there_or_not()
    {
        await Store.Stores.Sessions.SaveAsync(Records.Session(1, Store.Clock.GetUtcNow()), Cancellation);

        var counted = await CountAsync(number => Store.Stores.Sessions.FindAsync(Records.SessionKey(number), Cancellation).AsTask());

        Assert.Equal(["mget=20"], counted);
    }

    [Fact]
    public async Task Claims_and_shared_values_are_one_SET()
    {
        var counted = await CountAsync(async number =>
        {
            await Store.Stores.OneTime.TryClaimAsync("code", TimeSpan.FromHours(1), Cancellation);
            await Store.Stores.Values.GetOrAddAsync("key", [1], null, Cancellation);
        });

        Assert.Equal(["set=40"], counted);
    }

    /// <summary>Counts commands; those by which connections are kept up and counted are not the store's.</summary>
    private async Task<IEnumerable<string>> CountAsync(Func<int, Task> call)
    {
        await Store.Server.ConfigResetStatisticsAsync();
        for (int number = 0; number < Calls; number++)
            await call(number);
        var statistics = await Store.Server.InfoAsync("commandstats");
        return from line in statistics.SelectMany(section => section)
               let name = line.Key["cmdstat_".Length..]
               where !name.StartsWith("config", StringComparison.Ordinal) && !name.StartsWith("client", StringComparison.Ordinal)
                   && name is not ("info" or "ping" or "echo" or "subscribe")
               let calls = line.Value.Split(',')[0]["calls=".Length..]
               select $"{name}={int.Parse(calls, CultureInfo.InvariantCulture)}";
    }
}
