using StsEmulator.Iam.Directory;
using StsEmulator.StoreContract;

namespace StsEmulator.Redis.Tests;

/// <summary>Several emulators on one Redis.</summary>
public sealed class RedisReplicaTests(RedisServer redis) : IAsyncLifetime
{
    private readonly List<RedisStoreUnderTest> replicas = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in replicas)
            await replica.DisposeAsync();
    }

    [Fact]
    public async Task A_restarted_emulator_finds_everything()
    {
        var first = await OpenAsync();
        var session = Records.Session(1, first.Clock.GetUtcNow());
        await first.Stores.Sessions.SaveAsync(session, Cancellation);
        await first.Stores.Values.GetOrAddAsync("key", [1, 2], null, Cancellation);
        await first.Stores.OneTime.TryClaimAsync("code", TimeSpan.FromHours(1), Cancellation);
        await first.Stores.Marks.SetClockOffsetAsync(TimeSpan.FromHours(3), Cancellation);
        var marks = await first.Stores.Marks.ReadAsync(Cancellation);
        await first.Stores.Directory.TryCommitAsync(marks.Generation, Records.Write(2, Records.Role("new")), Cancellation);
        await first.DisposeAsync();

        var second = await OpenAsync(first.Prefix);

        var records = await second.Stores.Directory.LoadAsync(Cancellation);
        Assert.Equal(marks with { DirectoryVersion = 2 }, records.Marks);
        Assert.Equal(Records.Texts([.. Records.Seed, Records.Role("new")]), Records.Texts(records.Entities));
        var found = await second.Stores.Sessions.FindAsync(session.AccessKeyId, Cancellation);
        Assert.Equal(Records.Text(session), Records.Text(found.Session));
        Assert.Equal([1, 2], await second.Stores.Values.FindAsync("key", Cancellation));
        Assert.False(await second.Stores.OneTime.TryClaimAsync("code", TimeSpan.FromHours(1), Cancellation));
    }

    [Fact]
    public async Task A_write_and_the_clock_of_one_replica_reach_the_watch_of_another()
    {
        var (writer, reader) = await TwoAsync();
        using var directory = await LiveAsync(reader);
        await using var watch = new Watch(reader.Stores.Marks);
        var start = await watch.UntilAsync(_ => true);

        await writer.Stores.Directory.TryCommitAsync(start.Generation, Records.Write(2, Records.Role("new")), Cancellation);
        var written = await watch.UntilAsync(marks => marks.DirectoryVersion == 2);
        await writer.Stores.Marks.SetClockOffsetAsync(TimeSpan.FromHours(3), Cancellation);
        var moved = await watch.UntilAsync(marks => marks.ClockOffset == TimeSpan.FromHours(3));

        Assert.Equal(written with { ClockOffset = TimeSpan.FromHours(3) }, moved);
        Assert.NotNull((await directory.AtLeastAsync(written, Cancellation)).Find(Records.Account)?.FindRole("new"));
    }

    [Fact]
    public async Task A_replica_that_missed_the_word_of_a_write_reads_it_all_the_same()
    {
        var (writer, reader) = await TwoAsync();
        using var directory = await LiveAsync(reader);
        await using var watch = new Watch(reader.Stores.Marks);
        var start = await watch.UntilAsync(_ => true);

        await reader.Server.ExecuteAsync("CLIENT", "KILL", "TYPE", "PUBSUB");
        await writer.Stores.Directory.TryCommitAsync(start.Generation, Records.Write(2, Records.Role("unheard")), Cancellation);
        var noticed = watch.UntilAsync(marks => marks.DirectoryVersion == 2);
        // Nothing is heard of it, so what finds it is the look that the watch takes every second of the machine's clock.
        while (await Task.WhenAny(noticed, Task.Delay(20, Cancellation)) != noticed)
            reader.Machine.Advance(TimeSpan.FromSeconds(1));

        Assert.NotNull((await directory.AtLeastAsync(await noticed, Cancellation)).Find(Records.Account)?.FindRole("unheard"));
    }

    [Fact]
    public async Task A_replica_that_heard_nothing_at_all_is_brought_forward_by_the_marks_of_a_session()
    {
        var (writer, reader) = await TwoAsync();
        using var directory = await LiveAsync(reader);
        var marks = await writer.Stores.Marks.ReadAsync(Cancellation);
        await writer.Stores.Directory.TryCommitAsync(marks.Generation, Records.Write(2, Records.Role("new")), Cancellation);
        await writer.Stores.Directory.TryCommitAsync(marks.Generation, Records.Delete(3, Records.Role("app").Key), Cancellation);
        await writer.Stores.Sessions.SaveAsync(Records.Session(1, writer.Clock.GetUtcNow()), Cancellation);

        var found = await reader.Stores.Sessions.FindAsync(Records.SessionKey(1), Cancellation);
        var account = (await directory.AtLeastAsync(found.Marks, Cancellation)).Find(Records.Account)!;

        Assert.Equal(["new"], account.Entities.OfType<Role>().Select(role => role.RoleName));
    }

    [Fact]
    public async Task A_session_and_its_revocation_are_seen_by_another_replica()
    {
        var (issuer, reader) = await TwoAsync();
        var session = Records.Session(1, issuer.Clock.GetUtcNow());

        await issuer.Stores.Sessions.SaveAsync(session, Cancellation);
        var issued = await reader.Stores.Sessions.FindAsync(session.AccessKeyId, Cancellation);
        await issuer.Stores.Sessions.RevokeAsync(session.AccessKeyId, Cancellation);
        var revoked = await reader.Stores.Sessions.FindAsync(session.AccessKeyId, Cancellation);

        Assert.False(issued.Session?.IsRevoked);
        Assert.True(revoked.Session?.IsRevoked);
    }

    [Fact]
    public async Task A_reset_on_one_replica_is_noticed_by_the_next_look_up_of_another()
    {
        var (resetter, reader) = await TwoAsync();
        await reader.Stores.Sessions.SaveAsync(Records.Session(1, reader.Clock.GetUtcNow()), Cancellation);

        var reset = await resetter.Stores.Directory.ResetAsync(Records.Seed, Cancellation);
        await resetter.Stores.Sessions.SaveAsync(Records.Session(2, resetter.Clock.GetUtcNow()), Cancellation);
        var old = await reader.Stores.Sessions.FindAsync(Records.SessionKey(1), Cancellation);
        var fresh = await reader.Stores.Sessions.FindAsync(Records.SessionKey(2), Cancellation);

        Assert.Null(old.Session);
        Assert.NotNull(fresh.Session);
        Assert.Equal(reset.Marks, fresh.Marks);
    }

    [Fact]
    public async Task Eight_writers_on_two_replicas_lose_nothing()
    {
        const int Writers = 8, WritesEach = 10;
        var (first, second) = await TwoAsync();
        using var one = await LiveAsync(first);
        using var two = await LiveAsync(second);

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(
            async () =>
            {
                var directory = writer % 2 == 0 ? one : two;
                for (int i = 0; i < WritesEach; i++)
                {
                    var role = Records.Role($"w{writer}-{i}");
                    await directory.ChangeAsync(snapshot => Records.Write(snapshot.Version + 1, role), Cancellation);
                }
            },
            Cancellation)));

        var marks = await first.Stores.Marks.ReadAsync(Cancellation);
        Assert.Equal(1 + (Writers * WritesEach), marks.DirectoryVersion);
        var expected = Enumerable.Range(0, Writers).SelectMany(writer => Enumerable.Range(0, WritesEach).Select(i => $"w{writer}-{i}")).Append("app");
        foreach (var directory in new[] { one, two })
        {
            var account = (await directory.AtLeastAsync(marks, Cancellation)).Find(Records.Account)!;
            Assert.Equal(expected.Order(StringComparer.Ordinal), account.Entities.OfType<Role>().Select(role => role.RoleName).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Replicas_that_start_together_agree_on_one_seed()
    {
        string prefix = RedisServer.NewPrefix();
        var starting = new List<RedisStoreUnderTest>();
        for (int i = 0; i < 4; i++)
            starting.Add(await ConnectAsync(prefix));

        var opened = await Task.WhenAll(starting.Select((replica, i) => replica.Stores.Directory.OpenAsync(
            "seed-1", [Records.Role("app", "AROA" + i)], reseed: false, Cancellation).AsTask()));

        Assert.All(opened, Assert.NotNull);
        Assert.Single(opened.Select(records => Records.Text(Assert.Single(records!.Entities))).Distinct());
        Assert.Single(opened.Select(records => records!.Marks).Distinct());
    }

    private async Task<(RedisStoreUnderTest First, RedisStoreUnderTest Second)> TwoAsync()
    {
        var first = await OpenAsync();
        return (first, await OpenAsync(first.Prefix));
    }

    private static async Task<LiveDirectory> LiveAsync(RedisStoreUnderTest replica)
    {
        var directory = new LiveDirectory(replica.Stores.Directory);
        directory.Adopt(await replica.Stores.Directory.LoadAsync(Cancellation));
        return directory;
    }

    private async Task<RedisStoreUnderTest> OpenAsync(string? prefix = null)
    {
        var replica = await RedisStoreUnderTest.OpenAsync(redis, prefix);
        replicas.Add(replica);
        return replica;
    }

    private async Task<RedisStoreUnderTest> ConnectAsync(string prefix)
    {
        var replica = await RedisStoreUnderTest.ConnectAsync(redis, prefix);
        replicas.Add(replica);
        return replica;
    }
}
