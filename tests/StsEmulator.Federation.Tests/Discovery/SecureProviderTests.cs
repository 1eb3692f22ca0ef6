using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using StsEmulator.Federation.Discovery;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Storage;

namespace StsEmulator.Federation.Tests.Discovery;

/// <summary>Keys fetched over TLS, from certificates that no authority of this machine has signed.</summary>
public sealed class SecureProviderTests
{
    private readonly FakeTimeProvider machine = new(TestAuthority.Now);

    [Theory]
    [InlineData("right", null), InlineData("wrong", WebIdentityRefusalKind.CertificateNotTrusted), InlineData("none", WebIdentityRefusalKind.CertificateNotTrusted)]
    public async Task A_self_signed_provider_is_known_by_its_thumbprint(string thumbprint, WebIdentityRefusalKind? refusal)
    {
        using var certificate = TestAuthority.Server();
        await using var provider = await LoopbackProvider.StartAsync(certificate);

        string[] thumbprints = thumbprint switch { "right" => [certificate.Thumbprint], "wrong" => [new string('a', 40)], _ => [] };

        Assert.Equal(refusal, await ValidateAsync(provider, thumbprints));
        Assert.Equal(refusal is null ? 1 : 0, provider.Documents);
    }

    [Fact]
    public async Task The_thumbprint_of_the_authority_that_is_sent_vouches_for_the_server()
    {
        using var root = TestAuthority.Root();
        using var issuing = TestAuthority.Intermediate(root);
        using var certificate = TestAuthority.Server(issuing);
        await using var provider = await LoopbackProvider.StartAsync(certificate, [issuing]);

        Assert.Null(await ValidateAsync(provider, issuing.Thumbprint));
        Assert.Equal(WebIdentityRefusalKind.CertificateNotTrusted, await ValidateAsync(provider, root.Thumbprint));
    }

    [Fact]
    public async Task A_thumbprint_does_not_make_up_for_another_name()
    {
        using var certificate = TestAuthority.Server(host: "other.example");
        await using var provider = await LoopbackProvider.StartAsync(certificate);

        Assert.Equal(WebIdentityRefusalKind.CertificateNotTrusted, await ValidateAsync(provider, certificate.Thumbprint));
    }

    [Fact]
    public async Task A_server_without_TLS_is_unreachable_by_https()
    {
        await using var provider = await LoopbackProvider.StartAsync();

        Assert.Equal(WebIdentityRefusalKind.ProviderUnreachable, await ValidateUrlAsync(provider.Url.Replace("http:", "https:", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_provider_with_TLS_cannot_hand_its_keys_out_without()
    {
        using var certificate = TestAuthority.Server();
        await using var provider = await LoopbackProvider.StartAsync(certificate);
        await using var open = await LoopbackProvider.StartAsync();
        provider.KeysUrl = open.KeysUrl;

        Assert.Equal(WebIdentityRefusalKind.KeyUnavailable, await ValidateAsync(provider, certificate.Thumbprint));
        Assert.Equal(0, open.KeySets);
    }

    [Fact]
    public async Task An_address_in_a_certificate_is_not_asked()
    {
        await using var victim = await LoopbackProvider.StartAsync();
        using var root = TestAuthority.Root();
        using var certificate = TestAuthority.Server(root, extension: new X509AuthorityInformationAccessExtension(null, [victim.Url + "/issuer.cer"]));
        await using var provider = await LoopbackProvider.StartAsync(certificate);

        Assert.Equal(WebIdentityRefusalKind.CertificateNotTrusted, await ValidateAsync(provider, new string('b', 40)));
        Assert.Equal(0, victim.KeySets);
    }

    private Task<WebIdentityRefusalKind?> ValidateAsync(LoopbackProvider provider, params string[] thumbprints) => ValidateUrlAsync(provider.Url, thumbprints);

    private async Task<WebIdentityRefusalKind?> ValidateUrlAsync(string url, params string[] thumbprints)
    {
        var plain = Given.AccountWith(url, null, "app").FindOidcProvider(url[(url.IndexOf("://", StringComparison.Ordinal) + 3)..])!;
        var registered = plain with { MayBePrivate = true, ThumbprintList = thumbprints };
        var account = DirectorySnapshot.Empty.Apply(1, new DirectoryChange(1, [new Account { AccountId = registered.AccountId }, registered], []))
            .Find(registered.AccountId)!;
        var source = new DiscoveredKeySource(new DiscoveryRules(), machine, NullLogger<DiscoveredKeySource>.Instance);
        var validator = new WebIdentityValidator(source, machine, WebIdentityRules.Default);
        return (await validator.ValidateAsync(
            account, TestIssuer.Sign(Given.Claims(("iss", $"\"{url}\""))), TestContext.Current.CancellationToken)).Refusal?.Kind;
    }
}
