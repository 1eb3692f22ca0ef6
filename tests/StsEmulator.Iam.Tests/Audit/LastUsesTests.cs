using StsEmulator.Iam.Audit;
using StsEmulator.Iam.Authentication;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Principals;
using StsEmulator.Iam.Storage;

namespace StsEmulator.Iam.Tests.Audit;

public sealed class LastUsesTests
{
    [Fact]
    public async Task A_use_is_told_at_once_and_by_other_replicas_once_it_was_flushed()
    {
        var world = await World.CreateAsync();
        LastUses here = new(world.Stores.LastUses, world.Clock), there = new(world.Stores.LastUses, world.Clock);

        here.Record(Caller(world, World.AliceKey));
        var mine = await FindAsync(here, world);
        var before = await FindAsync(there, world);
        await here.FlushAsync(world.Directory.Current.Generation, CancellationToken.None);
        var after = await FindAsync(there, world);

        Assert.Equal(new LastUse(World.AliceKey, World.Start, "sts", "eu-west-1"), mine);
        Assert.Null(before);
        Assert.Equal(mine, after);
    }

    [Theory, InlineData(59, false), InlineData(60, true)]
    public async Task A_use_is_written_down_once_a_minute(int seconds, bool isWritten)
    {
        var world = await World.CreateAsync();
        var uses = new LastUses(world.Stores.LastUses, world.Clock);
        uses.Record(Caller(world, World.AliceKey));

        world.Time.Advance(TimeSpan.FromSeconds(seconds));
        uses.Record(Caller(world, World.AliceKey));

        Assert.Equal(isWritten ? World.Start.AddSeconds(seconds) : World.Start, (await FindAsync(uses, world))!.Time);
    }

    [Fact]
    public async Task Recording_the_same_key_again_allocates_nothing()
    {
        var world = await World.CreateAsync();
        var uses = new LastUses(world.Stores.LastUses, world.Clock);
        var caller = Caller(world, World.AliceKey);
        for (int i = 0; i < 100; i++)
            uses.Record(caller);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            uses.Record(caller);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task What_was_used_before_a_reset_is_not_told_after_it()
    {
        var world = await World.CreateAsync();
        var uses = new LastUses(world.Stores.LastUses, world.Clock);
        uses.Record(Caller(world, World.AliceKey));

        await uses.FlushAsync(world.Directory.Current.Generation + 1, CancellationToken.None);

        Assert.Null(await uses.FindAsync(World.AliceKey, world.Directory.Current.Generation + 1, CancellationToken.None));
        Assert.Empty(await world.Stores.LastUses.FindAsync([World.AliceKey], CancellationToken.None));
    }

    [Fact]
    public async Task A_store_that_is_away_loses_nothing_that_can_still_be_saved()
    {
        var world = await World.CreateAsync();
        var store = new FailingStore(world.Stores.LastUses);
        var uses = new LastUses(store, world.Clock);
        uses.Record(Caller(world, World.AliceKey));

        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await uses.FlushAsync(world.Directory.Current.Generation, CancellationToken.None));
        var meanwhile = await FindAsync(uses, world);
        store.IsAway = false;
        await uses.FlushAsync(world.Directory.Current.Generation, CancellationToken.None);

        Assert.NotNull(meanwhile);
        Assert.Single(await world.Stores.LastUses.FindAsync([World.AliceKey], CancellationToken.None));
    }

    private static async Task<LastUse?> FindAsync(LastUses uses, World world) =>
        await uses.FindAsync(World.AliceKey, world.Directory.Current.Generation, CancellationToken.None);

    private static Caller Caller(World world, string accessKeyId)
    {
        var snapshot = world.Directory.Current;
        return new Caller
        {
            Principal = Principal.Root("aws", World.Home),
            AccessKeyId = accessKeyId,
            Directory = snapshot,
            Account = snapshot.Find(World.Home)!,
            Policies = ResolvedPolicies.None,
            Service = "sts",
            Region = "eu-west-1",
        };
    }

    private sealed class FailingStore(ILastUseStore behind) : ILastUseStore
    {
        public bool IsAway { get; set; } = true;

        public ValueTask SaveAsync(IReadOnlyList<LastUse> uses, CancellationToken cancellationToken)
        {
            ThrowIfAway();
            return behind.SaveAsync(uses, cancellationToken);
        }

        public ValueTask<IReadOnlyList<LastUse>> FindAsync(IReadOnlyList<string> subjects, CancellationToken cancellationToken)
        {
            ThrowIfAway();
            return behind.FindAsync(subjects, cancellationToken);
        }

        private void ThrowIfAway()
        {
            if (IsAway)
                throw new StoreUnavailableException("The store is away.");
        }
    }
}
