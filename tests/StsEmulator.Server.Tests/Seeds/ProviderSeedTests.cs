using StsEmulator.Iam.Directory;
using StsEmulator.Server.Configuration;
using StsEmulator.Server.Seeds;

namespace StsEmulator.Server.Tests.Seeds;

public sealed class ProviderSeedTests
{
    private const string Expected = "Url: expected an https URL without port, query and fragment, or http on a loopback address";

    [Fact]
    public void A_provider_is_read_with_all_it_has()
    {
        var (seed, problems) = SeedFolder.LoadAccount($"""
            OIDCProviders:
              - Url: "https://issuer.example/tenant"
                ClientIdList: [ app ]
                ThumbprintList: [ "{new string('a', 40)}" ]
                TestIssuer: true
            """);

        Assert.Empty(problems);
        var provider = Assert.Single(seed!.Entities.OfType<OidcProvider>());
        Assert.Equal(("https://issuer.example/tenant", true, true), (provider.Url, provider.IsTestIssuer, provider.MayBePrivate));
        Assert.Equal(["app"], provider.ClientIdList);
        Assert.Equal([new string('a', 40)], provider.ThumbprintList);
    }

    [Fact]
    public void A_provider_is_no_test_issuer_unless_it_says_so()
    {
        var (seed, _) = SeedFolder.LoadAccount("""OIDCProviders: [ { Url: "https://issuer.example" } ]""");

        Assert.False(Assert.Single(seed!.Entities.OfType<OidcProvider>()).IsTestIssuer);
    }

    [Theory]
    [InlineData("ThumbprintList: [ abc ]", "ThumbprintList: `abc` is not a SHA-1 thumbprint of 40 hexadecimal digits")]
    [InlineData("TestIssuer: perhaps", "TestIssuer: expected true or false")]
    [InlineData("Thumbprints: []", "Thumbprints")]
    public void What_is_wrong_with_a_provider_is_said(string line, string problem)
    {
        var (seed, problems) = SeedFolder.LoadAccount($"OIDCProviders:\n  - Url: \"https://issuer.example\"\n    {line}");

        Assert.Null(seed);
        Assert.Contains(problem, Assert.Single(problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ClientIdList", 100, "app"), InlineData("ThumbprintList", 5, "0123456789abcdef0123456789abcdef0123456")]
    public void Lists_have_their_limits(string list, int most, string start)
    {
        Assert.Empty(SeedFolder.LoadAccount(Seed(most)).Problems);
        Assert.Contains($"{list}: expected at most {most} items", Assert.Single(SeedFolder.LoadAccount(Seed(most + 1)).Problems), StringComparison.Ordinal);

        string Seed(int count) => "OIDCProviders:\n  - Url: \"https://issuer.example\"\n"
            + $"    {list}: [ {string.Join(", ", Enumerable.Range(0, count).Select(i => $"\"{start}{i:X}\""))} ]";
    }

    [Fact]
    public void A_test_issuer_has_no_keys_of_its_own()
    {
        using SeedFolder folder = new();
        folder.Write("keys.json", """{"keys":[]}""");
        string path = folder.Write(
            "seed.yaml", "Accounts: [ { AccountId: '111111111111', OIDCProviders: [ { Url: 'https://a.example', JwksFile: keys.json, TestIssuer: true } ] } ]");

        var (_, problems) = SeedFolder.Load(path);

        Assert.Contains(problems, problem => problem.EndsWith("TestIssuer: a test issuer has the emulator's keys; leave out `JwksFile`, or `TestIssuer`", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://issuer.example"), InlineData("https://issuer.example:8443"), InlineData("https://issuer.example/?a"), InlineData("http://10.0.0.1"), InlineData("ftp://localhost")]
    public void An_issuer_is_https_without_a_port(string url)
    {
        var (_, problems) = SeedFolder.LoadAccount($"OIDCProviders: [ {{ Url: \"{url}\" }} ]");

        Assert.EndsWith(Expected, Assert.Single(problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, "http://127.0.0.1:4592/oidc", false)]
    [InlineData(null, "https://sts.example", "https://sts.example/oidc", true), InlineData(null, "HTTP://Emulator.Example:80", "http://emulator.example/oidc", true)]
    [InlineData("https://login.example/oidc", "https://sts.example", "https://login.example/oidc", true)]
    public void The_built_in_issuer_follows_the_settings(string? issuerUrl, string? publicUrl, string url, bool isGiven)
    {
        Assert.True(ListenUrl.TryParse("http://127.0.0.1:4592", out var listener, out _));
        var options = new ServerOptions { AwsUrl = listener, MetadataUrl = listener, VerifierUrl = listener, IssuerUrl = issuerUrl, PublicUrl = publicUrl };

        Assert.Equal(new SeedIssuer(url, isGiven), SeedIssuer.Of(options));
    }
}
