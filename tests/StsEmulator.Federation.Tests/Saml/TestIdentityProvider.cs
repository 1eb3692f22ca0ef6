using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Xml;

namespace StsEmulator.Federation.Tests.Saml;

/// <summary>A provider that signs with the platform's SignedXml, which shares no line with the check. The keys live as long as the run.</summary>
internal static class TestIdentityProvider
{
    public static RSA Key { get; } = RSA.Create(2048);

    public static RSA OtherKey { get; } = RSA.Create(2048);

    public static ECDsa Curve256 { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public static ECDsa Curve384 { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP384);

    public static ECDsa Curve521 { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP521);

    public static X509Certificate2 Certificate { get; } = Certify(new CertificateRequest("CN=idp", Key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public static string Metadata { get; } = MetadataOf(
        Certificate, Certify(new CertificateRequest("CN=p256", Curve256, HashAlgorithmName.SHA256)),
        Certify(new CertificateRequest("CN=p384", Curve384, HashAlgorithmName.SHA256)), Certify(new CertificateRequest("CN=p521", Curve521, HashAlgorithmName.SHA256)));

    public static string MetadataOf(params X509Certificate2[] certificates) =>
        $"""<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://example.com/saml"><md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">{string.Concat(certificates.Select(KeyDescriptor))}<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://example.com/sso"/></md:IDPSSODescriptor></md:EntityDescriptor>""";

    public static string KeyDescriptor(X509Certificate2 certificate) =>
        $"""<md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>{Convert.ToBase64String(certificate.RawData, Base64FormattingOptions.InsertLineBreaks)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>""";

    public static X509Certificate2 Certify(CertificateRequest request) =>
        request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2050, 1, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>Signs the element of an ID in a document and gives the document's text.</summary>
    /// <param name="shape">Changes what is signed and how, before it is.</param>
    public static string Sign(string xml, string id = "a1", RSA? key = null, Action<SignedXml>? shape = null, KeyedHashAlgorithm? hmac = null)
    {
        var document = Load(xml);
        var element = (XmlElement)document.SelectSingleNode($"//*[@ID='{id}']")!;
        var signed = new SignedXml(element) { SigningKey = hmac is null ? key ?? Key : null };
        signed.SignedInfo!.CanonicalizationMethod = SignedXml.XmlDsigExcC14NTransformUrl;
        signed.SignedInfo.SignatureMethod = SignedXml.XmlDsigRSASHA256Url;
        var reference = new Reference("#" + id) { DigestMethod = SignedXml.XmlDsigSHA256Url };
        reference.AddTransform(new XmlDsigEnvelopedSignatureTransform());
        reference.AddTransform(new XmlDsigExcC14NTransform());
        signed.AddReference(reference);
        signed.KeyInfo = new KeyInfo();
        signed.KeyInfo.AddClause(new KeyInfoX509Data(Certificate));
        shape?.Invoke(signed);
        if (hmac is null)
            signed.ComputeSignature();
        else
            signed.ComputeSignature(hmac);
        element.InsertAfter(document.ImportNode(signed.GetXml(), deep: true), element.FirstChild);
        return document.OuterXml;
    }

    /// <summary>The text of the element with an ID, as it stands in a document.</summary>
    public static string Cut(string xml, string id) => Load(xml).SelectSingleNode($"//*[@ID='{id}']")!.OuterXml;

    public static XmlDocument Load(string xml)
    {
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        using var reader = XmlReader.Create(new StringReader(xml), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        document.Load(reader);
        return document;
    }
}
