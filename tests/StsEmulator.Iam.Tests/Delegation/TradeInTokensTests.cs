using System.Text;
using Microsoft.Extensions.Time.Testing;
using StsEmulator.Iam.Delegation;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Storage.Memory;
using StsEmulator.Iam.Time;

namespace StsEmulator.Iam.Tests.Delegation;

public sealed class TradeInTokensTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider machine = new(Start);
    private readonly RecordingValues values;
    private readonly TradeInTokens tokens;
    private readonly TradeInTokens otherReplica;

    public TradeInTokensTests()
    {
        var clock = new EmulatorClock(machine);
        var identifiers = new IdentifierGenerator(new Countdown());
        var stores = MemoryStore.Create(clock);
        values = new RecordingValues(stores.Values);
        tokens = new TradeInTokens(values, stores.OneTime, identifiers, clock);
        otherReplica = new TradeInTokens(values, stores.OneTime, identifiers, clock);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static TradeInGrant Grant { get; } = new()
    {
        PrincipalArn = "arn:aws:iam::123456789012:role/r",
        PrincipalId = "AROAEXAMPLE",
        SessionName = "s",
        Duration = TimeSpan.FromHours(2),
        Policy = new StoredPolicy("Policy", "{}"),
        ProviderAccount = AccountId.Parse("210987654321"),
        Expiration = Start + TimeSpan.FromMinutes(1),
    };

    [Fact]
    public async Task A_grant_comes_back_whole_on_every_replica()
    {
        string token = await tokens.MintAsync(Grant, Cancellation);

        var found = await otherReplica.FindAsync(token, Cancellation);

        Assert.Equal((Grant.PrincipalArn, Grant.PrincipalId, Grant.SessionName), (found!.PrincipalArn, found.PrincipalId, found.SessionName));
        Assert.Equal((Grant.Duration, Grant.ProviderAccount, Grant.Expiration), (found.Duration, found.ProviderAccount, found.Expiration));
        Assert.Equal("{}", found.Policy!.Text);
    }

    [Fact]
    public async Task The_store_never_sees_the_token()
    {
        string token = await tokens.MintAsync(Grant, Cancellation);

        Assert.Equal(64, token.Length);
        Assert.All(values.Written, text => Assert.DoesNotContain(token, text, StringComparison.Ordinal));
        Assert.NotEmpty(values.Written);
    }

    [Fact]
    public async Task It_is_spent_once_over_all_replicas()
    {
        string token = await tokens.MintAsync(Grant, Cancellation);

        bool[] spent =
        [
            await tokens.TrySpendAsync(token, Grant, Cancellation),
            await otherReplica.TrySpendAsync(token, Grant, Cancellation),
            await tokens.TrySpendAsync(token, Grant, Cancellation),
        ];

        Assert.Equal([true, false, false], spent);
    }

    [Theory]
    [InlineData(59, true)]
    [InlineData(60, false)]
    public async Task It_cannot_be_spent_from_the_instant_it_expires(int seconds, bool isSpent)
    {
        string token = await tokens.MintAsync(Grant, Cancellation);
        machine.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(isSpent, await tokens.TrySpendAsync(token, Grant, Cancellation));
        Assert.NotNull(await tokens.FindAsync(token, Cancellation));
    }

    [Fact]
    public async Task It_is_known_for_36_hours_after_the_longest_life_and_then_forgotten()
    {
        string token = await tokens.MintAsync(Grant, Cancellation);

        machine.Advance(TradeInTokens.MaximumLife + TimeSpan.FromHours(36) - TimeSpan.FromSeconds(1));
        var known = await tokens.FindAsync(token, Cancellation);
        machine.Advance(TimeSpan.FromSeconds(1));
        var forgotten = await tokens.FindAsync(token, Cancellation);

        Assert.NotNull(known);
        Assert.Null(forgotten);
    }

    private sealed class Countdown : IRandomSource
    {
        private byte next = byte.MaxValue;

        public void Fill(Span<byte> destination)
        {
            foreach (ref byte value in destination)
                value = next--;
        }
    }

    private sealed class RecordingValues(ISharedValueStore store) : ISharedValueStore
    {
        public List<string> Written { get; } = [];

        public ValueTask<byte[]> GetOrAddAsync(string key, byte[] candidate, TimeSpan? lifetime, CancellationToken cancellationToken)
        {
            Written.Add(key);
            Written.Add(Encoding.UTF8.GetString(candidate));
            return store.GetOrAddAsync(key, candidate, lifetime, cancellationToken);
        }

        public ValueTask<byte[]?> FindAsync(string key, CancellationToken cancellationToken) => store.FindAsync(key, cancellationToken);

        public ValueTask RemoveAsync(string key, CancellationToken cancellationToken) => store.RemoveAsync(key, cancellationToken);
    }
}
