using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Time;
using StsEmulator.StoreContract;

namespace StsEmulator.Redis.Tests;

/// <summary>A Redis that goes away and comes back, with its data lost.</summary>
public sealed class RedisOutageTests : IAsyncLifetime
{
    /// <summary>Far above the two seconds after which a call gives up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly RedisServer redis = new();
    private RedisStore? store;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private StateStores Stores => store!.Stores;

    public async ValueTask InitializeAsync()
    {
        await redis.InitializeAsync();
        Assert.True(RedisStoreOptions.TryParse(redis.Url, out var options));
        // Reconnecting and the watch's rounds run in real time.
        store = await RedisStore.ConnectAsync(options, new EmulatorClock(TimeProvider.System));
        Assert.NotNull(await Stores.Directory.OpenAsync("seed-1", Records.Seed, reseed: false, Cancellation));
    }

    public async ValueTask DisposeAsync()
    {
        if (store is not null)
            await store.DisposeAsync();
        await redis.DisposeAsync();
    }

    [Fact]
    public async Task Every_call_says_that_the_store_is_unavailable_while_Redis_is_away()
    {
        var session = Records.Session(1, TimeProvider.System.GetUtcNow());
        await Stores.Sessions.SaveAsync(session, Cancellation);

        await redis.StopAsync();

        await IsUnavailableAsync(async () => await Stores.Sessions.FindAsync(session.AccessKeyId, Cancellation));
        await IsUnavailableAsync(async () => await Stores.Sessions.SaveAsync(session, Cancellation));
        await IsUnavailableAsync(async () => await Stores.Sessions.RevokeAsync(session.AccessKeyId, Cancellation));
        await IsUnavailableAsync(async () => await Stores.Sessions.ListAsync(10, Cancellation));
        await IsUnavailableAsync(async () => await Stores.Marks.ReadAsync(Cancellation));
        await IsUnavailableAsync(async () => await Stores.Marks.SetClockOffsetAsync(TimeSpan.Zero, Cancellation));
        await IsUnavailableAsync(async () => await Stores.OneTime.TryClaimAsync("code", Patience, Cancellation));
        await IsUnavailableAsync(async () => await Stores.Values.GetOrAddAsync("key", [1], null, Cancellation));
        await IsUnavailableAsync(async () => await Stores.Directory.TryCommitAsync(1, Records.Write(2), Cancellation));
        await IsUnavailableAsync(async () => await Stores.Directory.ResetAsync(Records.Seed, Cancellation));
        await IsUnavailableAsync(async () => await Stores.Directory.LoadAsync(Cancellation));
    }

    [Fact]
    public async Task A_Redis_that_hangs_is_given_up()
    {
        await using (var admin = await redis.ConnectAsync())
            await admin.GetServers()[0].ExecuteAsync("CLIENT", "PAUSE", "600000", "ALL");

        await IsUnavailableAsync(async () => await Stores.Sessions.FindAsync(Records.SessionKey(1), Cancellation));
    }

    [Fact]
    public async Task An_emulator_starts_without_Redis_and_says_so_at_the_first_call()
    {
        await redis.StopAsync();
        Assert.True(RedisStoreOptions.TryParse(redis.Url, out var options));

        await using var early = await RedisStore.ConnectAsync(options, new EmulatorClock(TimeProvider.System)).AsTask().WaitAsync(Patience, Cancellation);

        await IsUnavailableAsync(async () => await early.Stores.Directory.OpenAsync("seed-1", Records.Seed, reseed: false, Cancellation));
    }

    [Fact]
    public async Task The_directory_is_restored_when_Redis_comes_back_empty()
    {
        await using var watch = new Watch(Stores.Marks);
        var before = await watch.UntilAsync(_ => true);
        await Stores.Sessions.SaveAsync(Records.Session(1, TimeProvider.System.GetUtcNow()), Cancellation);

        await redis.StopAsync();
        await IsUnavailableAsync(async () => await Stores.Marks.ReadAsync(Cancellation));
        await redis.StartAgainAsync();
        var after = await watch.UntilAsync(marks => marks != before);

        Assert.True(after.Generation > before.Generation);
        Assert.Equal(Records.Texts(Records.Seed), Records.Texts((await Stores.Directory.LoadAsync(Cancellation)).Entities));
        Assert.Null((await Stores.Sessions.FindAsync(Records.SessionKey(1), Cancellation)).Session);
        Assert.Equal(SessionSave.Saved, await Stores.Sessions.SaveAsync(Records.Session(2, TimeProvider.System.GetUtcNow()), Cancellation));
        Assert.NotNull((await Stores.Sessions.FindAsync(Records.SessionKey(2), Cancellation)).Session);
        await Stores.Marks.SetClockOffsetAsync(TimeSpan.FromHours(1), Cancellation);
        await watch.UntilAsync(marks => marks.ClockOffset == TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task A_look_up_in_an_emptied_Redis_restores_the_directory_too()
    {
        var before = await Stores.Marks.ReadAsync(Cancellation);
        await using (var admin = await redis.ConnectAsync())
            await admin.GetServers()[0].FlushDatabaseAsync();

        var lookup = await Stores.Sessions.FindAsync(Records.SessionKey(1), Cancellation);

        Assert.Null(lookup.Session);
        Assert.True(lookup.Marks.Generation > before.Generation);
        Assert.Equal(Records.Texts(Records.Seed), Records.Texts((await Stores.Directory.LoadAsync(Cancellation)).Entities));
    }

    [Fact]
    public async Task An_emulator_that_fills_an_emptied_Redis_is_ahead_of_those_that_remember_the_old()
    {
        var reset = await Stores.Directory.ResetAsync(Records.Seed, Cancellation);
        await using (var admin = await redis.ConnectAsync())
            await admin.GetServers()[0].FlushDatabaseAsync();
        Assert.True(RedisStoreOptions.TryParse(redis.Url, out var options));
        await using var fresh = await RedisStore.ConnectAsync(options, new EmulatorClock(TimeProvider.System));

        var opened = await fresh.Stores.Directory.OpenAsync("seed-1", Records.Seed, reseed: false, Cancellation);

        Assert.True(opened?.Marks.Generation > reset.Marks.Generation);
        Assert.Equal(opened!.Marks, await Stores.Marks.ReadAsync(Cancellation));
    }

    private static async Task IsUnavailableAsync(Func<Task> call) =>
        await Assert.ThrowsAsync<StoreUnavailableException>(() => call().WaitAsync(Patience, Cancellation));
}
