using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Storage;

namespace StsEmulator.StoreContract;

/// <summary>What <see cref="IDirectoryStore"/> promises.</summary>
public abstract class DirectoryStoreContract : StoreContractTests
{
    /// <summary>How many changes a log reaches back.</summary>
    private const int LogLength = 1024;

    [Fact]
    public async Task Records_of_every_kind_are_loaded_as_they_were_written()
    {
        var records = await Stores.Directory.LoadAsync(Cancellation);

        Assert.Equal(Enum.GetValues<EntityKind>(), Records.Seed.Select(entity => entity.Key.Kind).Order());
        Assert.Equal(Records.Texts(Records.Seed), Records.Texts(records.Entities));
        Assert.Equal(await Stores.Marks.ReadAsync(Cancellation), records.Marks);
    }

    [Fact]
    public async Task Who_comes_later_adopts_what_stands()
    {
        var marks = await Stores.Marks.ReadAsync(Cancellation);
        await CommitAsync(marks.Generation, Records.Write(2, Records.Role("later")));

        var adopted = await Stores.Directory.OpenAsync("seed-1", [Records.Role("ignored")], reseed: false, Cancellation);

        Assert.Equal(marks with { DirectoryVersion = 2 }, adopted?.Marks);
        Assert.Equal(Records.Texts([.. Records.Seed, Records.Role("later")]), Records.Texts(adopted!.Entities));
    }

    [Fact]
    public async Task Another_seed_is_refused_and_changes_nothing()
    {
        var before = await Stores.Directory.LoadAsync(Cancellation);

        var opened = await Stores.Directory.OpenAsync("seed-2", [Records.Role("other")], reseed: false, Cancellation);

        var after = await Stores.Directory.LoadAsync(Cancellation);
        Assert.Null(opened);
        Assert.Equal(before.Marks, after.Marks);
        Assert.Equal(Records.Texts(before.Entities), Records.Texts(after.Entities));
    }

    [Fact]
    public async Task Another_seed_replaces_everything_where_that_was_asked_for()
    {
        var before = await Stores.Marks.ReadAsync(Cancellation);

        var opened = await Stores.Directory.OpenAsync("seed-2", [Records.Role("other")], reseed: true, Cancellation);

        Assert.True(opened?.Marks.Generation > before.Generation);
        Assert.Equal(1, opened!.Marks.DirectoryVersion);
        Assert.Equal(Records.Texts([Records.Role("other")]), Records.Texts(opened.Entities));
        Assert.Null(await Stores.Directory.OpenAsync("seed-1", Records.Seed, reseed: false, Cancellation));
    }

    [Fact]
    public async Task Reseeding_with_the_seed_that_stands_keeps_what_stands()
    {
        var before = await Stores.Marks.ReadAsync(Cancellation);

        var opened = await Stores.Directory.OpenAsync("seed-1", [], reseed: true, Cancellation);

        Assert.Equal(before, opened?.Marks);
        Assert.Equal(Records.Texts(Records.Seed), Records.Texts(opened!.Entities));
    }

    [Fact]
    public async Task A_commit_writes_and_deletes_and_makes_the_next_version()
    {
        var marks = await Stores.Marks.ReadAsync(Cancellation);
        var change = new DirectoryChange(
            2, [Records.Role("app", "AROANEW"), Records.Role("new")], [Records.Seed[1].Key, new EntityKey(Records.Account, EntityKind.User, "nobody")]);

        bool isCommitted = await Stores.Directory.TryCommitAsync(marks.Generation, change, Cancellation);

        var records = await Stores.Directory.LoadAsync(Cancellation);
        Assert.True(isCommitted);
        Assert.Equal(marks with { DirectoryVersion = 2 }, records.Marks);
        Assert.Equal(
            Records.Texts([.. Records.Seed.Where(entity => entity is not (User or Role)), .. change.Upserts]), Records.Texts(records.Entities));
    }

