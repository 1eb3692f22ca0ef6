namespace StsEmulator.Federation.Saml.Documents;

/// <summary>Namespaces and identifiers. Source: SAML 2.0 core, metadata and profiles; XML Signature; XML Encryption 1.1.</summary>
internal static class SamlNames
{
    public const string Assertion = "urn:oasis:names:tc:SAML:2.0:assertion", Protocol = "urn:oasis:names:tc:SAML:2.0:protocol",
        Metadata = "urn:oasis:names:tc:SAML:2.0:metadata", Signature = "http://www.w3.org/2000/09/xmldsig#",
        Encryption = "http://www.w3.org/2001/04/xmlenc#", ExclusiveCanonicalization = "http://www.w3.org/2001/10/xml-exc-c14n#",
        NamespaceDeclarations = "http://www.w3.org/2000/xmlns/";

    public const string Success = "urn:oasis:names:tc:SAML:2.0:status:Success", Bearer = "urn:oasis:names:tc:SAML:2.0:cm:bearer",
        UnspecifiedNameIdFormat = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified", NameIdFormatPrefix = "urn:oasis:names:tc:SAML:2.0:nameid-format:";

    /// <summary>What attributes begin with that AWS reads.</summary>
    public const string Attributes = "https://aws.amazon.com/SAML/Attributes/";
}
