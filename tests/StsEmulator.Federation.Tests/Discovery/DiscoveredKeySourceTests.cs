using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using StsEmulator.Federation.Discovery;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Storage;

namespace StsEmulator.Federation.Tests.Discovery;

/// <summary>Keys fetched from a provider on a real port.</summary>
public sealed class DiscoveredKeySourceTests : IAsyncLifetime
{
    private readonly FakeTimeProvider machine = new(DateTimeOffset.FromUnixTimeSeconds(Given.Now));
    private LoopbackProvider provider = null!;
    private WebIdentityValidator validator = null!;
    private AccountDirectory account = null!;
    private DiscoveredKeySource source = null!;

    private string Claims => Given.Claims(("iss", $"\"{provider.Url}\""));

    public async ValueTask InitializeAsync()
    {
        provider = await LoopbackProvider.StartAsync();
        Use(new DiscoveryRules());
    }

    public ValueTask DisposeAsync() => provider.DisposeAsync();

    [Fact]
    public async Task Keys_are_fetched_once_and_kept_until_they_are_no_longer_fresh()
    {
        var first = await ValidateAsync();
        machine.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        await ValidateAsync();
        int before = provider.Documents;
        machine.Advance(TimeSpan.FromTicks(1));
        await ValidateAsync();

        Assert.Null(first);
        Assert.Equal((1, 2), (before, provider.Documents));
    }

    [Fact]
    public async Task Many_callers_wait_for_one_fetch()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        provider.Gate = gate.Task;

        var calls = Enumerable.Range(0, 32).Select(_ => ValidateAsync()).ToList();
        await provider.Asked.Task;
        gate.SetResult();

