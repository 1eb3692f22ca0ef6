using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using StsEmulator.Federation.Discovery;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Storage;

namespace StsEmulator.Federation.Tests.Discovery;

/// <summary>What a name may resolve to, and that what was looked at is what is connected to.</summary>
public sealed class HostResolverTests : IAsyncLifetime
{
    private readonly FakeTimeProvider machine = new(DateTimeOffset.FromUnixTimeSeconds(Given.Now));
    private readonly List<string> asked = [];
    private LoopbackProvider provider = null!;

    public async ValueTask InitializeAsync()
    {
        provider = await LoopbackProvider.StartAsync();
        provider.Issuer = Url;
        provider.KeysUrl = Url + "/keys";
    }

    public ValueTask DisposeAsync() => provider.DisposeAsync();

    private string Url => $"http://provider.example:{new Uri(provider.Url).Port}";

    [Fact]
    public async Task A_name_is_looked_up_once_for_both_documents()
    {
        Assert.Null(await ValidateAsync(_ => ["127.0.0.1"]));
        Assert.Equal(["provider.example"], asked);
    }

    [Theory]
    [InlineData("169.254.169.254"), InlineData("10.0.0.1"), InlineData("::ffff:169.254.169.254"), InlineData("0.0.0.0"), InlineData("fd00::1")]
    public async Task A_name_that_means_a_forbidden_address_is_not_connected_to(string address)
    {
        Assert.Equal(WebIdentityRefusalKind.KeyUnavailable, await ValidateAsync(_ => [address]));
        Assert.Equal(0, provider.Documents);
    }

    [Fact]
    public async Task Of_several_addresses_only_those_that_may_be_asked_are()
    {
        Assert.Null(await ValidateAsync(_ => ["169.254.169.254", "127.0.0.1", "10.0.0.1"]));
        Assert.Equal(1, provider.Documents);
    }

    [Fact]
    public async Task A_name_that_comes_to_mean_another_address_is_looked_at_again()
    {
        provider.KeysUrl = Url.Replace("provider.example", "keys.example", StringComparison.Ordinal) + "/keys";

        Assert.Equal(WebIdentityRefusalKind.KeyUnavailable, await ValidateAsync(host => [host == "keys.example" ? "169.254.169.254" : "127.0.0.1"]));
        Assert.Equal(["provider.example", "keys.example"], asked);
        Assert.Equal((1, 0), (provider.Documents, provider.KeySets));
    }

    [Fact]
    public async Task A_name_without_an_address_is_unreachable() => Assert.Equal(WebIdentityRefusalKind.ProviderUnreachable, await ValidateAsync(_ => []));

    [Fact]
    public async Task A_name_that_cannot_be_looked_up_is_unreachable() =>
        Assert.Equal(WebIdentityRefusalKind.ProviderUnreachable, await ValidateAsync(_ => throw new SocketException((int)SocketError.HostNotFound)));

    private async Task<WebIdentityRefusalKind?> ValidateAsync(Func<string, string[]> addresses)
    {
        var registered = Given.AccountWith(Url, null, "app").FindOidcProvider(Url["http://".Length..])! with { MayBePrivate = true };
        var account = DirectorySnapshot.Empty.Apply(1, new DirectoryChange(1, [new Account { AccountId = registered.AccountId }, registered], []))
            .Find(registered.AccountId)!;
        var source = new DiscoveredKeySource(new DiscoveryRules(), machine, NullLogger<DiscoveredKeySource>.Instance, ResolveAsync);
        return (await new WebIdentityValidator(source, machine, WebIdentityRules.Default).ValidateAsync(
            account, TestIssuer.Sign(Given.Claims(("iss", $"\"{Url}\""))), TestContext.Current.CancellationToken)).Refusal?.Kind;

        Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
        {
            asked.Add(host);
            return Task.FromResult(Array.ConvertAll(addresses(host), IPAddress.Parse));
        }
    }
}
