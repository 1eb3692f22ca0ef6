using System.Text;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using StsEmulator.Federation.Keys;
using StsEmulator.Federation.Signing;
using StsEmulator.Federation.Tokens;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Storage;
using StsEmulator.Iam.Storage.Memory;
using StsEmulator.Iam.Time;

namespace StsEmulator.Federation.Tests.Signing;

public sealed class SigningKeyRingTests : IAsyncLifetime
{
    private static readonly SignatureAlgorithm[] All = [SignatureAlgorithm.RS256, SignatureAlgorithm.ES256, SignatureAlgorithm.ES384];

    private readonly FakeTimeProvider machine = new(DateTimeOffset.FromUnixTimeSeconds(Given.Now));
    private readonly EmulatorClock clock;
    private readonly StateStores stores;
    private readonly LiveDirectory directory;

    public SigningKeyRingTests()
    {
        clock = new EmulatorClock(machine);
        stores = MemoryStore.Create(clock);
        directory = new LiveDirectory(stores.Directory);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        directory.Adopt((await stores.Directory.OpenAsync("seed", [], reseed: false, Cancellation))!);

    public ValueTask DisposeAsync()
    {
        directory.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(SignatureAlgorithm.RS256)]
    [InlineData(SignatureAlgorithm.ES256)]
    [InlineData(SignatureAlgorithm.ES384)]
    public async Task A_token_verifies_with_the_published_keys_here_and_in_another_library(SignatureAlgorithm algorithm)
    {
        using var ring = Ring("a", All);
        var keys = await ring.GetAsync(Cancellation);

        string token = CompactTokenWriter.Write(keys.Current(algorithm), """{"sub":"x"}"""u8);

        Assert.Equal(SignatureVerdict.Verified, Verify(keys, token));
        var outcome = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKeys = new JsonWebKeySet(Encoding.UTF8.GetString(keys.Jwks.Span)).GetSigningKeys(),
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
            RequireExpirationTime = false,
            ValidAlgorithms = [algorithm.Name],
        });
        Assert.True(outcome.IsValid, outcome.Exception?.Message);
    }

    [Fact]
    public async Task Replicas_use_the_keys_of_whoever_was_first()
    {
        using SigningKeyRing one = Ring("a"), other = Ring("a"), different = Ring("b");

        var both = await Task.WhenAll(one.GetAsync(Cancellation).AsTask(), other.GetAsync(Cancellation).AsTask());
        var elsewhere = await different.GetAsync(Cancellation);

        Assert.Equal(Ids(both[0]), Ids(both[1]));
        Assert.Empty(Ids(elsewhere).Intersect(Ids(both[0])));
    }

    [Fact]
    public async Task Keys_are_remembered_and_read_again_after_five_seconds_of_machine_time()
    {
        using SigningKeyRing one = Ring("a"), other = Ring("a");
        var before = await one.GetAsync(Cancellation);
        var rotated = await other.RotateAsync(Cancellation);

        machine.Advance(SigningKeyRing.ReadAgainAfter - TimeSpan.FromTicks(1));
        var remembered = await one.GetAsync(Cancellation);
        machine.Advance(TimeSpan.FromTicks(1));
        var again = await one.GetAsync(Cancellation);

        Assert.Same(before, remembered);
        Assert.Equal(Ids(rotated), Ids(again));
    }

    [Fact]
    public async Task What_is_published_has_the_keys_of_a_rotation_elsewhere_at_once()
    {
        using SigningKeyRing one = Ring("a"), other = Ring("a");
        await one.GetAsync(Cancellation);
        var rotated = await other.RotateAsync(Cancellation);

        var published = await one.GetPublishedAsync(Cancellation);

        Assert.Equal(Ids(rotated), Ids(published));
        Assert.Same(published, await one.GetPublishedAsync(Cancellation));
    }

    [Fact]
    public async Task After_a_rotation_tokens_of_the_keys_before_verify_until_the_bound()
    {
        using var ring = Ring("a");
        string token = CompactTokenWriter.Write((await ring.GetAsync(Cancellation)).Current(SignatureAlgorithm.ES256), "{}"u8);
        var rotated = await ring.RotateAsync(Cancellation);

        clock.Offset = TimeSpan.FromHours(24) - TimeSpan.FromTicks(1);
        var last = await ring.GetPublishedAsync(Cancellation);
        clock.Offset = TimeSpan.FromHours(24);
        var gone = await ring.GetPublishedAsync(Cancellation);

        Assert.Equal(1, rotated.Generation);
        Assert.Equal(SignatureVerdict.Verified, Verify(rotated, token));
        Assert.Equal(SignatureVerdict.Verified, Verify(last, token));
        Assert.Equal(SignatureVerdict.UnknownKey, Verify(gone, token));
        Assert.NotEqual(SignatureVerdict.UnknownKey, Verify(gone, CompactTokenWriter.Write(rotated.Current(SignatureAlgorithm.ES256), "{}"u8)));
    }

    [Fact]
    public async Task A_replica_that_starts_later_finds_every_rotation()
    {
        using SigningKeyRing one = Ring("a"), late = Ring("a");
        for (int i = 0; i < 3; i++)
            await one.RotateAsync(Cancellation);

        var found = await late.GetAsync(Cancellation);

        Assert.Equal(3, found.Generation);
        Assert.Equal(4, found.Keys.Count);
        Assert.Equal(Ids(await one.GetAsync(Cancellation)), Ids(found));
    }

    [Fact]
    public async Task A_reset_brings_new_keys_at_once()
    {
        using var ring = Ring("a");
        await ring.RotateAsync(Cancellation);
        var before = await ring.GetAsync(Cancellation);

        directory.Adopt(await stores.Directory.ResetAsync([], Cancellation));
        var after = await ring.GetAsync(Cancellation);

        Assert.Equal(0, after.Generation);
        Assert.Empty(Ids(before).Intersect(Ids(after)));
    }

    [Fact]
    public async Task Nothing_but_the_public_part_shows()
    {
        using var ring = Ring("a", All);
        var keys = await ring.GetAsync(Cancellation);

        string jwks = Encoding.UTF8.GetString(keys.Jwks.Span);

        foreach (string member in (string[])["\"d\"", "\"p\"", "\"q\"", "\"dp\"", "\"dq\"", "\"qi\""])
            Assert.DoesNotContain(member, jwks, StringComparison.Ordinal);
        Assert.All(keys.Keys, key => Assert.Equal($"SigningKey {key.Algorithm} {key.KeyId}", key.ToString()));
        Assert.Equal("SigningKeyRing a", ring.ToString());
    }

    [Theory]
    [InlineData(SignatureAlgorithm.RS256)]
    [InlineData(SignatureAlgorithm.ES256)]
    [InlineData(SignatureAlgorithm.ES384)]
    public async Task The_security_keys_of_the_library_sign_under_the_same_key_ids(SignatureAlgorithm algorithm)
    {
        using var ring = Ring("a", All);
        var keys = await ring.GetAsync(Cancellation);

        string token = new JsonWebTokenHandler().CreateToken(
            "{}", new SigningCredentials(keys.Current(algorithm).SecurityKey, algorithm.Name));

        Assert.Equal(keys.Current(algorithm).KeyId, CompactToken.TryRead(token, 20_000)?.KeyId);
        Assert.Equal(SignatureVerdict.Verified, Verify(keys, token));
    }

    [Theory]
    [InlineData(SignatureAlgorithm.RS384)]
    [InlineData(SignatureAlgorithm.RS512)]
    [InlineData(SignatureAlgorithm.ES512)]
    public void Other_algorithms_are_a_mistake_of_the_caller(SignatureAlgorithm algorithm) =>
        Assert.Throws<ArgumentException>(() => Ring("a", algorithm));

    [Fact]
    public void A_ring_without_algorithms_is_a_mistake_of_the_caller() =>
        Assert.Throws<ArgumentException>(() => new SigningKeyRing(
            new SigningKeyRingOptions { Name = "a", Algorithms = [] }, stores.Values, directory, clock));

    private static IEnumerable<string> Ids(SigningKeySet keys) => keys.Keys.Select(key => key.KeyId);

    private static SignatureVerdict Verify(SigningKeySet keys, string token) =>
        VerificationKeySet.TryParse(Encoding.UTF8.GetString(keys.Jwks.Span))!.Verify(CompactToken.TryRead(token, 20_000)!);

    private SigningKeyRing Ring(string name, params SignatureAlgorithm[] algorithms) => new(
        new SigningKeyRingOptions { Name = name, Algorithms = algorithms.Length > 0 ? algorithms : [SignatureAlgorithm.ES256] },
        stores.Values, directory, clock);
}
