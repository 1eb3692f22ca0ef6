using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using StsEmulator.Federation.Saml.Metadata;

namespace StsEmulator.Federation.Tests.Saml.Metadata;

public sealed class SamlMetadataTests
{
    [Fact]
    public void Every_signing_certificate_is_read()
    {
        string text = TestIdentityProvider.Metadata.Replace("use=\"signing\"", "", StringComparison.Ordinal);

        Assert.True(SamlMetadata.TryRead(text, out var metadata, out _));
        Assert.Equal(("https://example.com/saml", 4), (metadata.EntityId, metadata.Keys.Count));
    }

    [Theory]
    [InlineData(" validUntil=\"2027-01-02T03:04:05Z\"", "2027-01-02T03:04:05Z"), InlineData(" validUntil=\"soon\"", null), InlineData("", null)]
    public void A_document_may_say_until_when_it_holds(string attribute, string? expected)
    {
        string text = TestIdentityProvider.MetadataOf(TestIdentityProvider.Certificate).Replace(" entityID=", attribute + " entityID=", StringComparison.Ordinal);

        Assert.True(SamlMetadata.TryRead(text, out var metadata, out _));
        Assert.Equal(expected, metadata.ValidUntil?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData(1024, true), InlineData(768, false)]
    public void An_RSA_key_has_at_least_1024_bits(int bits, bool isAccepted)
    {
        using var key = RSA.Create(bits);
        using var certificate = TestIdentityProvider.Certify(new CertificateRequest("CN=small", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

        Assert.Equal(isAccepted, SamlMetadata.TryRead(TestIdentityProvider.MetadataOf(certificate), out _, out _));
    }

    [Theory]
    [InlineData(SamlMetadata.MaximumCertificates, true), InlineData(SamlMetadata.MaximumCertificates + 1, false)]
    public void There_is_a_limit_to_certificates(int count, bool isAccepted)
    {
        string text = TestIdentityProvider.MetadataOf([.. Enumerable.Repeat(TestIdentityProvider.Certificate, count)]);

        Assert.Equal(isAccepted, SamlMetadata.TryRead(text, out _, out _));
    }

    [Theory]
    [InlineData("", "not readable as XML"), InlineData("<!DOCTYPE a []><a/>", "not readable as XML"), InlineData("<xml/>", "expected an EntityDescriptor")]
    [InlineData("""<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata"/>""", "expected an EntityDescriptor")]
    [InlineData("""<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="e"/>""", "expected an IDPSSODescriptor")]
    [InlineData("""<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="e"><IDPSSODescriptor/></EntityDescriptor>""", "expected a signing KeyDescriptor")]
    public void What_is_wrong_is_told(string text, string problem)
    {
        Assert.False(SamlMetadata.TryRead(text, out _, out string? told));
        Assert.StartsWith(problem, told, StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_for_encryption_signs_nothing()
    {
        string text = TestIdentityProvider.MetadataOf(TestIdentityProvider.Certificate).Replace("\"signing\"", "\"encryption\"", StringComparison.Ordinal);

        Assert.False(SamlMetadata.TryRead(text, out _, out _));
    }
}
