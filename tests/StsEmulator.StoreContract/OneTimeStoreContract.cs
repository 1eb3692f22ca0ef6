using StsEmulator.Iam.Storage;

namespace StsEmulator.StoreContract;

/// <summary>What <see cref="IOneTimeStore"/> promises.</summary>
public abstract class OneTimeStoreContract : StoreContractTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1), Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_key_is_claimed_once_and_no_other_key_with_it()
    {
        bool first = await ClaimAsync("code");
        bool second = await ClaimAsync("code");
        bool other = await ClaimAsync("Code");

        Assert.True(first);
        Assert.False(second);
        Assert.True(other);
    }

    [Fact]
    public async Task Exactly_one_of_many_at_once_gets_the_key()
    {
        var claims = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => ClaimAsync("code"), Cancellation)));

        Assert.Single(claims, isClaimed => isClaimed);
    }

    [Fact]
    public async Task A_claim_stands_until_its_time_has_passed()
    {
        await ClaimAsync("code");

        await Store.PassAsync(Hour - Minute);
        bool early = await ClaimAsync("code");
        await Store.PassAsync(2 * Minute);
        bool late = await ClaimAsync("code");

        Assert.False(early);
        Assert.True(late);
    }

    [Fact]
    public async Task A_claim_goes_by_the_machine_clock()
    {
        await ClaimAsync("code");

        Store.Clock.Offset = 2 * Hour;

        Assert.False(await ClaimAsync("code"));
    }

    [Fact]
    public async Task A_claim_and_a_shared_value_of_the_same_name_are_two_things()
    {
        await Stores.Values.GetOrAddAsync("name", [1], null, Cancellation);

        bool isClaimed = await ClaimAsync("name");
        await Stores.Values.RemoveAsync("name", Cancellation);

        Assert.True(isClaimed);
        Assert.False(await ClaimAsync("name"));
    }

    [Fact]
    public async Task A_key_has_at_most_512_characters()
    {
        bool longest = await ClaimAsync(new string('k', IOneTimeStore.MaximumKeyLength));

        Assert.Equal(512, IOneTimeStore.MaximumKeyLength);
        Assert.True(longest);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => ClaimAsync(new string('k', IOneTimeStore.MaximumKeyLength + 1)));
    }

    [Fact]
    public async Task Claims_end_with_their_generation()
    {
        await ClaimAsync("code");

        await Stores.Directory.ResetAsync(Records.Seed, Cancellation);

        Assert.True(await ClaimAsync("code"));
    }

    private async Task<bool> ClaimAsync(string key) => await Stores.OneTime.TryClaimAsync(key, Hour, Cancellation);
}
