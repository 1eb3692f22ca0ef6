using System.Security.Cryptography;
using System.Text;
using System.Xml;
using StsEmulator.Federation.Saml.Documents;
using StsEmulator.Iam.Directory;

namespace StsEmulator.Federation.Saml.Encryption;

/// <summary>
/// Opens encrypted assertions: AES in GCM or CBC mode, whose key came by RSA-OAEP. RSA 1.5 is refused, because whether its padding is
/// right can be asked message by message until the key is known. Every failure is the same one. Source: XML Encryption 1.1.
/// </summary>
internal sealed class AssertionDecryption(SamlProvider provider)
{
    private const string Xenc = SamlNames.Encryption, Xenc11 = "http://www.w3.org/2009/xmlenc11#", ElementType = Xenc + "Element";

    /// <summary>The octets of the initialisation vector, and of the tag of GCM.</summary>
    private const int CbcVector = 16, GcmVector = 12, GcmTag = 16;

    public bool IsRequired => provider.AssertionEncryptionMode == AssertionEncryptionMode.Required;

    /// <summary>Gives the element inside; null when no key of the provider opens it.</summary>
    public XmlElement? TryOpen(XmlElement encryptedAssertion, int maximumCharacters)
    {
        if (encryptedAssertion.Only("EncryptedData", Xenc) is not { } data || data.Attribute("Type") is not (null or ElementType)
            || CipherValue(data) is not { } cipher || FindKey(encryptedAssertion, data) is not { } encryptedKey
            || data.Only("EncryptionMethod", Xenc)?.Attribute("Algorithm") is not { } method)
        {
            return null;
        }
        foreach (var privateKey in provider.PrivateKeys)
        {
            if (UnwrapKey(privateKey.Pem, encryptedKey) is { } key && Decrypt(method, key, cipher) is { } octets)
                return Parse(octets, encryptedAssertion, maximumCharacters);
        }
        return null;
    }

    /// <summary>The key is in the data's KeyInfo, or beside the data (SAML 2.0 errata, E43).</summary>
    private static XmlElement? FindKey(XmlElement encryptedAssertion, XmlElement data) =>
        data.Only("KeyInfo", SamlNames.Signature)?.Only("EncryptedKey", Xenc) ?? encryptedAssertion.Only("EncryptedKey", Xenc);

    private static byte[]? CipherValue(XmlElement encrypted) => encrypted.Only("CipherData", Xenc)?.Only("CipherValue", Xenc)?.Base64();

