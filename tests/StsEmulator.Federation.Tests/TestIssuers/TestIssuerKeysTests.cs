using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using StsEmulator.Federation.Discovery;
using StsEmulator.Federation.Keys;
using StsEmulator.Federation.Signing;
using StsEmulator.Federation.TestIssuers;
using StsEmulator.Federation.Tokens;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Storage.Memory;
using StsEmulator.Iam.Time;

namespace StsEmulator.Federation.Tests.TestIssuers;

/// <summary>Test issuers and the built-in one: two replicas on one store, which know the same keys.</summary>
public sealed class TestIssuerKeysTests : IAsyncLifetime
{
    private readonly FakeTimeProvider machine = new(DateTimeOffset.FromUnixTimeSeconds(Given.Now));
    private readonly EmulatorClock clock;
    private readonly StateStores stores;
    private readonly LiveDirectory directory;
    private readonly TestIssuerKeys first, second;

    public TestIssuerKeysTests()
    {
        clock = new EmulatorClock(machine);
        stores = MemoryStore.Create(clock);
        directory = new LiveDirectory(stores.Directory);
        first = new TestIssuerKeys(stores.Values, directory, clock);
        second = new TestIssuerKeys(stores.Values, directory, clock);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static OidcProvider Provider { get; } = Given.AccountWith(TestIssuer.Url, null, "app").FindOidcProvider(TestIssuer.HostAndPath)!;

    public async ValueTask InitializeAsync() => directory.Adopt((await stores.Directory.OpenAsync("seed", [], reseed: false, Cancellation))!);

    public ValueTask DisposeAsync()
    {
        first.Dispose();
        second.Dispose();
        directory.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(SignatureAlgorithm.RS256), InlineData(SignatureAlgorithm.ES256), InlineData(SignatureAlgorithm.ES384)]
    public async Task What_one_replica_signs_the_other_verifies(SignatureAlgorithm algorithm)
    {
        string token = await first.SignAsync(Encoding.UTF8.GetBytes(Given.Claims()), algorithm, Cancellation);

        Assert.Null(await second.CheckAsync(Read(token), Provider with { IsTestIssuer = true }, Cancellation));
    }

    [Fact]
    public async Task Whoever_is_no_test_issuer_has_none_of_these_keys()
    {
        string token = await first.SignAsync(Encoding.UTF8.GetBytes(Given.Claims()), SignatureAlgorithm.RS256, Cancellation);

        Assert.Equal(WebIdentityRefusalKind.KeyUnavailable, (await first.CheckAsync(Read(token), Provider, Cancellation))?.Kind);
    }

    [Fact]
    public async Task Another_key_signs_nothing_in_a_test_issuers_name()
    {
        var refusal = await first.CheckAsync(Read(TestIssuer.Sign(Given.Claims())), Provider with { IsTestIssuer = true }, Cancellation);

        Assert.Equal(WebIdentityRefusalKind.KeyUnavailable, refusal?.Kind);
    }

    [Fact]
    public async Task The_own_issuer_is_verified_without_being_asked_and_knows_what_another_replica_has_rotated()
    {
        var options = new SigningKeyRingOptions { Name = "own", Algorithms = [SignatureAlgorithm.RS256] };
        using var here = new SigningKeyRing(options, stores.Values, directory, clock);
        using var there = new SigningKeyRing(options, stores.Values, directory, clock);
        var source = Source(new OwnIssuer(() => TestIssuer.Url, here));
        string before = CompactTokenWriter.Write((await there.GetAsync(Cancellation)).Current(SignatureAlgorithm.RS256), Encoding.UTF8.GetBytes(Given.Claims()));
        var known = await source.CheckAsync(Read(before), Provider, Cancellation);
        var rotated = await there.RotateAsync(Cancellation);
        string after = CompactTokenWriter.Write(rotated.Current(SignatureAlgorithm.RS256), Encoding.UTF8.GetBytes(Given.Claims()));

        Assert.Null(known);
        Assert.Null(await source.CheckAsync(Read(after), Provider, Cancellation));
        Assert.Null(await source.CheckAsync(Read(before), Provider, Cancellation));
    }

    [Fact]
    public async Task Pinned_keys_come_before_the_emulators_own()
    {
        using var ring = new SigningKeyRing(new SigningKeyRingOptions { Name = "own", Algorithms = [SignatureAlgorithm.RS256] }, stores.Values, directory, clock);
        var source = Source(new OwnIssuer(() => TestIssuer.Url, ring));
        string token = CompactTokenWriter.Write((await ring.GetAsync(Cancellation)).Current(SignatureAlgorithm.RS256), Encoding.UTF8.GetBytes(Given.Claims()));

        var pinned = Provider with { Jwks = TestIssuer.Jwks };

        Assert.NotNull(await source.CheckAsync(Read(token), pinned, Cancellation));
        Assert.Null(await source.CheckAsync(Read(TestIssuer.Sign(Given.Claims())), pinned, Cancellation));
    }

    private static CompactToken Read(string token) => CompactToken.TryRead(token, 20_000)!;

    /// <summary>Finds no address for any name: whoever asked the network would be refused.</summary>
    private ProviderKeySource Source(OwnIssuer own) => new(
        new PinnedKeySource(), first,
        new DiscoveredKeySource(DiscoveryRules.Default, machine, NullLogger<DiscoveredKeySource>.Instance, (_, _) => Task.FromResult<IPAddress[]>([])), own);
}
