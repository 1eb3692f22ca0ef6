using System.Text;
using System.Xml;
using StsEmulator.Federation.Saml.Documents;

namespace StsEmulator.Federation.Saml.Issuing;

/// <summary>The metadata document of an identity provider: what IAM is given when the provider is registered.</summary>
public static class SamlIdentityProviderMetadata
{
    /// <param name="entityId">The name of the provider, which its assertions carry as their issuer.</param>
    /// <param name="signInUrl">Where browsers sign in; both bindings, redirect and POST.</param>
    /// <param name="certificates">The signing certificates, DER in base64; two during a rotation.</param>
    public static string Write(string entityId, string signInUrl, IReadOnlyList<string> certificates)
    {
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true, Indent = true, NewLineChars = "\n" }))
        {
            writer.WriteStartElement("md", "EntityDescriptor", SamlNames.Metadata);
            writer.WriteAttributeString("entityID", entityId);
            writer.WriteStartElement("IDPSSODescriptor", SamlNames.Metadata);
            writer.WriteAttributeString("WantAuthnRequestsSigned", "false");
            writer.WriteAttributeString("protocolSupportEnumeration", SamlNames.Protocol);
            foreach (string certificate in certificates)
                WriteKey(writer, certificate);
            writer.WriteElementString("NameIDFormat", SamlNames.Metadata, "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent");
            foreach (string binding in (string[])["HTTP-Redirect", "HTTP-POST"])
            {
                writer.WriteStartElement("SingleSignOnService", SamlNames.Metadata);
                writer.WriteAttributeString("Binding", "urn:oasis:names:tc:SAML:2.0:bindings:" + binding);
                writer.WriteAttributeString("Location", signInUrl);
                writer.WriteEndElement();
            }
            writer.WriteEndElement();
            writer.WriteEndElement();
        }
        return text.Append('\n').ToString();
    }

    private static void WriteKey(XmlWriter writer, string certificate)
    {
        writer.WriteStartElement("KeyDescriptor", SamlNames.Metadata);
        writer.WriteAttributeString("use", "signing");
        writer.WriteStartElement("ds", "KeyInfo", SamlNames.Signature);
        writer.WriteStartElement("X509Data", SamlNames.Signature);
        writer.WriteElementString("X509Certificate", SamlNames.Signature, certificate);
        writer.WriteEndElement();
        writer.WriteEndElement();
        writer.WriteEndElement();
    }
}
