using System.Security.Cryptography.X509Certificates;
using StsEmulator.Ldap.Filters;

namespace StsEmulator.Ldap;

/// <summary>How the connection to the directory is protected.</summary>
public enum LdapSecurity
{
    /// <summary>Not at all: passwords cross the network as they are.</summary>
    None,

    /// <summary>Begins in the clear and turns to TLS before anything is sent (RFC 4513, section 3).</summary>
    StartTls,

    /// <summary>TLS from the first byte, <c>ldaps</c>.</summary>
    Tls,
}

/// <summary>A directory that holds users of the identity provider, and how it is asked.</summary>
public sealed record LdapSettings
{
    public required string Host { get; init; }

    public required int Port { get; init; }

    public required LdapSecurity Security { get; init; }

    /// <summary>Gets the certificates that the server's must come from; empty for those that the machine trusts.</summary>
    public X509Certificate2Collection TrustedCertificates { get; init; } = [];

    /// <summary>Gets the account that searches; null to search without signing in.</summary>
    public string? BindDn { get; init; }

    public string BindPassword { get; init; } = "";

    /// <summary>Gets the entry below which users are looked for.</summary>
    public required string BaseDn { get; init; }

    /// <summary>Gets the filter that finds a user; argument 0 is the name that was typed.</summary>
    public required LdapFilter UserFilter { get; init; }

    public LdapAttributes Attributes { get; init; } = new();

    /// <summary>Gets where groups are looked for; null where the user's entry names them.</summary>
    public LdapGroupSearch? GroupSearch { get; init; }

    /// <summary>Gets the attribute of each session tag, by the tag's key.</summary>
    public IReadOnlyDictionary<string, string> AwsTags { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets how long one question may take, with connecting and waiting for a free connection. 1 s to 60 s, default 5 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets how many connections there are at most at a time. 1 to 100, default 8.</summary>
    public int MaximumConnections { get; init; } = 8;

    // INVARIANT: the password stays out of every generated text.
    public override string ToString() => $"{(Security == LdapSecurity.Tls ? "ldaps" : "ldap")}://{Host}:{Port}";
}

/// <summary>Which attributes of a user's entry hold what. The defaults are those of OpenLDAP and 389 Directory Server.</summary>
public sealed record LdapAttributes
{
    /// <summary>Gets what never changes and is never given to another user: entryUUID (RFC 4530); objectGUID in Active Directory.</summary>
    public string Subject { get; init; } = "entryUUID";

    public string UserName { get; init; } = "uid";

    public string DisplayName { get; init; } = "cn";

    public string Email { get; init; } = "mail";

    /// <summary>Gets where the names of the user's groups are; a name that is a DN counts by its first part. Not asked with a group search.</summary>
    public string Groups { get; init; } = "memberOf";

    /// <summary>Gets the attribute of the source identity; null for none.</summary>
    public string? SourceIdentity { get; init; }
}

/// <summary>A search for the groups of a user, where entries of groups name their members.</summary>
/// <param name="Filter">Argument 0 is the user's DN, argument 1 the user name.</param>
/// <param name="NameAttribute">The attribute of a group that is its name, <c>cn</c> as a rule.</param>
public sealed record LdapGroupSearch(string BaseDn, LdapFilter Filter, string NameAttribute);
