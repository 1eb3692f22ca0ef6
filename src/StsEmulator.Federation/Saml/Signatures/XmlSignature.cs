using System.Security.Cryptography;
using System.Xml;
using StsEmulator.Federation.Saml.Documents;

namespace StsEmulator.Federation.Saml.Signatures;

/// <summary>
/// A signature of the one shape that SAML asks for: one reference, to an element by its ID, through the enveloped-signature transform and
/// then exclusive canonicalisation. Source: SAML 2.0 core, section 5.4. What is of another shape cannot be read.
/// </summary>
/// <remarks><c>KeyInfo</c> is not looked at: a signature does not say which key is to be believed.</remarks>
internal sealed record XmlSignature
{
    internal const string Enveloped = SamlNames.Signature + "enveloped-signature";

    public required XmlElement SignedInfo { get; init; }

    public required CanonicalForm SignedInfoForm { get; init; }

    public required XmlSignatureAlgorithm Algorithm { get; init; }

    public required byte[] Value { get; init; }

    /// <summary>Gets the ID of the element that is signed.</summary>
    public required string ReferencedId { get; init; }

    public required CanonicalForm ReferenceForm { get; init; }

    public required HashAlgorithmName DigestMethod { get; init; }

    public required byte[] Digest { get; init; }

    public static XmlSignature? TryRead(XmlElement signature)
    {
        if (Children(signature) is not [{ LocalName: "SignedInfo" } signedInfo, { LocalName: "SignatureValue" } value, .. [] or [{ LocalName: "KeyInfo" }]])
            return null;
        if (Children(signedInfo) is not [{ LocalName: "CanonicalizationMethod" } form, { LocalName: "SignatureMethod" } method, { LocalName: "Reference" } reference])
            return null;
        if (Children(reference) is not [{ LocalName: "Transforms" } transforms, { LocalName: "DigestMethod" } digestMethod, { LocalName: "DigestValue" } digest])
            return null;
        if (Children(transforms) is not [{ LocalName: "Transform" } first, { LocalName: "Transform" } second] || !IsEnveloped(first))
            return null;
        if (ReadForm(form) is not { } signedInfoForm || ReadForm(second) is not { } referenceForm
            || !IsPlain(method) || XmlSignatureAlgorithm.Find(method.Attribute("Algorithm")) is not { } algorithm
            || !IsPlain(digestMethod) || XmlSignatureAlgorithm.FindDigest(digestMethod.Attribute("Algorithm")) is not { } hash
            || value.Base64() is not { Length: > 0 } valueOctets || digest.Base64() is not { Length: > 0 } digestOctets
            || reference.Attribute("URI") is not ['#', .. { Length: > 0 } id])
        {
            return null;
        }
        return new XmlSignature
        {
            SignedInfo = signedInfo,
            SignedInfoForm = signedInfoForm,
            Algorithm = algorithm,
            Value = valueOctets,
            ReferencedId = id,
            // A reference of the form `#ID` has left the comments out before any transform sees it (XML Signature, section 4.4.3.3).
            ReferenceForm = referenceForm with { WithComments = false },
            DigestMethod = hash,
            Digest = digestOctets,
        };
    }

    /// <summary>The child elements, if all are of the signature namespace; an empty list else, which no shape is.</summary>
    private static XmlElement[] Children(XmlElement element)
    {
        XmlElement[] children = [.. element.Elements()];
        return Array.TrueForAll(children, child => child.NamespaceURI == SamlNames.Signature) ? children : [];
    }

    private static bool IsEnveloped(XmlElement transform) => IsPlain(transform) && transform.Attribute("Algorithm") == Enveloped;

    /// <summary>Tells whether an element has no parameters, such as the truncated length of an HMAC.</summary>
    private static bool IsPlain(XmlElement element) => !element.Elements().Any();

    private static CanonicalForm? ReadForm(XmlElement element)
    {
        bool withComments;
        switch (element.Attribute("Algorithm"))
        {
            case CanonicalForm.Identifier:
                withComments = false;
                break;
            case CanonicalForm.IdentifierWithComments:
                withComments = true;
                break;
            default:
                return null;
        }
        return element.Elements().ToList() switch
        {
            [] => new CanonicalForm(withComments),
            [var inclusive] when inclusive.Is("InclusiveNamespaces", SamlNames.ExclusiveCanonicalization) =>
                new CanonicalForm(withComments, inclusive.Attribute("PrefixList")),
            _ => null,
        };
    }
}
