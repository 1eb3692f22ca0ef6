namespace StsEmulator.StoreContract;

/// <summary>What <see cref="Iam.Storage.ISharedValueStore"/> promises.</summary>
public abstract class SharedValueStoreContract : StoreContractTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1), Minute = TimeSpan.FromMinutes(1);

    public static TheoryData<byte[]> Values =>
        new(Array.Empty<byte>(), new byte[] { 0 }, new byte[] { 0xff, 0, 0x0d, 0x0a }, Enumerable.Range(0, 4096).Select(i => (byte)i).ToArray());

    [Theory, MemberData(nameof(Values))]
    public async Task The_first_value_wins_and_everybody_gets_it(byte[] value)
    {
        byte[] first = await GetOrAddAsync("key", value);
        byte[] second = await GetOrAddAsync("key", [1, 2, 3]);

        Assert.Equal(value, first);
        Assert.Equal(value, second);
        Assert.Equal(value, await FindAsync("key"));
    }

    [Fact]
    public async Task Many_at_once_agree_on_one_value()
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 64).Select(i => Task.Run(() => GetOrAddAsync("key", [(byte)i]), Cancellation)));

        byte[] standing = Assert.IsType<byte[]>(await FindAsync("key"));
        Assert.All(answers, answer => Assert.Equal(standing, answer));
    }

    [Fact]
    public async Task A_value_that_nobody_proposed_or_that_was_removed_is_not_there()
    {
        await GetOrAddAsync("removed", [1]);
        await GetOrAddAsync("kept", [2]);

        await Stores.Values.RemoveAsync("removed", Cancellation);
        await Stores.Values.RemoveAsync("never", Cancellation);

        Assert.Null(await FindAsync("never"));
        Assert.Null(await FindAsync("removed"));
        Assert.Equal([2], await FindAsync("kept"));
        Assert.Equal([3], await GetOrAddAsync("removed", [3]));
    }

    [Fact]
    public async Task A_value_stands_for_the_lifetime_it_was_first_given()
    {
        await GetOrAddAsync("key", [1], Hour);

        await Store.PassAsync(Hour - Minute);
        byte[] early = await GetOrAddAsync("key", [2], Hour);
        await Store.PassAsync(2 * Minute);
        byte[]? gone = await FindAsync("key");
        byte[] late = await GetOrAddAsync("key", [3], Hour);

        Assert.Equal([1], early);
        Assert.Null(gone);
        Assert.Equal([3], late);
    }

    [Fact]
    public async Task A_value_set_again_lives_by_its_new_lifetime()
    {
        await GetOrAddAsync("key", [1], Hour);
        await Stores.Values.RemoveAsync("key", Cancellation);
        await GetOrAddAsync("key", [2], 3 * Hour);

        await Store.PassAsync(2 * Hour);

        Assert.Equal([2], await FindAsync("key"));
    }

    [Fact]
    public async Task A_value_without_lifetime_stands_for_its_whole_generation()
    {
        await GetOrAddAsync("key", [1]);

        await Store.PassAsync(TimeSpan.FromDays(3650));
        byte[]? beforeReset = await FindAsync("key");
        await Stores.Directory.ResetAsync(Records.Seed, Cancellation);
        byte[]? afterReset = await FindAsync("key");

        Assert.Equal([1], beforeReset);
        Assert.Null(afterReset);
    }

    private async Task<byte[]> GetOrAddAsync(string key, byte[] candidate, TimeSpan? lifetime = null) =>
        await Stores.Values.GetOrAddAsync(key, candidate, lifetime, Cancellation);

    private async Task<byte[]?> FindAsync(string key) => await Stores.Values.FindAsync(key, Cancellation);
}
