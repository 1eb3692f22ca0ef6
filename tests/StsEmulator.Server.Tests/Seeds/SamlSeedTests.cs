using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using StsEmulator.Federation.Saml.Issuing;
using StsEmulator.Iam.Directory;

namespace StsEmulator.Server.Tests.Seeds;

public sealed class SamlSeedTests : IDisposable
{
    private static readonly RSA Key = RSA.Create(2048);

    private readonly SeedFolder folder = new();

    /// <summary>Gets metadata with one signing certificate.</summary>
    public static string Metadata { get; } = SamlIdentityProviderMetadata.Write("https://idp.example", "https://idp.example/sso", [Certificate()]);

    [Fact]
    public void A_provider_may_have_keys_for_encrypted_assertions()
    {
        folder.Write("corp.xml", Metadata);
        folder.Write("corp.pem", Key.ExportPkcs8PrivateKeyPem());

        var (seed, problems) = Load("{ Name: corp, SamlMetadataFile: corp.xml, AssertionEncryptionMode: Required, PrivateKeyFiles: [ corp.pem ] }");

        Assert.Empty(problems);
        var provider = Assert.Single(seed!.Entities.OfType<SamlProvider>());
        Assert.Equal((AssertionEncryptionMode.Required, Key.ExportPkcs8PrivateKeyPem()), (provider.AssertionEncryptionMode, Assert.Single(provider.PrivateKeys).Pem));
        Assert.Equal("SamlProvider corp", provider.ToString());
    }

    [Theory]
    [InlineData("{ Name: corp }", "`SamlMetadataDocument` is missing")]
    [InlineData("{ Name: corp, SamlMetadataDocument: '<xml/>' }", "SamlMetadataDocument: expected an EntityDescriptor of SAML 2.0 metadata with an entityID")]
    [InlineData("{ Name: corp, SamlMetadataFile: none.xml }", "SamlMetadataFile: there is no file `")]
    [InlineData("{ Name: corp, SamlMetadataFile: corp.xml, SamlMetadataDocument: '<xml/>' }", "SamlMetadataFile: expected either this or `SamlMetadataDocument`")]
    [InlineData("{ Name: corp, SamlMetadataFile: corp.xml, AssertionEncryptionMode: Required }", "AssertionEncryptionMode: expected `PrivateKeyFiles`")]
    [InlineData("{ Name: corp, SamlMetadataFile: corp.xml, AssertionEncryptionMode: Never }", "AssertionEncryptionMode: expected Allowed or Required")]
    [InlineData("{ Name: corp, SamlMetadataFile: corp.xml, PrivateKeyFiles: [ corp.xml ] }", "PrivateKeyFiles: `corp.xml` holds no RSA private key")]
    [InlineData("{ Name: corp, SamlMetadataFile: corp.xml, PrivateKeyFiles: [ public.pem ] }", "PrivateKeyFiles: `public.pem` holds no RSA private key")]
    [InlineData("{ Name: corp, SamlMetadataFile: corp.xml, PrivateKeyFiles: [ a, b, c ] }", "PrivateKeyFiles: expected at most 2 items")]
    public void What_is_wrong_with_a_provider_is_told(string provider, string problem)
    {
        folder.Write("corp.xml", Metadata);
        folder.Write("public.pem", Key.ExportSubjectPublicKeyInfoPem());

        var (seed, problems) = Load(provider);

        Assert.Null(seed);
        Assert.Contains(problems, told => told.Contains(problem, StringComparison.Ordinal));
    }

    public void Dispose() => folder.Dispose();

    private (Server.Seeds.Seed? Seed, List<string> Problems) Load(string provider) => SeedFolder.Load(
        folder.Write("seed.yaml", $"Accounts: [ {{ AccountId: '123456789012', SAMLProviders: [ {provider} ] }} ]"));

    private static string Certificate()
    {
        var request = new CertificateRequest("CN=idp", Key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2050, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return Convert.ToBase64String(certificate.RawData);
    }
}
