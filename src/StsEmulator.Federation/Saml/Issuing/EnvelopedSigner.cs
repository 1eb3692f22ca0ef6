using System.Security.Cryptography;
using System.Xml;
using StsEmulator.Federation.Saml.Documents;
using StsEmulator.Federation.Saml.Signatures;

namespace StsEmulator.Federation.Saml.Issuing;

/// <summary>Puts a signature into an element, behind its issuer, where the schema wants it. Source: SAML 2.0 core, section 5.4.</summary>
internal static class EnvelopedSigner
{
    private static readonly CanonicalForm Form = new();

    public static void Sign(XmlElement element, SamlSigningCredential credential)
    {
        string digest = Convert.ToBase64String(SHA256.HashData(Form.Write(element)));
        var signature = Add(element.OwnerDocument.CreateElement("ds", "Signature", SamlNames.Signature), "SignedInfo", out var signedInfo);
        Add(signedInfo, "CanonicalizationMethod", out var method);
        method.SetAttribute("Algorithm", CanonicalForm.Identifier);
        Add(signedInfo, "SignatureMethod", out method);
        method.SetAttribute("Algorithm", XmlSignatureAlgorithm.RsaSha256);
        Add(signedInfo, "Reference", out var reference);
        reference.SetAttribute("URI", "#" + element.Attribute("ID"));
        Add(reference, "Transforms", out var transforms);
        Add(transforms, "Transform", out var transform);
        transform.SetAttribute("Algorithm", XmlSignature.Enveloped);
        Add(transforms, "Transform", out transform);
        transform.SetAttribute("Algorithm", CanonicalForm.Identifier);
        Add(reference, "DigestMethod", out method);
        method.SetAttribute("Algorithm", XmlSignatureAlgorithm.Sha256);
        Add(reference, "DigestValue", out var value);
        value.InnerText = digest;

        element.InsertAfter(signature, element.Only("Issuer", SamlNames.Assertion));
        Add(signature, "SignatureValue", out value);
        value.InnerText = Convert.ToBase64String(credential.Sign(Form.Write(signedInfo)));
        Add(signature, "KeyInfo", out var keyInfo);
        Add(keyInfo, "X509Data", out var data);
        Add(data, "X509Certificate", out value);
        value.InnerText = credential.Certificate;
    }

    private static XmlElement Add(XmlElement parent, string name, out XmlElement child)
    {
        child = parent.OwnerDocument.CreateElement("ds", name, SamlNames.Signature);
        parent.AppendChild(child);
        return parent;
    }
}
