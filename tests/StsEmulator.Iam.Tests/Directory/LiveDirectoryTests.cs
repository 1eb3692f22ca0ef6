using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Storage;

namespace StsEmulator.Iam.Tests.Directory;

public sealed class LiveDirectoryTests
{
    [Fact]
    public async Task A_replica_that_is_behind_catches_up_before_it_judges()
    {
        var world = await World.CreateAsync();
        using var other = new LiveDirectory(world.Stores.Directory);
        other.Adopt(await world.Stores.Directory.LoadAsync(CancellationToken.None));
        await world.WriteAsync([], [new EntityKey(World.Home, EntityKind.Role, "Worker")]);

        Assert.NotNull(other.Current.Find(World.Home)!.FindRole("Worker"));
        var snapshot = await other.AtLeastAsync(await world.Stores.Marks.ReadAsync(CancellationToken.None), CancellationToken.None);

        Assert.Null(snapshot.Find(World.Home)!.FindRole("Worker"));
        Assert.Same(snapshot, other.Current);
    }

    [Fact]
    public async Task Two_writers_lose_nothing()
    {
        var world = await World.CreateAsync();
        using var other = new LiveDirectory(world.Stores.Directory);
        other.Adopt(await world.Stores.Directory.LoadAsync(CancellationToken.None));

        await world.WriteAsync([World.Role("First", "AROARTX3GSDSQFIRST234", "\"*\"")], []);
        await other.ChangeAsync(
            snapshot => new DirectoryChange(snapshot.Version + 1, [World.Role("Second", "AROARTX3GSDSQSECOND23", "\"*\"")], []), CancellationToken.None);

        var account = other.Current.Find(World.Home)!;
        Assert.NotNull(account.FindRole("First"));
        Assert.NotNull(account.FindRole("Second"));
    }

    [Fact]
    public async Task Nothing_to_write_writes_nothing()
    {
        var world = await World.CreateAsync();
        long version = world.Directory.Current.Version;

        await world.Directory.ChangeAsync(_ => null, CancellationToken.None);

        Assert.Equal(version, world.Directory.Current.Version);
    }
}
