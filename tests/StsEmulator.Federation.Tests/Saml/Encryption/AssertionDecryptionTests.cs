using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using StsEmulator.Federation.Saml;
using StsEmulator.Iam.Directory;

namespace StsEmulator.Federation.Tests.Saml.Encryption;

/// <summary>Assertions that xmlsec1 encrypted.</summary>
public sealed class AssertionDecryptionTests : IDisposable
{
    private const string Xenc = "http://www.w3.org/2001/04/xmlenc#", Xenc11 = "http://www.w3.org/2009/xmlenc11#", Oaep = Xenc + "rsa-oaep-mgf1p";

    private static readonly RSA Key = RSA.Create(2048), Unrelated = RSA.Create(2048);

    private readonly XmlSecurityTool tool = new();

    private static SamlProvider Provider => SamlGiven.Provider with { PrivateKeys = [new SamlPrivateKey(Unrelated.ExportPkcs8PrivateKeyPem(), default), new SamlPrivateKey(Key.ExportPkcs8PrivateKeyPem(), default)] };

    [Theory]
    [InlineData("aes-128", Xenc + "aes128-cbc", Oaep), InlineData("aes-192", Xenc + "aes192-cbc", Oaep), InlineData("aes-256", Xenc + "aes256-cbc", Oaep)]
    [InlineData("aes-128", Xenc11 + "aes128-gcm", Oaep), InlineData("aes-192", Xenc11 + "aes192-gcm", Oaep), InlineData("aes-256", Xenc11 + "aes256-gcm", Oaep)]
    public async Task An_encrypted_assertion_is_opened_by_a_key_of_the_provider(string session, string content, string transport)
    {
        string response = new SamlShape().Response(await EncryptAsync(SignedAssertion(), session, content, transport));

        Assert.Equal("alice", (await new SamlGiven(Provider).AcceptAsync(response)).Subject);
        Assert.Equal("alice", (await new SamlGiven(Provider with { AssertionEncryptionMode = AssertionEncryptionMode.Required }).AcceptAsync(response)).Subject);
        Assert.Equal(SamlRefusalKind.NotDecryptable, await new SamlGiven().RefuseAsync(response));
        Assert.Equal(SamlRefusalKind.NotDecryptable, await new SamlGiven(Provider with { PrivateKeys = [new SamlPrivateKey(Unrelated.ExportPkcs8PrivateKeyPem(), default)] }).RefuseAsync(response));
    }

    [Fact]
    public async Task RSA_1_5_is_refused()
    {
        string response = new SamlShape().Response(await EncryptAsync(SignedAssertion(), "aes-256", Xenc + "aes256-cbc", Xenc + "rsa-1_5"));

        Assert.Equal(SamlRefusalKind.NotDecryptable, await new SamlGiven(Provider).RefuseAsync(response));
    }

    [Fact]
    public async Task The_response_may_be_signed_over_the_encrypted_assertion()
    {
        var shape = new SamlShape();
        string response = TestIdentityProvider.Sign(shape.Response(await EncryptAsync(shape.Assertion, "aes-256", Xenc11 + "aes256-gcm", Oaep)), "r1");

        Assert.Equal("alice", (await new SamlGiven(Provider).AcceptAsync(response)).Subject);
    }

    [Fact]
    public async Task Encryption_signs_nothing()
    {
        var shape = new SamlShape();
        string response = shape.Response(await EncryptAsync(shape.Assertion, "aes-256", Xenc11 + "aes256-gcm", Oaep));

        Assert.Equal(SamlRefusalKind.SignatureInvalid, await new SamlGiven(Provider).RefuseAsync(response));
    }

    [Fact]
    public async Task A_provider_may_require_encryption()
    {
        var given = new SamlGiven(Provider with { AssertionEncryptionMode = AssertionEncryptionMode.Required });

        Assert.Equal(SamlRefusalKind.NotEncrypted, await given.RefuseAsync(SamlGiven.Signed(new SamlShape())));
    }

    public void Dispose() => tool.Dispose();

    private static string SignedAssertion() => TestIdentityProvider.Sign(new SamlShape().Assertion);

    private async Task<string> EncryptAsync(string assertion, string session, string content, string transport)
    {
        using var certificate = TestIdentityProvider.Certify(new CertificateRequest("CN=sp", Key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        string template = $"""
            <xenc:EncryptedData xmlns:xenc="{Xenc}" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Type="{Xenc}Element"><xenc:EncryptionMethod Algorithm="{content}"/><ds:KeyInfo><xenc:EncryptedKey><xenc:EncryptionMethod Algorithm="{transport}"/><xenc:CipherData><xenc:CipherValue/></xenc:CipherData></xenc:EncryptedKey></ds:KeyInfo><xenc:CipherData><xenc:CipherValue/></xenc:CipherData></xenc:EncryptedData>
            """;
        string encrypted = await tool.RunAsync(
            "--encrypt", "--pubkey-cert-pem", tool.Write("sp.pem", certificate.ExportCertificatePem()), "--session-key", session,
            "--xml-data", tool.Write("assertion.xml", assertion), tool.Write("template.xml", template));
        return $"<saml:EncryptedAssertion>{encrypted[encrypted.IndexOf("<xenc:", StringComparison.Ordinal)..]}</saml:EncryptedAssertion>";
    }
}
