using StsEmulator.Iam.Storage;
using StsEmulator.StoreContract;

namespace StsEmulator.Iam.Tests.Storage.Memory;

public sealed class SessionCapacityTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly MemoryStoreUnderTest store = new(sessionCapacity: 3);

    [Fact]
    public async Task The_store_takes_its_capacity_and_no_live_session_more()
    {
        for (int number = 1; number <= 3; number++)
            Assert.Equal(SessionSave.Saved, await SaveAsync(number));

        Assert.Equal(SessionSave.StoreFull, await SaveAsync(4));

        for (int number = 1; number <= 3; number++)
            Assert.True(await IsKnownAsync(number));
        Assert.False(await IsKnownAsync(4));
    }

    [Fact]
    public async Task A_full_store_gives_up_what_expired_first()
    {
        await SaveAsync(1, 3 * Hour);
        await SaveAsync(2, Hour);
        await SaveAsync(3, 2 * Hour);

        store.Machine.Advance(Hour - TimeSpan.FromTicks(1));
        var before = await SaveAsync(4);
        store.Machine.Advance(TimeSpan.FromTicks(1));
        var after = await SaveAsync(4);

        Assert.Equal((SessionSave.StoreFull, SessionSave.Saved), (before, after));
        Assert.True(await IsKnownAsync(1));
        Assert.False(await IsKnownAsync(2));
        Assert.True(await IsKnownAsync(3));
        Assert.True(await IsKnownAsync(4));
    }

    [Fact]
    public async Task A_record_is_kept_for_36_hours_past_its_expiry_to_the_tick()
    {
        await SaveAsync(1);

        store.Machine.Advance(Hour + ISessionStore.KeptPastExpiry - TimeSpan.FromTicks(1));
        bool before = await IsKnownAsync(1);
        store.Machine.Advance(TimeSpan.FromTicks(1));

        Assert.True(before);
        Assert.False(await IsKnownAsync(1));
    }

    [Fact]
    public async Task A_key_comes_free_with_its_record()
    {
        await SaveAsync(1);
        store.Machine.Advance(Hour + ISessionStore.KeptPastExpiry);

        Assert.Equal(SessionSave.Saved, await SaveAsync(1));
    }

    private ValueTask<SessionSave> SaveAsync(int number, TimeSpan? lifetime = null) => store.Stores.Sessions.SaveAsync(
        Records.Session(number, store.Clock.GetUtcNow(), lifetime), TestContext.Current.CancellationToken);

    private async Task<bool> IsKnownAsync(int number) =>
        (await store.Stores.Sessions.FindAsync(Records.SessionKey(number), TestContext.Current.CancellationToken)).Session is not null;
}
