using StsEmulator.Iam.Sessions;

namespace StsEmulator.Iam.Tests.Sessions;

public sealed class CachedSessionStoreTests
{
    [Fact]
    public async Task A_revocation_elsewhere_is_seen_within_half_a_second()
    {
        var world = await World.CreateAsync();
        var session = (await world.IssueAsync(World.Wish(await world.CallerAsync(World.AliceKey)))).Session;
        var cache = new CachedSessionStore(world.Stores.Sessions, world.Time);
        await cache.FindAsync(session.AccessKeyId, CancellationToken.None);

        await world.Stores.Sessions.RevokeAsync(session.AccessKeyId, CancellationToken.None);
        world.Time.Advance(CachedSessionStore.MaximumAge - TimeSpan.FromMilliseconds(1));
        var before = await cache.FindAsync(session.AccessKeyId, CancellationToken.None);
        world.Time.Advance(TimeSpan.FromMilliseconds(1));
        var after = await cache.FindAsync(session.AccessKeyId, CancellationToken.None);

        Assert.False(before.Session!.IsRevoked);
        Assert.True(after.Session!.IsRevoked);
    }

    [Fact]
    public async Task A_revocation_here_is_seen_at_once()
    {
        var world = await World.CreateAsync();
        var session = (await world.IssueAsync(World.Wish(await world.CallerAsync(World.AliceKey)))).Session;
        var cache = new CachedSessionStore(world.Stores.Sessions, world.Time);
        await cache.FindAsync(session.AccessKeyId, CancellationToken.None);

        await cache.RevokeAsync(session.AccessKeyId, CancellationToken.None);

        Assert.True((await cache.FindAsync(session.AccessKeyId, CancellationToken.None)).Session!.IsRevoked);
    }

    [Fact]
    public async Task An_unknown_key_is_asked_for_every_time()
    {
        var world = await World.CreateAsync();
        var cache = new CachedSessionStore(world.Stores.Sessions, world.Time);
        var session = (await world.IssueAsync(World.Wish(await world.CallerAsync(World.AliceKey)))).Session;
        var other = session with { AccessKeyId = world.Identifiers.TemporaryAccessKeyId(World.Home) };

        var before = await cache.FindAsync(other.AccessKeyId, CancellationToken.None);
        await world.Stores.Sessions.SaveAsync(other, CancellationToken.None);
        var after = await cache.FindAsync(other.AccessKeyId, CancellationToken.None);

        Assert.Null(before.Session);
        Assert.NotNull(after.Session);
    }

    [Fact]
    public async Task A_full_cache_goes_on_answering()
    {
        var world = await World.CreateAsync();
        var alice = await world.CallerAsync(World.AliceKey);
        var cache = new CachedSessionStore(world.Stores.Sessions, world.Time, capacity: 2);
        var sessions = new List<Session>();
        for (int i = 0; i < 5; i++)
            sessions.Add((await world.IssueAsync(World.Wish(alice))).Session);

        foreach (var session in sessions)
            Assert.NotNull((await cache.FindAsync(session.AccessKeyId, CancellationToken.None)).Session);
    }
}
