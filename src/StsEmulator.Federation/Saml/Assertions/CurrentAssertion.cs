using System.Xml;
using StsEmulator.Federation.Saml.Documents;
using StsEmulator.Federation.Saml.Metadata;

namespace StsEmulator.Federation.Saml.Assertions;

/// <summary>A verified assertion that is for this service and usable now, whichever role is asked for.</summary>
internal sealed record CurrentAssertion(string Id, string Issuer, Subject Subject, Validity Validity, AssertionAttributes Attributes)
{
    public static (CurrentAssertion? Assertion, SamlRefusalKind Refusal) Read(XmlElement assertion, SamlMetadata metadata, SamlRules rules, DateTimeOffset now)
    {
        if (assertion.Attribute("Version") != "2.0" || assertion.Attribute("ID") is not { Length: > 0 } id || Validity.Read(assertion) is not { } validity)
            return (null, SamlRefusalKind.NotAResponse);
        if (assertion.Only("Issuer", SamlNames.Assertion)?.Text()?.Trim() is not { } issuer || issuer != metadata.EntityId)
            return (null, SamlRefusalKind.IncorrectIssuer);
        if (Subject.Read(assertion, rules) is not { } subject)
            return (null, SamlRefusalKind.NoSubjectConfirmation);
        if (!Validity.IsForThisService(assertion, rules))
            return (null, SamlRefusalKind.IncorrectAudience);
        return validity.Check(now, subject.NotOnOrAfter, rules) is { } untimely
            ? (null, untimely)
            : (new CurrentAssertion(id, issuer, subject, validity, AssertionAttributes.Read(assertion)), default);
    }
}
