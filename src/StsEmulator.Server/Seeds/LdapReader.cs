using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using StsEmulator.Ldap;
using StsEmulator.Ldap.Filters;

namespace StsEmulator.Server.Seeds;

/// <summary>Reads which LDAP directory holds users of the identity provider. All files together name one.</summary>
internal sealed class LdapReader(SeedProblems problems)
{
    private const int MaximumTags = 50, MaximumFileBytes = 1024 * 1024;

    /// <summary>Ports of LDAP, in the clear and with TLS. Source: RFC 4511, section 5.2.1, and the IANA registry.</summary>
    private const int Port = 389, TlsPort = 636;

    private SeedPlace? first;

    public LdapSettings? Settings { get; private set; }

    public void Read(SeedNode node, JwksFiles files)
    {
        SeedElement element = new(
            node, problems, "Url", "StartTls", "CaFile", "BindDn", "BindPassword", "BindPasswordFile", "BaseDn", "UserFilter", "Attributes", "GroupSearch",
            "AwsTags", "TimeoutSeconds", "MaximumConnections");
        if (first is { } taken)
            problems.Add(node.Place, $"an LDAP directory is already at {taken.File}:{taken.Line}");
        first ??= node.Place;
        var url = Url(element);
        bool startTls = element.Flag("StartTls", absent: true);
        if (url?.Scheme == "ldaps" && element.Find("StartTls") is not null && startTls)
            element.Report("StartTls", "`ldaps` begins with TLS");
        string? baseDn = element.Required("BaseDn", TextRule.DistinguishedName);
        var userFilter = Filter(element, "UserFilter", "(uid={0})", argumentCount: 1);
        LdapSettings settings = new()
        {
            Host = url?.IdnHost.Trim('[', ']') ?? "",
            Port = url is null ? 0 : url.IsDefaultPort || url.Port <= 0 ? (url.Scheme == "ldaps" ? TlsPort : Port) : url.Port,
            Security = url?.Scheme == "ldaps" ? LdapSecurity.Tls : startTls ? LdapSecurity.StartTls : LdapSecurity.None,
            TrustedCertificates = Certificates(element, files),
            BindDn = element.Text("BindDn", TextRule.DistinguishedName),
            BindPassword = Password(element, files),
            BaseDn = baseDn ?? "",
            UserFilter = userFilter!,
            Attributes = Attributes(element),
            GroupSearch = element.Find("GroupSearch") is { } search ? GroupSearch(search, baseDn) : null,
            AwsTags = Tags(element),
            Timeout = TimeSpan.FromSeconds(element.Number("TimeoutSeconds", 1, 60, absent: 5)),
            MaximumConnections = element.Number("MaximumConnections", 1, 100, absent: 8),
        };
        if ((settings.BindDn is null) != (settings.BindPassword.Length == 0))
            element.Report("BindDn", "`BindDn` and one of `BindPassword` and `BindPasswordFile` belong together");
        Settings = settings;
    }

    private static Uri? Url(SeedElement element)
    {
        if (element.Required("Url", TextRule.Url) is not { } text)
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "ldap" or "ldaps", Host.Length: > 0, PathAndQuery: "/" or "" }
            && url.UserInfo.Length == 0 && url.Fragment.Length == 0)
        {
            return url;
        }
        element.Report("Url", "expected `ldap://host:port` or `ldaps://host:port`");
        return null;
    }

    private static X509Certificate2Collection Certificates(SeedElement element, JwksFiles files)
    {
        X509Certificate2Collection certificates = [];
        if (element.Text("CaFile", TextRule.FileName) is not { } name)
            return certificates;
        if (files.ReadText(name, MaximumFileBytes, out string? problem) is not { } text)
        {
            element.Report("CaFile", problem!);
            return certificates;
        }
        try
        {
            certificates.ImportFromPem(text);
        }
        catch (CryptographicException)
        {
            certificates.Clear();
        }
        if (certificates.Count == 0)
            element.Report("CaFile", "expected certificates in PEM");
        return certificates;
    }

    private static string Password(SeedElement element, JwksFiles files)
    {
        string? written = element.Text("BindPassword", TextRule.Password);
        if (element.Text("BindPasswordFile", TextRule.FileName) is not { } name)
            return written ?? "";
        if (written is not null)
            element.Report("BindPasswordFile", "`BindPassword` is given too");
        if (files.ReadText(name, TextRule.Password.Maximum + 2, out string? problem) is not { } content)
            element.Report("BindPasswordFile", problem!);
        else if (TextRule.Password.Check(content.TrimEnd('\r', '\n')) is { } wrong)
            element.Report("BindPasswordFile", wrong);
        else
            return content.TrimEnd('\r', '\n');
        return "";
    }

    private static LdapFilter? Filter(SeedElement element, string name, string absent, int argumentCount)
    {
        string text = element.Text(name, TextRule.LdapFilter) ?? absent;
        var filter = LdapFilter.Parse(text, argumentCount, out string? problem);
        if (filter is null)
            element.Report(name, problem!);
        else if (!filter.HasArgument)
            element.Report(name, "`{0}` has to stand in it; it would find everybody");
        return filter;
    }

    private LdapAttributes Attributes(SeedElement parent)
    {
        LdapAttributes known = new();
        if (parent.Find("Attributes") is not { } node)
            return known;
        SeedElement element = new(node, problems, "Subject", "UserName", "DisplayName", "Email", "Groups", "SourceIdentity");
        return new LdapAttributes
        {
            Subject = element.Text("Subject", TextRule.LdapAttribute) ?? known.Subject,
            UserName = element.Text("UserName", TextRule.LdapAttribute) ?? known.UserName,
            DisplayName = element.Text("DisplayName", TextRule.LdapAttribute) ?? known.DisplayName,
            Email = element.Text("Email", TextRule.LdapAttribute) ?? known.Email,
            Groups = element.Text("Groups", TextRule.LdapAttribute) ?? known.Groups,
            SourceIdentity = element.Text("SourceIdentity", TextRule.LdapAttribute),
        };
    }

    private LdapGroupSearch? GroupSearch(SeedNode node, string? baseDn)
    {
        SeedElement element = new(node, problems, "BaseDn", "Filter", "NameAttribute");
        string below = element.Text("BaseDn", TextRule.DistinguishedName) ?? baseDn ?? "";
        var filter = Filter(element, "Filter", "(member={0})", argumentCount: 2);
        string name = element.Text("NameAttribute", TextRule.LdapAttribute) ?? "cn";
        return filter is null ? null : new LdapGroupSearch(below, filter, name);
    }

    private Dictionary<string, string> Tags(SeedElement element)
    {
        Dictionary<string, string> tags = new(StringComparer.Ordinal);
        if (element.Find("AwsTags") is not { } node)
            return tags;
        if (node.Kind != SeedNodeKind.Mapping || node.Members.Count > MaximumTags)
        {
            element.Report("AwsTags", $"expected a mapping of at most {MaximumTags} tag keys to attributes");
            return tags;
        }
        foreach (var (key, place, value) in node.Members)
        {
            if ((TextRule.TagKey.Check(key) ?? (value.Kind == SeedNodeKind.Scalar ? TextRule.LdapAttribute.Check(value.Text) : "expected a text")) is { } problem)
                problems.Add(place, $"AwsTags: {problem}");
            else
                tags[key] = value.Text;
        }
        return tags;
    }
}
