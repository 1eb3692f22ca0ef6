using System.Security.Cryptography;
using System.Xml;
using StsEmulator.Federation.Saml.Documents;
using StsEmulator.Federation.Saml.Metadata;

namespace StsEmulator.Federation.Saml.Signatures;

/// <summary>An element that holds its own signature.</summary>
internal static class SignedElement
{
    /// <summary>
    /// Gives the octets that a key of the provider vouches for; null when none does. Whoever goes on reads these octets and not the
    /// element they came from: what was not signed is not in them.
    /// </summary>
    public static byte[]? Verify(XmlElement element, XmlElement signature, IReadOnlyList<SamlSigningKey> keys)
    {
        if (XmlSignature.TryRead(signature) is not { } read || element.Attribute("ID") != read.ReferencedId)
            return null;
        byte[] signedInfo = read.SignedInfoForm.Write(read.SignedInfo);
        if (!keys.Any(key => key.Verify(signedInfo, read.Value, read.Algorithm)))
            return null;
        byte[] octets = read.ReferenceForm.Write(element, without: signature);
        byte[] digest = CryptographicOperations.HashData(read.DigestMethod, octets);
        return CryptographicOperations.FixedTimeEquals(digest, read.Digest) ? octets : null;
    }
}
