using StsEmulator.Ldap;

namespace StsEmulator.Server.Tests.Seeds;

public sealed class LdapSeedTests
{
    private const string Before = "Accounts: [ { AccountId: \"123456789012\" } ]\nIdentityProvider:\n  Ldap: ";

    [Theory]
    [InlineData("ldap://dir.example", "dir.example", 389, LdapSecurity.StartTls)]
    [InlineData("ldap://dir.example:3389/", "dir.example", 3389, LdapSecurity.StartTls)]
    [InlineData("ldaps://dir.example", "dir.example", 636, LdapSecurity.Tls)]
    [InlineData("ldaps://dir.example:3636", "dir.example", 3636, LdapSecurity.Tls)]
    [InlineData("ldap://[::1]:3389", "::1", 3389, LdapSecurity.StartTls)]
    public void The_url_says_where_and_how(string url, string host, int port, LdapSecurity security)
    {
        var (seed, problems) = SeedFolder.LoadText(Before + $$"""{ Url: "{{url}}", BaseDn: "dc=example" }""");

        Assert.Empty(problems);
        var settings = seed!.Ldap!;
        Assert.Equal((host, port, security), (settings.Host, settings.Port, settings.Security));
        Assert.Equal((null, "entryUUID", 5.0, 8), (settings.BindDn, settings.Attributes.Subject, settings.Timeout.TotalSeconds, settings.MaximumConnections));
    }

    [Fact]
    public void Everything_can_be_set()
    {
        using SeedFolder folder = new();
        folder.Write("password.txt", "of-a-file\n");
        string path = folder.Write("seed.yaml", Before + """
            { Url: "ldap://dir.example", StartTls: false, BindDn: "cn=search,dc=example", BindPasswordFile: password.txt, BaseDn: "dc=example",
              UserFilter: "(&(objectClass=person)(|(uid={0})(mail={0})))",
              Attributes: { Subject: objectGUID, UserName: sAMAccountName, DisplayName: displayName, Email: userPrincipalName, Groups: memberOf, SourceIdentity: employeeID },
              GroupSearch: { BaseDn: "ou=groups,dc=example", Filter: "(memberUid={1})", NameAttribute: ou },
              AwsTags: { team: departmentNumber }, TimeoutSeconds: 60, MaximumConnections: 100 }
            """.ReplaceLineEndings(" "));

        var (seed, problems) = SeedFolder.Load(path);

        Assert.Empty(problems);
        var settings = seed!.Ldap!;
        Assert.Equal((LdapSecurity.None, "cn=search,dc=example", "of-a-file"), (settings.Security, settings.BindDn, settings.BindPassword));
        Assert.Equal(("objectGUID", "employeeID"), (settings.Attributes.Subject, settings.Attributes.SourceIdentity));
        Assert.Equal(("ou=groups,dc=example", "ou"), (settings.GroupSearch!.BaseDn, settings.GroupSearch.NameAttribute));
        Assert.Equal("departmentNumber", settings.AwsTags["team"]);
        Assert.Equal((60.0, 100), (settings.Timeout.TotalSeconds, settings.MaximumConnections));
        Assert.DoesNotContain("of-a-file", settings.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ BaseDn: \"dc=example\" }", "`Url` is missing")]
    [InlineData("{ Url: \"ldap://a\" }", "`BaseDn` is missing")]
    [InlineData("{ Url: \"http://a\", BaseDn: \"dc=example\" }", "expected `ldap://host:port`")]
    [InlineData("{ Url: \"ldap://u:p@a\", BaseDn: \"dc=example\" }", "expected `ldap://host:port`")]
    [InlineData("{ Url: \"ldap://a/dc=example\", BaseDn: \"dc=example\" }", "expected `ldap://host:port`")]
    [InlineData("{ Url: \"ldaps://a\", StartTls: true, BaseDn: \"dc=example\" }", "begins with TLS")]
    [InlineData("{ Url: \"ldap://a\", BaseDn: example }", "the name of an LDAP entry")]
    [InlineData("{ Url: \"ldap://a\", BaseDn: \"dc=example\", BindDn: \"cn=a\" }", "belong together")]
    [InlineData("{ Url: \"ldap://a\", BaseDn: \"dc=example\", BindPassword: a }", "belong together")]
    [InlineData("{ Url: \"ldap://a\", BaseDn: \"dc=example\", BindDn: \"cn=a\", BindPasswordFile: missing.txt }", "there is no file")]
    [InlineData("{ Url: \"ldap://a\", BaseDn: \"dc=example\", CaFile: missing.pem }", "there is no file")]
    [InlineData("{ Url: \"ldap://a\", BaseDn: \"dc=example\", CaFile: seed.yaml }", "certificates in PEM")]
    [InlineData("{ Url: \"ldap://a\", BaseDn: \"dc=example\", UserFilter: \"uid={0}\" }", "not a filter")]
    [InlineData("{ Url: \"ldap://a\", BaseDn: \"dc=example\", UserFilter: \"(uid=ada)\" }", "it would find everybody")]
    [InlineData("{ Url: \"ldap://a\", BaseDn: \"dc=example\", GroupSearch: { Filter: \"(member={2})\" } }", "not a filter")]
    [InlineData("{ Url: \"ldap://a\", BaseDn: \"dc=example\", Attributes: { Subject: \"a b\" } }", "the name of an LDAP attribute")]
    [InlineData("{ Url: \"ldap://a\", BaseDn: \"dc=example\", AwsTags: { team: \"a b\" } }", "the name of an LDAP attribute")]
    [InlineData("{ Url: \"ldap://a\", BaseDn: \"dc=example\", TimeoutSeconds: 0 }", "from 1 to 60")]
    [InlineData("{ Url: \"ldap://a\", BaseDn: \"dc=example\", TimeoutSeconds: 61 }", "from 1 to 60")]
    [InlineData("{ Url: \"ldap://a\", BaseDn: \"dc=example\", MaximumConnections: 101 }", "from 1 to 100")]
    [InlineData("{ Url: \"ldap://a\", BaseDn: \"dc=example\", Host: a }", "Host")]
    public void What_is_wrong_is_told(string section, string expected)
    {
        var (seed, problems) = SeedFolder.LoadText(Before + section);

        Assert.Null(seed);
        Assert.Contains(problems, problem => problem.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Two_files_cannot_both_name_a_directory()
    {
        using SeedFolder folder = new();
        string first = folder.Write("a.yaml", Before + "{ Url: \"ldap://a\", BaseDn: \"dc=example\" }");
        string second = folder.Write("b.yaml", "IdentityProvider: { Ldap: { Url: \"ldap://b\", BaseDn: \"dc=example\" } }");

        var (seed, problems) = SeedFolder.Load(first, second);

        Assert.Null(seed);
        Assert.Contains("an LDAP directory is already at", Assert.Single(problems), StringComparison.Ordinal);
    }
}
