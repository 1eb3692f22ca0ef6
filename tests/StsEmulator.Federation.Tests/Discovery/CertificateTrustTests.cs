using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using StsEmulator.Federation.Discovery;

namespace StsEmulator.Federation.Tests.Discovery;

/// <summary>What a registered thumbprint vouches for, and what it does not. The chain is made as a TLS handshake makes it.</summary>
public sealed class CertificateTrustTests : IDisposable
{
    private readonly X509Certificate2 root = TestAuthority.Root(), issuing, server;

    public CertificateTrustTests()
    {
        issuing = TestAuthority.Intermediate(root);
        server = TestAuthority.Server(issuing);
    }

    public void Dispose()
    {
        root.Dispose();
        issuing.Dispose();
        server.Dispose();
    }

    [Fact]
    public void A_certificate_of_a_trusted_authority_needs_no_thumbprint() => Assert.True(IsTrusted(server, [issuing], [], SslPolicyErrors.None));

    [Fact]
    public void A_certificate_of_an_unknown_authority_needs_one() => Assert.False(IsTrusted(server, [issuing, root], []));

    [Theory]
    [InlineData("server"), InlineData("issuing"), InlineData("root")]
    public void Any_certificate_of_the_chain_may_be_the_registered_one(string registered)
    {
        string thumbprint = (registered switch { "server" => server, "issuing" => issuing, _ => root }).Thumbprint;

        Assert.True(IsTrusted(server, [issuing, root], [thumbprint]));
        Assert.True(IsTrusted(server, [issuing, root], [new string('0', 40), thumbprint.ToLowerInvariant()]));
    }

    [Fact]
    public void An_issuing_authority_vouches_where_its_root_is_not_sent() => Assert.True(IsTrusted(server, [issuing], [issuing.Thumbprint]));

    [Fact]
    public void An_authority_that_is_not_sent_vouches_for_nothing() => Assert.False(IsTrusted(server, [issuing], [root.Thumbprint]));

    [Fact]
    public void A_self_signed_certificate_is_trusted_by_its_own_thumbprint_alone()
    {
        using var self = TestAuthority.Server();

        Assert.True(IsTrusted(self, [], [self.Thumbprint]));
        Assert.False(IsTrusted(self, [], [server.Thumbprint]));
    }

    [Fact]
    public void A_registered_certificate_that_is_merely_sent_along_vouches_for_nothing()
    {
        using var self = TestAuthority.Server();
        using var forged = TestAuthority.Forged(issuing);
        using var forgedByRoot = TestAuthority.Forged(root);

        Assert.False(IsTrusted(self, [issuing, root], [issuing.Thumbprint, root.Thumbprint]));
        Assert.False(IsTrusted(forged, [issuing, root], [issuing.Thumbprint, root.Thumbprint]));
        Assert.False(IsTrusted(forgedByRoot, [root], [root.Thumbprint]));
    }

    [Fact]
    public void A_servers_certificate_is_no_authority()
    {
        using var below = TestAuthority.Server(server);

        Assert.False(IsTrusted(below, [server, issuing, root], [server.Thumbprint]));
    }

    [Theory]
    [InlineData(1, true), InlineData(0, false)]
    public void A_certificate_that_has_run_out_is_not_trusted(int secondsLeft, bool isTrusted)
    {
        using var self = TestAuthority.Server(until: TimeSpan.FromSeconds(secondsLeft));

        Assert.Equal(isTrusted, IsTrusted(self, [], [self.Thumbprint]));
    }

    [Fact]
    public void A_certificate_for_programs_that_call_is_not_a_servers()
    {
        using var client = TestAuthority.Server(usage: "1.3.6.1.5.5.7.3.2");

        Assert.False(IsTrusted(client, [], [client.Thumbprint]));
    }

    [Theory]
    [InlineData(SslPolicyErrors.RemoteCertificateNameMismatch), InlineData(SslPolicyErrors.RemoteCertificateNotAvailable)]
    [InlineData(SslPolicyErrors.RemoteCertificateNameMismatch | SslPolicyErrors.RemoteCertificateChainErrors)]
    public void A_thumbprint_stands_in_for_the_authority_and_for_nothing_else(SslPolicyErrors errors) =>
        Assert.False(IsTrusted(server, [issuing, root], [server.Thumbprint], errors));

    [Fact]
    public void Without_a_certificate_nobody_is_trusted() => Assert.False(CertificateTrust.IsTrusted(
        null, null, SslPolicyErrors.RemoteCertificateChainErrors, [server.Thumbprint], TestAuthority.Now));

    private static bool IsTrusted(
        X509Certificate2 certificate, X509Certificate2[] sent, string[] thumbprints, SslPolicyErrors errors = SslPolicyErrors.RemoteCertificateChainErrors)
    {
        using var presented = X509CertificateLoader.LoadCertificate(certificate.RawData);
        using var chain = new X509Chain();
        chain.ChainPolicy = CertificateTrust.Policy();
        chain.ChainPolicy.ExtraStore.AddRange(sent);
        Assert.False(chain.Build(presented));
        return CertificateTrust.IsTrusted(presented, chain, errors, thumbprints, TestAuthority.Now);
    }
}
