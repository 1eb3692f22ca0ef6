using Microsoft.Extensions.Logging.Abstractions;
using StsEmulator.IdentityProvider.Users;
using StsEmulator.Ldap.Users;

namespace StsEmulator.Ldap.Tests.Users;

public sealed class LdapUserDirectoryTests(Slapd server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_user_signs_in_with_the_password_of_the_directory()
    {
        using var users = Open(server.Settings with
        {
            Attributes = new LdapAttributes { Groups = "seeAlso", SourceIdentity = "employeeNumber" },
            AwsTags = new Dictionary<string, string> { ["team"] = "departmentNumber", ["none"] = "roomNumber" },
        });

        var user = await users.AuthenticateAsync("ADA", Content.AdaPassword, Token);

        Assert.Equal(("ada", "Ada Lovelace", "ada@example.com", "ada.l"), (user!.UserName, user.DisplayName, user.Email, user.SourceIdentity));
        Assert.Equal(["Bridge, and Tunnel", "dev"], user.Groups.Order());
        Assert.Equal("engines", Assert.Single(user.AwsTags).Value);
        Assert.True(Guid.TryParse(user.Subject, out _), user.Subject);
    }

    [Theory]
    [InlineData("ada", "wrong")]
    [InlineData("ada", "")]
    [InlineData("", Content.AdaPassword)]
    [InlineData("nobody", Content.AdaPassword)]
    [InlineData("nobody", "")]
    [InlineData("nopass", "x")]
    [InlineData("nopass", "")]
    public async Task Whatever_is_wrong_nobody_is_let_in(string userName, string password)
    {
        using var users = Open(server.Settings);

        Assert.Null(await users.AuthenticateAsync(userName, password, Token));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("ad*")]
    [InlineData("*)(uid=*")]
    [InlineData("ada)(objectClass=*")]
    [InlineData("*)(|(uid=ada)")]
    [InlineData("ada\0")]
    [InlineData(@"\61da")]
    [InlineData("{0}")]
    public async Task A_name_that_looks_like_a_filter_is_only_a_name(string userName)
    {
        using var users = Open(server.Settings);

        Assert.Null(await users.AuthenticateAsync(userName, Content.AdaPassword, Token));
    }

    [Fact]
    public async Task A_user_whose_name_is_full_of_signs_can_sign_in()
    {
        using var users = Open(server.Settings);

        var user = await users.AuthenticateAsync(@"we*rd(\)", "odd-secret", Token);

        Assert.Equal("Odd Name", user?.DisplayName);
    }

    [Fact]
    public async Task A_name_that_several_entries_have_lets_nobody_in()
    {
        using var users = Open(server.Settings);

        Assert.Null(await users.AuthenticateAsync("twin", "twin-secret", Token));
    }

    [Fact]
    public async Task A_user_is_found_again_by_subject_as_long_as_the_filter_finds_that_user()
    {
        using var users = Open(server.Settings);
        using var others = Open(server.Settings with { UserFilter = Slapd.Filter("(&(uid={0})(departmentNumber=none))") });
        var ada = await users.AuthenticateAsync("ada", Content.AdaPassword, Token);

        Assert.Equal("ada", (await users.FindAsync(ada!.Subject, Token))?.UserName);
        Assert.Null(await others.FindAsync(ada.Subject, Token));
        Assert.Null(await users.FindAsync(ada.Subject.ToUpperInvariant(), Token));
        Assert.Null(await users.FindAsync(Guid.Empty.ToString(), Token));
        Assert.Null(await users.FindAsync("*", Token));
        Assert.Null(await users.FindAsync("a b", Token));
    }

    [Fact]
    public async Task Groups_can_be_searched_for_by_their_members()
    {
        LdapGroupSearch search = new("ou=groups," + Slapd.BaseDn, Slapd.Filter("(&(objectClass=groupOfNames)(member={0}))", 2), "cn");
        using var users = Open(server.Settings with { GroupSearch = search });

        var ada = await users.AuthenticateAsync("ada", Content.AdaPassword, Token);
        var grace = await users.AuthenticateAsync("grace", Content.GracePassword, Token);

        Assert.Equal(["dev"], ada!.Groups);
        Assert.Equal(LdapUserReader.MaximumGroups, grace!.Groups.Count);
        Assert.True(Content.GroupsOfGrace > LdapUserReader.MaximumGroups);
    }

    [Theory, InlineData(LdapSecurity.StartTls), InlineData(LdapSecurity.Tls)]
    public async Task A_secured_connection_takes_a_certificate_of_the_given_authority(LdapSecurity security)
    {
        using var users = Open(Secured(security) with { TrustedCertificates = server.Trusted });

        Assert.NotNull(await users.AuthenticateAsync("ada", Content.AdaPassword, Token));
    }

    [Theory, InlineData(LdapSecurity.StartTls), InlineData(LdapSecurity.Tls)]
    public async Task A_certificate_of_another_authority_or_name_is_refused(LdapSecurity security)
    {
        using var otherAuthority = Slapd.NewAuthority();
        var given = Secured(security) with { TrustedCertificates = server.Trusted };

        foreach (var settings in new[] { given with { TrustedCertificates = [] }, given with { TrustedCertificates = [otherAuthority] }, given with { Host = "127.0.0.1" } })
        {
            using var users = Open(settings);
            var away = await Assert.ThrowsAsync<UserDirectoryUnavailableException>(async () => await users.AuthenticateAsync("ada", Content.AdaPassword, Token));
            Assert.Contains("certificate", away.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_account_that_the_directory_refuses_is_an_outage_and_lets_nobody_in()
    {
        using var users = Open(server.Settings with { BindPassword = "wrong" });

        var away = await Assert.ThrowsAsync<UserDirectoryUnavailableException>(async () => await users.AuthenticateAsync("ada", Content.AdaPassword, Token));

        Assert.Contains("refused the account", away.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_sign_ins_share_the_few_connections()
    {
        using var users = Open(server.Settings with { MaximumConnections = 2 });

        var all = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => users.AuthenticateAsync("ada", i % 2 == 0 ? Content.AdaPassword : "wrong", Token).AsTask()));

        Assert.Equal(20, all.Count(user => user is not null));
    }

    private static LdapUserDirectory Open(LdapSettings settings) => new(settings, NullLogger<LdapUserDirectory>.Instance);

    private LdapSettings Secured(LdapSecurity security) =>
        server.Settings with { Security = security, Port = security == LdapSecurity.Tls ? server.TlsPort : server.Port };
}