        Assert.All(await Task.WhenAll(calls), Assert.Null);
        Assert.Equal(1, provider.Documents);
    }

    [Fact]
    public async Task A_new_key_is_found_and_unknown_ones_cannot_flood_the_provider()
    {
        provider.Jwks = $$"""{"keys":[{{TestIssuer.RsaKeyWith("old")}}]}""";
        Assert.Null(await ValidateAsync("old"));
        provider.Jwks = TestIssuer.Jwks;

        var tooSoon = await ValidateAsync();
        machine.Advance(TimeSpan.FromSeconds(1));
        var later = await ValidateAsync();
        for (int i = 0; i < 50; i++)
            await ValidateAsync("unknown");

        Assert.Equal((WebIdentityRefusalKind.KeyUnavailable, null), (tooSoon, later));
        Assert.Equal(2, provider.Documents);
    }

    [Fact]
    public async Task Keys_serve_while_the_provider_is_down_but_not_for_ever()
    {
        Assert.Null(await ValidateAsync());
        provider.DocumentStatus = 503;

        machine.Advance(TimeSpan.FromHours(24) - TimeSpan.FromTicks(1));
        var stale = await ValidateAsync();
        machine.Advance(TimeSpan.FromSeconds(1));
        var tooOld = await ValidateAsync();

        Assert.Equal((null, WebIdentityRefusalKind.ProviderUnreachable), (stale, tooOld));
    }

    [Fact]
    public async Task A_slow_provider_is_given_up_after_five_seconds()
    {
        provider.Gate = new TaskCompletionSource().Task;

        var call = ValidateAsync();
        await provider.Asked.Task;
        machine.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(WebIdentityRefusalKind.ProviderUnreachable, await call);
    }

    [Fact]
    public async Task A_provider_that_is_not_there_is_unreachable()
    {
        await provider.DisposeAsync();

        Assert.Equal(WebIdentityRefusalKind.ProviderUnreachable, await ValidateAsync());
    }

    [Theory]
    [InlineData(500, WebIdentityRefusalKind.ProviderUnreachable), InlineData(404, WebIdentityRefusalKind.KeyUnavailable)]
    [InlineData(302, WebIdentityRefusalKind.KeyUnavailable)]
    public async Task The_status_of_the_document_decides(int status, WebIdentityRefusalKind kind)
    {
        provider.DocumentStatus = status;

        Assert.Equal(kind, await ValidateAsync());
    }

    [Theory]
    [InlineData(500), InlineData(404), InlineData(302)]
    public async Task A_key_set_that_is_not_handed_out_is_no_key(int status)
    {
        provider.KeysStatus = status;

        Assert.Equal(WebIdentityRefusalKind.KeyUnavailable, await ValidateAsync());
    }

    [Fact]
    public async Task A_document_that_speaks_for_another_issuer_is_not_believed()
    {
        provider.Issuer = provider.Url + "/";

        Assert.Equal(WebIdentityRefusalKind.KeyUnavailable, await ValidateAsync());
    }

    [Theory]
    [InlineData(0, true), InlineData(1, false)]
    public async Task A_key_set_may_be_512_KiB_long(int over, bool isRead)
    {
        provider.Jwks = TestIssuer.Jwks.PadRight((512 * 1024) + over);

        Assert.Equal(isRead, await ValidateAsync() is null);
    }

    [Theory]
    [InlineData("not json"), InlineData("{}x"), InlineData("[]")]
    public async Task A_malformed_key_set_is_no_key(string jwks)
    {
        provider.Jwks = jwks;

        Assert.Equal(WebIdentityRefusalKind.KeyUnavailable, await ValidateAsync());
    }

    [Theory]
    [InlineData("ES256"), InlineData("ES384"), InlineData("ES512"), InlineData("RS512")]
    public async Task Keys_of_every_kind_are_fetched(string algorithm) => Assert.Null(await ValidateTokenAsync(TestIssuer.Sign(Claims, algorithm)));

    [Fact]
    public async Task Of_keys_that_share_an_id_either_may_be_meant()
    {
        using var other = RSA.Create(2048);
        provider.Jwks = $$"""{"keys":[{{TestIssuer.RsaJwk("rsa", other)}},{{TestIssuer.RsaKey}}]}""";

        Assert.Null(await ValidateAsync());
    }

    [Theory]
    [InlineData(false, null), InlineData(true, WebIdentityRefusalKind.KeyUnavailable)]
    public async Task A_token_without_a_key_id_is_of_the_only_key_there_is(bool isAmbiguous, WebIdentityRefusalKind? refusal)
    {
        using var other = RSA.Create(2048);
        provider.Jwks = $$"""{"keys":[{{TestIssuer.RsaKey}}{{(isAmbiguous ? "," + TestIssuer.RsaJwk("other", other) : "")}}]}""";

        Assert.Equal(refusal, await ValidateTokenAsync(TestIssuer.SignWithHeader("""{"alg":"RS256"}""", Claims)));
    }

    [Fact]
    public async Task Where_more_providers_are_in_use_than_are_held_the_one_unused_for_longest_is_asked_again()
    {
        Use(new DiscoveryRules { MaximumIssuers = 2 });

        foreach (string thumbprint in (string[])["a", "b", "a", "c"])
        {
            await FindAsync(thumbprint);
            machine.Advance(TimeSpan.FromSeconds(2));
        }
        int before = provider.Documents;
        await FindAsync("a");
        await FindAsync("c");
        int held = provider.Documents;
        await FindAsync("b");

        Assert.Equal((3, 3, 4), (before, held, provider.Documents));
    }

    [Fact]
    public async Task An_RSA_key_of_less_than_2048_bits_verifies_nothing()
    {
        using var weak = RSA.Create(1024);
        provider.Jwks = $$"""{"keys":[{{TestIssuer.RsaJwk("rsa", weak)}}]}""";

        Assert.Equal(WebIdentityRefusalKind.SignatureInvalid, await ValidateAsync());
    }

    [Theory]
    [InlineData(IssuerAddresses.Seed, true, true), InlineData(IssuerAddresses.Seed, false, false)]
    [InlineData(IssuerAddresses.Public, true, false), InlineData(IssuerAddresses.Any, false, true)]
    public async Task This_machine_is_asked_only_where_the_rules_admit_it(IssuerAddresses addresses, bool mayBePrivate, bool isAsked)
    {
        Use(new DiscoveryRules { Addresses = addresses }, mayBePrivate);

        Assert.Equal(isAsked ? null : WebIdentityRefusalKind.KeyUnavailable, await ValidateAsync());
        Assert.Equal(isAsked ? 1 : 0, provider.Documents);
    }

    [Theory]
    [InlineData("http://169.254.169.254/keys"), InlineData("http://10.0.0.1/keys"), InlineData("ftp://127.0.0.1/keys"), InlineData("/keys")]
    [InlineData("http://user@127.0.0.1/keys")]
    public async Task A_document_cannot_point_where_keys_may_not_come_from(string keysUrl)
    {
        provider.KeysUrl = keysUrl;

        Assert.Equal(WebIdentityRefusalKind.KeyUnavailable, await ValidateAsync());
    }

    private void Use(DiscoveryRules rules, bool mayBePrivate = true)
    {
        var plain = Given.AccountWith(provider.Url, null, "app");
        var registered = plain.FindOidcProvider(provider.Url["http://".Length..])! with { MayBePrivate = mayBePrivate };
        account = DirectorySnapshot.Empty.Apply(1, new DirectoryChange(1, [new Account { AccountId = registered.AccountId }, registered], []))
            .Find(registered.AccountId)!;
        source = new DiscoveredKeySource(rules, machine, NullLogger<DiscoveredKeySource>.Instance);
        // The emulator's clock stands: only the cache ages.
        validator = new WebIdentityValidator(source, new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(Given.Now)), WebIdentityRules.Default);
    }

    private Task<WebIdentityRefusalKind?> ValidateAsync(string keyId = "rsa") => ValidateTokenAsync(TestIssuer.Sign(Claims, keyId: keyId));

    private async Task<WebIdentityRefusalKind?> ValidateTokenAsync(string token) =>
        (await validator.ValidateAsync(account, token, TestContext.Current.CancellationToken)).Refusal?.Kind;

    /// <summary>Asks for the keys of the provider as registered with this thumbprint, which makes it another one.</summary>
    private async Task FindAsync(string thumbprint)
    {
        var registered = account.FindOidcProvider(provider.Url["http://".Length..])! with { ThumbprintList = [thumbprint] };
        Assert.NotNull((await source.FindAsync(registered, null, TestContext.Current.CancellationToken)).Keys);
    }
}