    private static byte[]? UnwrapKey(string pem, XmlElement encryptedKey)
    {
        if (encryptedKey.Only("EncryptionMethod", Xenc) is not { } method || Padding(method) is not { } padding || CipherValue(encryptedKey) is not { } wrapped)
            return null;
        try
        {
            using var key = RSA.Create();
            key.ImportFromPem(pem);
            return key.Decrypt(wrapped, padding);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <remarks>OAEP's own SHA-1 is no weakness: nothing there depends on collisions (RFC 8017, section 7.1).</remarks>
    private static RSAEncryptionPadding? Padding(XmlElement method)
    {
        string? digest = method.Only("DigestMethod", SamlNames.Signature)?.Attribute("Algorithm"), mask = method.Only("MGF", Xenc11)?.Attribute("Algorithm");
        bool takesMask = method.Attribute("Algorithm") == Xenc11 + "rsa-oaep";
        if (!takesMask && method.Attribute("Algorithm") != Xenc + "rsa-oaep-mgf1p")
            return null;
        var padding = digest switch
        {
            null or SamlNames.Signature + "sha1" => RSAEncryptionPadding.OaepSHA1,
            Xenc + "sha256" => RSAEncryptionPadding.OaepSHA256,
            "http://www.w3.org/2001/04/xmldsig-more#sha384" => RSAEncryptionPadding.OaepSHA384,
            Xenc + "sha512" => RSAEncryptionPadding.OaepSHA512,
            _ => null,
        };
        // The platform uses one digest for both: another pair cannot be opened. The older identifier always means SHA-1 for the mask.
        string expected = takesMask ? mask ?? Xenc11 + "mgf1sha1" : Xenc11 + "mgf1sha1";
        return padding is not null && expected == Xenc11 + "mgf1" + padding.OaepHashAlgorithm.Name!.ToLowerInvariant() ? padding : null;
    }

    private static byte[]? Decrypt(string method, byte[] key, byte[] cipher)
    {
        try
        {
            return method switch
            {
                Xenc11 + "aes128-gcm" when key.Length == 16 => DecryptGcm(key, cipher),
                Xenc11 + "aes192-gcm" when key.Length == 24 => DecryptGcm(key, cipher),
                Xenc11 + "aes256-gcm" when key.Length == 32 => DecryptGcm(key, cipher),
                Xenc + "aes128-cbc" when key.Length == 16 => DecryptCbc(key, cipher),
                Xenc + "aes192-cbc" when key.Length == 24 => DecryptCbc(key, cipher),
                Xenc + "aes256-cbc" when key.Length == 32 => DecryptCbc(key, cipher),
                _ => null,
            };
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static byte[]? DecryptGcm(byte[] key, byte[] cipher)
    {
        if (cipher.Length < GcmVector + GcmTag)
            return null;
        byte[] octets = new byte[cipher.Length - GcmVector - GcmTag];
        using var aes = new AesGcm(key, GcmTag);
        aes.Decrypt(cipher.AsSpan(0, GcmVector), cipher.AsSpan(GcmVector, octets.Length), cipher.AsSpan(^GcmTag..), octets);
        return octets;
    }

    /// <summary>The last octet says how many are padding; the others may be anything (XML Encryption 1.1, section 5.2).</summary>
    private static byte[]? DecryptCbc(byte[] key, byte[] cipher)
    {
        if (cipher.Length <= CbcVector)
            return null;
        using var aes = Aes.Create();
        aes.Key = key;
        byte[] octets = aes.DecryptCbc(cipher.AsSpan(CbcVector..), cipher.AsSpan(0, CbcVector), PaddingMode.None);
        int padding = octets[^1];
        return padding is > 0 and <= CbcVector ? octets[..^padding] : null;
    }

    /// <summary>
    /// Reads the element where it stood: prefixes that the surroundings declare hold inside it. They are declared on an element around it,
    /// so that the bounds of every other document apply.
    /// </summary>
    private static XmlElement? Parse(byte[] octets, XmlElement surroundings, int maximumCharacters)
    {
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(octets);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
        var around = new XmlDocument { XmlResolver = null };
        var shell = around.CreateElement("shell");
        around.AppendChild(shell);
        for (XmlNode? node = surroundings; node is XmlElement element; node = node.ParentNode)
        {
            foreach (XmlAttribute attribute in element.Attributes)
            {
                if (attribute.NamespaceURI == SamlNames.NamespaceDeclarations && attribute.Prefix.Length > 0 && !shell.HasAttribute(attribute.Name))
                    shell.SetAttributeNode((XmlAttribute)around.ImportNode(attribute, deep: true));
            }
        }
        string opening = shell.OuterXml;
        string whole = opening.EndsWith(" />", StringComparison.Ordinal) ? $"{opening[..^3]}>{text}</shell>" : $"<shell>{text}</shell>";
        return BoundedXml.TryLoad(whole, maximumCharacters)?.DocumentElement is { } read && read.Elements().ToList() is [var only] ? Alone(only) : null;
    }

    /// <summary>The element as the root of a document of its own, with what its surroundings declared.</summary>
    private static XmlElement Alone(XmlElement element)
    {
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        var copy = (XmlElement)document.AppendChild(document.ImportNode(element, deep: true))!;
        foreach (XmlAttribute attribute in ((XmlElement)element.ParentNode!).Attributes)
        {
            if (!copy.HasAttribute(attribute.Name))
                copy.SetAttributeNode((XmlAttribute)document.ImportNode(attribute, deep: true));
        }
        return copy;
    }
}