    [Fact]
    public async Task A_record_deleted_and_written_in_one_commit_is_there()
    {
        var marks = await Stores.Marks.ReadAsync(Cancellation);
        var again = Records.Role("app", "AROAAGAIN");

        await CommitAsync(marks.Generation, new DirectoryChange(2, [again], [again.Key]));

        var records = await Stores.Directory.LoadAsync(Cancellation);
        Assert.Equal(Records.Text(again), Records.Text(Assert.Single(records.Entities.OfType<Role>())));
    }

    [Fact]
    public async Task A_name_in_another_case_is_the_same_record()
    {
        long generation = (await Stores.Marks.ReadAsync(Cancellation)).Generation;

        await CommitAsync(generation, Records.Write(2, Records.Role("APP")));
        var written = await Stores.Directory.LoadAsync(Cancellation);
        await CommitAsync(generation, Records.Delete(3, new EntityKey(Records.Account, EntityKind.Role, "aPp")));
        var deleted = await Stores.Directory.LoadAsync(Cancellation);

        Assert.Equal("APP", Assert.Single(written.Entities.OfType<Role>()).RoleName);
        Assert.Empty(deleted.Entities.OfType<Role>());
    }

    [Fact]
    public async Task A_rename_that_changes_the_case_alone_keeps_the_record()
    {
        long generation = (await Stores.Marks.ReadAsync(Cancellation)).Generation;
        var renamed = new DirectoryChange(2, [Records.Role("APP")], [new EntityKey(Records.Account, EntityKind.Role, "app")]);

        await CommitAsync(generation, renamed);
        var loaded = await Stores.Directory.LoadAsync(Cancellation);
        var followed = DirectorySnapshot.Of(loaded).Find(Records.Account)!.FindRole("app");

        Assert.Equal("APP", Assert.Single(loaded.Entities.OfType<Role>()).RoleName);
        Assert.Equal("APP", followed!.RoleName);
    }

    [Fact]
    public async Task A_provider_URL_in_another_case_is_another_record()
    {
        long generation = (await Stores.Marks.ReadAsync(Cancellation)).Generation;

        await CommitAsync(generation, Records.Write(2, Records.Oidc("https://issuer.example/TENANT")));

        var records = await Stores.Directory.LoadAsync(Cancellation);
        Assert.Equal(2, records.Entities.OfType<OidcProvider>().Count());
    }

    [Theory, InlineData(0, 1), InlineData(0, 3), InlineData(1, 2), InlineData(-1, 2)]
    public async Task A_commit_made_from_anything_but_the_newest_version_is_refused_and_changes_nothing(long generations, long version)
    {
        var before = await Stores.Directory.LoadAsync(Cancellation);

        bool isCommitted = await Stores.Directory.TryCommitAsync(
            before.Marks.Generation + generations, Records.Write(version, Records.Role("lost")), Cancellation);

        var after = await Stores.Directory.LoadAsync(Cancellation);
        Assert.False(isCommitted);
        Assert.Equal(before.Marks, after.Marks);
        Assert.Equal(Records.Texts(before.Entities), Records.Texts(after.Entities));
    }

