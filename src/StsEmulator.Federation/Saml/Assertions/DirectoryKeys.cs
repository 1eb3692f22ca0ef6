using System.Collections.Frozen;

namespace StsEmulator.Federation.Saml.Assertions;

/// <summary>
/// The condition keys of attributes that directories assert. Source: IAM user guide, "IAM and AWS STS condition context keys", and
/// "Configure SAML assertions for the authentication response", the tables of eduPerson and eduOrg, Active Directory and X.500 attributes.
/// </summary>
internal static class DirectoryKeys
{
    private const string EduPerson = "urn:oid:1.3.6.1.4.1.5923.1.1.1.", EduOrg = "urn:oid:1.3.6.1.4.1.5923.1.2.1.", Pilot = "urn:oid:0.9.2342.19200300100.1.",
        Claims = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";

    private static readonly FrozenDictionary<string, string[]> ByAttribute = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        [EduPerson + "1"] = ["eduPersonAffiliation"],
        [EduPerson + "2"] = ["eduPersonNickname"],
        [EduPerson + "3"] = ["eduPersonOrgDN"],
        [EduPerson + "4"] = ["eduPersonOrgUnitDN"],
        [EduPerson + "5"] = ["eduPersonPrimaryAffiliation"],
        [EduPerson + "6"] = ["eduPersonPrincipalName"],
        [EduPerson + "7"] = ["eduPersonEntitlement"],
        [EduPerson + "8"] = ["eduPersonPrimaryOrgUnitDN"],
        [EduPerson + "9"] = ["eduPersonScopedAffiliation"],
        [EduPerson + "10"] = ["eduPersonTargetedID"],
        [EduPerson + "11"] = ["eduPersonAssurance"],
        [EduOrg + "2"] = ["eduOrgHomePageURI"],
        [EduOrg + "3"] = ["eduOrgIdentityAuthNPolicyURI"],
        [EduOrg + "4"] = ["eduOrgLegalName"],
        [EduOrg + "5"] = ["eduOrgSuperiorURI"],
        [EduOrg + "6"] = ["eduOrgWhitePagesURI"],
        ["urn:oid:2.5.4.3"] = ["cn", "commonName"],
        ["urn:oid:2.5.4.4"] = ["surname"],
        ["urn:oid:2.5.4.42"] = ["givenName"],
        ["urn:oid:2.5.4.45"] = ["x500UniqueIdentifier"],
        [Pilot + "1"] = ["uid"],
        [Pilot + "3"] = ["mail"],
        [Pilot + "45"] = ["organizationStatus"],
        [Claims + "name"] = ["name"],
        ["http://schemas.xmlsoap.org/claims/CommonName"] = ["commonName"],
        [Claims + "givenname"] = ["givenName"],
        [Claims + "surname"] = ["surname"],
        [Claims + "emailaddress"] = ["mail"],
        ["http://schemas.microsoft.com/ws/2008/06/identity/claims/primarygroupsid"] = ["primaryGroupSID"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Adds the keys of the attributes that an assertion has.</summary>
    public static void AddTo(Dictionary<string, IReadOnlyList<string>> keys, AssertionAttributes attributes)
    {
        foreach (string attribute in attributes.Names)
        {
            if (!ByAttribute.TryGetValue(attribute, out string[]? names) || attributes.Values(attribute) is not { Count: > 0 } values)
                continue;
            foreach (string name in names)
                keys.TryAdd("saml:" + name, values);
        }
    }
}
