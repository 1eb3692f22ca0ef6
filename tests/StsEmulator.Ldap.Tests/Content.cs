using System.Globalization;
using System.Text;

namespace StsEmulator.Ldap.Tests;

/// <summary>What the test directory holds.</summary>
internal static class Content
{
    public const string AdaPassword = "ada's pässword", GracePassword = "grace-secret";

    /// <summary>More groups than a user may have.</summary>
    public const int GroupsOfGrace = 230;

    public static string Ldif()
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"""
            dn: dc=example,dc=com
            objectClass: dcObject
            objectClass: organization
            o: Example
            dc: example

            dn: cn=search,dc=example,dc=com
            objectClass: organizationalRole
            objectClass: simpleSecurityObject
            cn: search
            userPassword: {Slapd.SearchPassword}

            dn: ou=people,dc=example,dc=com
            objectClass: organizationalUnit
            ou: people

            dn: ou=groups,dc=example,dc=com
            objectClass: organizationalUnit
            ou: groups

            dn: uid=ada,ou=people,dc=example,dc=com
            objectClass: inetOrgPerson
            uid: ada
            cn: Ada Lovelace
            sn: Lovelace
            mail: ada@example.com
            departmentNumber: engines
            employeeNumber: ada.l
            seeAlso: cn=dev,ou=groups,dc=example,dc=com
            seeAlso: cn=Bridge\2C and Tunnel,ou=groups,dc=example,dc=com
            userPassword:: {Convert.ToBase64String(Encoding.UTF8.GetBytes(AdaPassword))}

            dn: uid=grace,ou=people,dc=example,dc=com
            objectClass: inetOrgPerson
            uid: grace
            cn: Grace Hopper
            sn: Hopper
            userPassword: {GracePassword}

            dn: uid=we*rd(\\),ou=people,dc=example,dc=com
            objectClass: inetOrgPerson
            uid: we*rd(\)
            cn: Odd Name
            sn: Odd
            userPassword: odd-secret

            dn: uid=twin,ou=people,dc=example,dc=com
            objectClass: inetOrgPerson
            uid: twin
            cn: First Twin
            sn: Twin
            userPassword: twin-secret

            dn: cn=Second Twin,ou=people,dc=example,dc=com
            objectClass: inetOrgPerson
            uid: twin
            cn: Second Twin
            sn: Twin
            userPassword: twin-secret

            dn: uid=nopass,ou=people,dc=example,dc=com
            objectClass: inetOrgPerson
            uid: nopass
            cn: No Password
            sn: Password

            dn: ou=elsewhere,ou=people,dc=example,dc=com
            objectClass: referral
            objectClass: extensibleObject
            ou: elsewhere
            ref: ldap://127.0.0.1:1/ou=people,dc=example,dc=org

            dn: cn=dev,ou=groups,dc=example,dc=com
            objectClass: groupOfNames
            cn: dev
            member: uid=ada,ou=people,dc=example,dc=com


            """);
        for (int i = 0; i < GroupsOfGrace; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"""
                dn: cn=group-{i},ou=groups,dc=example,dc=com
                objectClass: groupOfNames
                cn: group-{i}
                member: uid=grace,ou=people,dc=example,dc=com


                """);
        }
        return text.ToString();
    }
}
