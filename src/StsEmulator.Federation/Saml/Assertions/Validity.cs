using System.Xml;
using StsEmulator.Federation.Saml.Documents;

namespace StsEmulator.Federation.Saml.Assertions;

/// <summary>For whom and when an assertion is valid: its conditions, its issue and the end of the session at the provider.</summary>
internal sealed record Validity(DateTimeOffset IssuedAt, DateTimeOffset? NotBefore, DateTimeOffset? NotOnOrAfter, DateTimeOffset? SessionEnd, bool IsForOneUse)
{
    /// <summary>Reads the times; null when one that is there cannot be read, or the issue is not told.</summary>
    public static Validity? Read(XmlElement assertion)
    {
        var conditions = assertion.Only("Conditions", SamlNames.Assertion);
        if (SamlTime.Read(assertion.Attribute("IssueInstant")) is not { } issuedAt
            || !TryRead(conditions?.Attribute("NotBefore"), out var notBefore) || !TryRead(conditions?.Attribute("NotOnOrAfter"), out var notOnOrAfter))
        {
            return null;
        }
        DateTimeOffset? sessionEnd = null;
        foreach (var statement in assertion.Elements("AuthnStatement", SamlNames.Assertion))
        {
            if (!TryRead(statement.Attribute("SessionNotOnOrAfter"), out var end))
                return null;
            if (end is not null && !(sessionEnd <= end))
                sessionEnd = end;
        }
        return new Validity(issuedAt, notBefore, notOnOrAfter, sessionEnd, conditions?.Elements("OneTimeUse", SamlNames.Assertion).Any() == true);
    }

    /// <summary>
    /// Tells whether an assertion is meant for this service. Each restriction must name it; one names it by any of its audiences.
    /// Source: SAML 2.0 core, section 2.5.1.4.
    /// </summary>
    public static bool IsForThisService(XmlElement assertion, SamlRules rules)
    {
        if (assertion.Only("Conditions", SamlNames.Assertion) is not { } conditions)
            return false;
        var restrictions = conditions.Elements("AudienceRestriction", SamlNames.Assertion).ToList();
        return restrictions.Count > 0 && restrictions.TrueForAll(restriction => restriction.Elements("Audience", SamlNames.Assertion)
            .Any(audience => audience.Text()?.Trim() is { } text && (Recipients.IsServiceName(text) || Recipients.IsThisService(text, rules))));
    }

    /// <param name="end">When the subject's confirmation ends.</param>
    public SamlRefusalKind? Check(DateTimeOffset now, DateTimeOffset end, SamlRules rules)
    {
        if (now - IssuedAt > rules.RedemptionTime)
            return SamlRefusalKind.TooOld;
        if (now >= end || now >= NotOnOrAfter || now >= SessionEnd)
            return SamlRefusalKind.Expired;
        return IssuedAt - now > rules.ClockLead || NotBefore - now > rules.ClockLead ? SamlRefusalKind.NotYetValid : null;
    }

    private static bool TryRead(string? text, out DateTimeOffset? time)
    {
        time = SamlTime.Read(text);
        return text is null || time is not null;
    }
}
