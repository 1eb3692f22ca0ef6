using StsEmulator.Iam.Storage;

namespace StsEmulator.StoreContract;

/// <summary>What <see cref="IMarkStore"/> promises.</summary>
public abstract class MarkStoreContract : StoreContractTests
{
    public static TheoryData<TimeSpan> Offsets => [TimeSpan.Zero, TimeSpan.FromTicks(1), TimeSpan.FromTicks(-1), TimeSpan.FromDays(36_500), TimeSpan.FromDays(-36_500)];

    [Fact]
    public async Task A_new_directory_is_at_version_1_and_in_real_time()
    {
        var marks = await Stores.Marks.ReadAsync(Cancellation);

        Assert.Equal(1, marks.DirectoryVersion);
        Assert.Equal(TimeSpan.Zero, marks.ClockOffset);
        Assert.True(marks.Generation > 0);
    }

    [Theory, MemberData(nameof(Offsets))]
    public async Task The_clock_stands_where_it_was_set(TimeSpan offset)
    {
        var before = await Stores.Marks.ReadAsync(Cancellation);
        await Stores.Marks.SetClockOffsetAsync(TimeSpan.FromSeconds(7), Cancellation);

        await Stores.Marks.SetClockOffsetAsync(offset, Cancellation);

        Assert.Equal(before with { ClockOffset = offset }, await Stores.Marks.ReadAsync(Cancellation));
    }

    [Fact]
    public async Task A_watch_hears_of_writes_of_the_clock_and_of_a_reset()
    {
        var start = await Stores.Marks.ReadAsync(Cancellation);
        await using var watch = new Watch(Stores.Marks);
        await watch.UntilAsync(marks => marks == start);

        await Stores.Directory.TryCommitAsync(start.Generation, Records.Write(2, Records.Role("other")), Cancellation);
        var written = await watch.UntilAsync(marks => marks.DirectoryVersion == 2);
        await Stores.Marks.SetClockOffsetAsync(TimeSpan.FromHours(1), Cancellation);
        var moved = await watch.UntilAsync(marks => marks.ClockOffset == TimeSpan.FromHours(1));
        await Stores.Directory.ResetAsync(Records.Seed, Cancellation);
        var reset = await watch.UntilAsync(marks => marks.Generation > start.Generation);

        Assert.Equal(start with { DirectoryVersion = 2 }, written);
        Assert.Equal(written with { ClockOffset = TimeSpan.FromHours(1) }, moved);
        Assert.Equal(new StoreMarks(reset.Generation, 1, TimeSpan.Zero), reset);
    }

    [Fact]
    public async Task Every_watch_hears_of_a_move_and_a_watch_that_ended_disturbs_none()
    {
        await using var first = new Watch(Stores.Marks);
        await using var second = new Watch(Stores.Marks);
        await first.UntilAsync(_ => true);
        await second.UntilAsync(_ => true);

        await Stores.Marks.SetClockOffsetAsync(TimeSpan.FromHours(1), Cancellation);
        await first.UntilAsync(marks => marks.ClockOffset == TimeSpan.FromHours(1));
        await first.EndAsync();
        await Stores.Marks.SetClockOffsetAsync(TimeSpan.FromHours(2), Cancellation);
        var heard = await second.UntilAsync(marks => marks.ClockOffset == TimeSpan.FromHours(2));

        Assert.True(first.Running.IsCompleted && !first.Running.IsFaulted);
        Assert.Equal(TimeSpan.FromHours(2), heard.ClockOffset);
    }
}
