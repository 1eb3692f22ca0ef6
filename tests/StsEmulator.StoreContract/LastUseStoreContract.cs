using StsEmulator.Iam.Audit;

namespace StsEmulator.StoreContract;

/// <summary>What <see cref="Iam.Storage.ILastUseStore"/> promises.</summary>
public abstract class LastUseStoreContract : StoreContractTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_use_is_found_as_it_was_saved()
    {
        var use = new LastUse("AKIAALICE", Noon.AddTicks(7), "execute-api", "eu-central-1");

        await SaveAsync(use);

        Assert.Equal([use], await FindAsync("AKIAALICE"));
    }

    [Fact]
    public async Task Subjects_that_were_never_used_are_left_out()
    {
        await SaveAsync(new LastUse("a", Noon, "sts", "us-east-1"), new LastUse("b", Noon, "iam", ""));

        var found = await FindAsync("b", "never");

        Assert.Equal(["b"], found.Select(use => use.Subject));
        Assert.Empty(await FindAsync());
    }

    [Fact]
    public async Task The_later_use_stands_in_whichever_order_they_come()
    {
        LastUse early = new("key", Noon, "sts", "us-east-1"), late = new("key", Noon.AddMinutes(1), "iam", "us-east-2");

        await SaveAsync(early);
        await SaveAsync(late);
        var inOrder = await FindAsync("key");
        await SaveAsync(early);
        var outOfOrder = await FindAsync("key");
        await SaveAsync(late with { Subject = "other" }, early with { Subject = "other" });

        Assert.Equal([late], inOrder);
        Assert.Equal([late], outOfOrder);
        Assert.Equal([late with { Subject = "other" }], await FindAsync("other"));
    }

    [Fact]
    public async Task A_reset_forgets_them()
    {
        await SaveAsync(new LastUse("key", Noon, "sts", "us-east-1"));

        await Stores.Directory.ResetAsync(Records.Seed, Cancellation);
        await Stores.Marks.ReadAsync(Cancellation);

        Assert.Empty(await FindAsync("key"));
    }

    private async Task SaveAsync(params IReadOnlyList<LastUse> uses) => await Stores.LastUses.SaveAsync(uses, Cancellation);

    private async Task<IReadOnlyList<LastUse>> FindAsync(params IReadOnlyList<string> subjects) => await Stores.LastUses.FindAsync(subjects, Cancellation);
}
