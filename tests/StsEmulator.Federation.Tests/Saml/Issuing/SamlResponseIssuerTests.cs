using System.Text;
using StsEmulator.Federation.Saml.Issuing;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Storage.Memory;
using StsEmulator.Iam.Time;

namespace StsEmulator.Federation.Tests.Saml.Issuing;

public sealed class SamlResponseIssuerTests
{
    private const string Issuer = "http://127.0.0.1:4592/saml";

    private static readonly SamlLogin Login = new()
    {
        Issuer = Issuer,
        Recipient = "http://127.0.0.1:4592/saml",
        NameId = "alice <\"&'>\té",
        Roles = [new(SamlShape.RoleArn, SamlShape.ProviderArn), new("arn:aws:iam::123456789012:role/Other", SamlShape.ProviderArn)],
        RoleSessionName = "alice@example.com",
        Tags = [new Tag("team", "a + b"), new Tag("cost:centre", "")],
        TransitiveTagKeys = ["team"],
        SourceIdentity = "alice",
        SessionDuration = TimeSpan.FromHours(2),
        SessionNotOnOrAfter = new DateTimeOffset(2027, 1, 15, 18, 0, 0, TimeSpan.Zero),
        InResponseTo = "_request",
    };

    [Fact]
    public async Task Our_check_accepts_it_with_everything_it_says()
    {
        var (given, response, _) = await IssueAsync();

        var result = await given.ValidateAsync(response);

        Assert.True(result.IsValid, result.Refusal.ToString());
        Assert.Equal((Issuer, Login.NameId, "persistent", "alice@example.com"), (result.Identity.Issuer, result.Identity.Subject, result.Identity.SubjectType, result.Identity.RoleSessionName));
        Assert.Equal(Login.Tags, result.Identity.Tags);
        Assert.Equal(("alice", TimeSpan.FromHours(2), "team"), (result.Identity.SourceIdentity, result.Identity.LongestSession, Assert.Single(result.Identity.TransitiveTagKeys)));
    }

    [Theory]
    [InlineData("Response", "urn:oasis:names:tc:SAML:2.0:protocol", "/*/*[local-name()='Signature']")]
    [InlineData("Assertion", "urn:oasis:names:tc:SAML:2.0:assertion", "//*[local-name()='Assertion']/*[local-name()='Signature']")]
    public async Task Xmlsec1_accepts_both_signatures(string element, string ns, string signature)
    {
        using var tool = new XmlSecurityTool();
        var (_, response, credential) = await IssueAsync();
        string certificate = $"-----BEGIN CERTIFICATE-----\n{credential.Certificate}\n-----END CERTIFICATE-----\n";

        await tool.RunAsync(
            "--verify", "--pubkey-cert-pem", tool.Write("idp.pem", certificate), "--id-attr:ID", $"{ns}:{element}", "--node-xpath", signature,
            tool.Write("response.xml", Encoding.UTF8.GetString(Convert.FromBase64String(response))));
    }

    [Fact]
    public async Task Replicas_sign_with_one_certificate_until_the_store_is_reset()
    {
        var clock = new EmulatorClock(TimeProvider.System);
        var stores = MemoryStore.Create(clock);
        var directory = new LiveDirectory(stores.Directory);
        using var one = new SamlSigningCertificate(stores.Values, directory);
        using var other = new SamlSigningCertificate(stores.Values, directory);

        var first = await one.GetAsync(TestContext.Current.CancellationToken);

        Assert.Same(first, await one.GetAsync(TestContext.Current.CancellationToken));
        Assert.Equal(first.Certificate, (await other.GetAsync(TestContext.Current.CancellationToken)).Certificate);
        Assert.DoesNotContain("KEY", first.ToString(), StringComparison.Ordinal);
    }

    private static async Task<(SamlGiven Given, string Response, SamlSigningCredential Credential)> IssueAsync()
    {
        var stores = MemoryStore.Create(new EmulatorClock(TimeProvider.System));
        using var certificate = new SamlSigningCertificate(stores.Values, new LiveDirectory(stores.Directory));
        var credential = await certificate.GetAsync(TestContext.Current.CancellationToken);
        string metadata = SamlIdentityProviderMetadata.Write(Issuer, Issuer + "/sign-in", [credential.Certificate]);
        var given = new SamlGiven(SamlGiven.Provider with { SamlMetadataDocument = metadata });
        return (given, new SamlResponseIssuer(new CountingSource()).Issue(Login, credential, given.Time.GetUtcNow()), credential);
    }

    /// <summary>Another value each time, the same on every run.</summary>
    private sealed class CountingSource : IRandomSource
    {
        private byte next;

        public void Fill(Span<byte> destination) => destination.Fill(next++);
    }
}
