using System.Xml;
using StsEmulator.Federation.Saml.Documents;
using StsEmulator.Federation.Saml.Encryption;
using StsEmulator.Federation.Saml.Metadata;
using StsEmulator.Federation.Saml.Signatures;

namespace StsEmulator.Federation.Saml.Assertions;

/// <summary>
/// Takes the one assertion out of a response, if the provider signed the response or the assertion. What is given back was read again
/// from the octets that the signature covers, so that nothing unsigned can be found in it.
/// </summary>
internal sealed class ResponseEnvelope(SamlMetadata metadata, AssertionDecryption decryption, int maximumCharacters)
{
    public (XmlElement? Assertion, SamlRefusalKind Refusal) Open(XmlDocument document)
    {
        var response = document.DocumentElement!;
        if (!response.Is("Response", SamlNames.Protocol) || response.Attribute("Version") != "2.0" || !HasOneAssertion(response) || !HasUniqueIds(response))
            return Refuse(SamlRefusalKind.NotAResponse);
        if (HasOtherIssuer(response))
            return Refuse(SamlRefusalKind.IncorrectIssuer);

        bool isResponseSigned = Signature(response) is not null;
        if (isResponseSigned)
        {
            if (Reread(response) is not { } signed)
                return Refuse(SamlRefusalKind.SignatureInvalid);
            // An assertion in it may have a signature of its own; that one must be good too, in the place where it was made.
            if (!HasSoundSignatures(response) || !HasOneAssertion(signed))
                return Refuse(SamlRefusalKind.SignatureInvalid);
            response = signed;
        }
        if (!IsSuccess(response))
            return Refuse(SamlRefusalKind.NotAResponse);
        return Take(response, isResponseSigned);
    }

    private static (XmlElement? Assertion, SamlRefusalKind Refusal) Refuse(SamlRefusalKind kind) => (null, kind);

    private (XmlElement? Assertion, SamlRefusalKind Refusal) Take(XmlElement response, bool isSigned)
    {
        XmlElement assertion;
        var encrypted = response.Only("EncryptedAssertion", SamlNames.Assertion);
        if (encrypted is not null)
        {
            if (decryption.TryOpen(encrypted, maximumCharacters) is not { } opened)
                return Refuse(SamlRefusalKind.NotDecryptable);
            if (!opened.Is("Assertion", SamlNames.Assertion) || !HasUniqueIds(opened) || CountAssertions(opened) != 1)
                return Refuse(SamlRefusalKind.NotAResponse);
            if (HasOtherIssuer(opened))
                return Refuse(SamlRefusalKind.IncorrectIssuer);
            assertion = opened;
        }
        else if (decryption.IsRequired)
        {
            return Refuse(SamlRefusalKind.NotEncrypted);
        }
        else
        {
            assertion = response.Only("Assertion", SamlNames.Assertion)!;
            if (isSigned)
                return (assertion, default);
        }

        int signatures = CountSignatures(assertion);
        if (signatures == 0 && isSigned)
            return (assertion, default);
        // Signatures elsewhere in the response sign nothing that is read, and belong to no response of a provider.
        bool isAlone = isSigned || CountSignatures(response) == (encrypted is null ? signatures : 0);
        return signatures == 1 && isAlone && Reread(assertion) is { } read ? (read, default) : Refuse(SamlRefusalKind.SignatureInvalid);
    }

    /// <summary>Reads an element again from its signed octets; null when its signature is not good.</summary>
    private XmlElement? Reread(XmlElement element) =>
        Signature(element) is { } signature && SignedElement.Verify(element, signature, metadata.Keys) is { } octets
            ? BoundedXml.TryLoad(octets, maximumCharacters)?.DocumentElement
            : null;

    private bool HasSoundSignatures(XmlElement response)
    {
        if (response.Only("Assertion", SamlNames.Assertion) is { } assertion && CountSignatures(assertion) > 0)
            return CountSignatures(response) == 2 && Reread(assertion) is not null;
        return CountSignatures(response) == 1;
    }

    /// <summary>The signature that is an element's own: the only one among its children.</summary>
    private static XmlElement? Signature(XmlElement element) => element.Only("Signature", SamlNames.Signature);

    private static int CountSignatures(XmlElement element) =>
        element.SelfAndDescendants().Count(inner => inner.Is("Signature", SamlNames.Signature));

    private static int CountAssertions(XmlElement element) => element.SelfAndDescendants().Count(
        inner => inner.Is("Assertion", SamlNames.Assertion) || inner.Is("EncryptedAssertion", SamlNames.Assertion));

    /// <summary>One assertion, plain or encrypted, in all of the document, and that directly in the response.</summary>
    private static bool HasOneAssertion(XmlElement response) =>
        CountAssertions(response) == 1
        && (response.Only("Assertion", SamlNames.Assertion) ?? response.Only("EncryptedAssertion", SamlNames.Assertion)) is not null;

    /// <summary>No ID occurs twice, however its attribute is spelled: two readers must not find two elements.</summary>
    private static bool HasUniqueIds(XmlElement root)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in root.SelfAndDescendants())
        {
            foreach (XmlAttribute attribute in element.Attributes)
            {
                if (attribute.LocalName.Equals("ID", StringComparison.OrdinalIgnoreCase) && !seen.Add(attribute.Value))
                    return false;
            }
        }
        return true;
    }

    /// <summary>
    /// Tells whether the response or the assertion says it is another's. That comes before the signature, because who asks the wrong
    /// provider should hear so; it can only refuse.
    /// </summary>
    private bool HasOtherIssuer(XmlElement element)
    {
        var assertion = element.Only("Assertion", SamlNames.Assertion);
        return (element.Only("Issuer", SamlNames.Assertion) is { } own && IsOther(own))
            || (assertion?.Only("Issuer", SamlNames.Assertion) is { } inner && IsOther(inner));
    }

    private bool IsOther(XmlElement issuer) => issuer.Text()?.Trim() != metadata.EntityId;

    private static bool IsSuccess(XmlElement response) =>
        response.Only("Status", SamlNames.Protocol)?.Only("StatusCode", SamlNames.Protocol)?.Attribute("Value") == SamlNames.Success;
}
