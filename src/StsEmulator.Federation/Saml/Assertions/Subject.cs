using System.Xml;
using StsEmulator.Federation.Saml.Documents;

namespace StsEmulator.Federation.Saml.Assertions;

/// <summary>Whom an assertion speaks of, and to whom and until when its holder may say so.</summary>
/// <param name="NameId">Null when there is none, or one that is not text alone.</param>
internal sealed record Subject(string? NameId, string Format, string Recipient, DateTimeOffset NotOnOrAfter)
{
    /// <summary>Reads the subject with the first confirmation that can be used; null when there is none.</summary>
    /// <remarks>Source: SAML 2.0 profiles, section 4.1.4.2: bearer, with a recipient and an end, and no beginning.</remarks>
    public static Subject? Read(XmlElement assertion, SamlRules rules)
    {
        if (assertion.Only("Subject", SamlNames.Assertion) is not { } subject)
            return null;
        var nameId = subject.Only("NameID", SamlNames.Assertion);
        string format = nameId?.Attribute("Format") is { Length: > 0 } given ? given : SamlNames.UnspecifiedNameIdFormat;
        foreach (var confirmation in subject.Elements("SubjectConfirmation", SamlNames.Assertion))
        {
            if (confirmation.Attribute("Method") == SamlNames.Bearer
                && confirmation.Only("SubjectConfirmationData", SamlNames.Assertion) is { } data
                && data.Attribute("Recipient") is { } recipient && Recipients.IsThisService(recipient, rules)
                && SamlTime.Read(data.Attribute("NotOnOrAfter")) is { } end && data.Attribute("NotBefore") is null)
            {
                return new Subject(nameId?.Text() is { Length: > 0 } text ? text : null, format, recipient, end);
            }
        }
        return null;
    }
}