    [Fact]
    public async Task Exactly_one_of_many_commits_from_one_version_is_taken()
    {
        long generation = (await Stores.Marks.ReadAsync(Cancellation)).Generation;

        var taken = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(
            async () => await Stores.Directory.TryCommitAsync(generation, Records.Write(2, Records.Role("role" + i)), Cancellation), Cancellation)));

        var records = await Stores.Directory.LoadAsync(Cancellation);
        Assert.Single(taken, isCommitted => isCommitted);
        Assert.Equal(Records.Seed.Count + 1, records.Entities.Count);
        Assert.Equal(2, records.Marks.DirectoryVersion);
    }

    [Fact]
    public async Task Changes_come_back_as_they_were_made_and_oldest_first()
    {
        long generation = (await Stores.Marks.ReadAsync(Cancellation)).Generation;
        DirectoryChange[] made =
            [Records.Write(2, Records.Role("a")), Records.Write(3, Records.Role("b"), Records.Role("c")), Records.Delete(4, Records.Role("a").Key)];
        foreach (var change in made)
            await CommitAsync(generation, change);

        var all = await Stores.Directory.ReadChangesAsync(generation, 1, Cancellation);
        var last = await Stores.Directory.ReadChangesAsync(generation, 3, Cancellation);
        var none = await Stores.Directory.ReadChangesAsync(generation, 4, Cancellation);

        Assert.Equal(made.Select(Records.Text), all!.Select(Records.Text));
        Assert.Equal([Records.Text(made[2])], last!.Select(Records.Text));
        Assert.Empty(none!);
    }

    [Fact]
    public async Task Changes_of_another_generation_or_of_a_version_to_come_need_a_load()
    {
        long generation = (await Stores.Marks.ReadAsync(Cancellation)).Generation;

        Assert.NotNull(await Stores.Directory.ReadChangesAsync(generation, 1, Cancellation));
        Assert.Null(await Stores.Directory.ReadChangesAsync(generation, 2, Cancellation));
        Assert.Null(await Stores.Directory.ReadChangesAsync(generation - 1, 1, Cancellation));
        Assert.Null(await Stores.Directory.ReadChangesAsync(generation + 1, 1, Cancellation));
    }

    [Fact]
    public async Task The_log_reaches_back_1024_changes_and_no_further()
    {
        long generation = (await Stores.Marks.ReadAsync(Cancellation)).Generation;
        for (long version = 2; version <= LogLength + 2; version++)
            await CommitAsync(generation, Records.Write(version, Records.Role("app")));

        var reached = await Stores.Directory.ReadChangesAsync(generation, 2, Cancellation);
        var beyond = await Stores.Directory.ReadChangesAsync(generation, 1, Cancellation);

        Assert.Equal(Enumerable.Range(3, LogLength).Select(version => (long)version), reached!.Select(change => change.Version));
        Assert.Null(beyond);
    }

    [Fact]
    public async Task A_reset_begins_a_new_generation_with_other_records_in_real_time()
    {
        var before = await Stores.Marks.ReadAsync(Cancellation);
        await CommitAsync(before.Generation, Records.Write(2, Records.Role("old")));
        await Stores.Marks.SetClockOffsetAsync(TimeSpan.FromHours(1), Cancellation);

        var reset = await Stores.Directory.ResetAsync([Records.Role("fresh")], Cancellation);

        Assert.True(reset.Marks.Generation > before.Generation);
        Assert.Equal(new StoreMarks(reset.Marks.Generation, 1, TimeSpan.Zero), reset.Marks);
        Assert.Equal(Records.Texts([Records.Role("fresh")]), Records.Texts(reset.Entities));
        Assert.Equal(reset.Marks, await Stores.Marks.ReadAsync(Cancellation));
    }

    [Fact]
    public async Task After_a_reset_the_old_generation_takes_no_commit_and_the_new_one_does()
    {
        long old = (await Stores.Marks.ReadAsync(Cancellation)).Generation;
        long generation = (await Stores.Directory.ResetAsync(Records.Seed, Cancellation)).Marks.Generation;

        bool inOld = await Stores.Directory.TryCommitAsync(old, Records.Write(2, Records.Role("late")), Cancellation);
        bool inNew = await Stores.Directory.TryCommitAsync(generation, Records.Write(2, Records.Role("new")), Cancellation);

        Assert.False(inOld);
        Assert.True(inNew);
        Assert.Equal(2, Assert.Single((await Stores.Directory.ReadChangesAsync(generation, 1, Cancellation))!).Version);
    }

    [Fact]
    public async Task A_reset_does_not_change_which_seed_the_store_belongs_to()
    {
        await Stores.Directory.ResetAsync([Records.Role("fresh")], Cancellation);

        var same = await Stores.Directory.OpenAsync("seed-1", Records.Seed, reseed: false, Cancellation);
        var other = await Stores.Directory.OpenAsync("seed-2", Records.Seed, reseed: false, Cancellation);

        Assert.Equal(Records.Texts([Records.Role("fresh")]), Records.Texts(same!.Entities));
        Assert.Null(other);
    }

    private async Task CommitAsync(long generation, DirectoryChange change) =>
        Assert.True(await Stores.Directory.TryCommitAsync(generation, change, Cancellation));
}
