using StsEmulator.Iam.Directory;

namespace StsEmulator.Server.Tests.Seeds;

public sealed class SignInSeedTests
{
    private const string Accounts = """
        Accounts:
          - AccountId: "123456789012"
            Roles:
              - { RoleName: r, AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [ { Effect: Allow, Principal: { AWS: "123456789012" }, Action: "sts:AssumeRole" } ] } }
            SAMLProviders: [ { Name: own, BuiltIn: true } ]
          - AccountId: "210987654321"
            SAMLProviders: [ { Name: own, BuiltIn: true } ]
        IdentityProvider:
          Users: [ { UserName: ada, Password: right, SamlRoles: [ { Role: "ROLE", Provider: "PROVIDER" } ] } ]
        """;

    private const string Role = "arn:aws:iam::123456789012:role/r", Provider = "arn:aws:iam::123456789012:saml-provider/own";

    [Fact]
    public void A_root_user_is_read()
    {
        var (seed, problems) = SeedFolder.LoadAccount(
            """RootUser: { Email: root@example.com, Password: secret, MfaDevices: [ { SerialNumber: "arn:aws:iam::123456789012:mfa/root", Base32Seed: JBSWY3DPEHPK3PXP } ] }""");

        Assert.Empty(problems);
        var root = seed!.Entities.OfType<Account>().Single().RootUser!;
        Assert.Equal(("root@example.com", true, 1), (root.Email, root.Password.Verify("secret"), root.MfaDevices.Count));
        Assert.DoesNotContain("secret", root.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RootUser: { Email: root, Password: x }", "an e-mail address")]
    [InlineData("RootUser: { Email: root@example.com }", "`Password` is missing")]
    [InlineData("RootUser: { Email: root@example.com, Password: x, Pasword: y }", "Password")]
    [InlineData("SAMLProviders: [ { Name: own, BuiltIn: true, SamlMetadataFile: x } ]", "brings its own")]
    [InlineData("SAMLProviders: [ { Name: own, BuiltIn: false } ]", "`SamlMetadataDocument` is missing")]
    public void What_is_wrong_in_an_account_is_told(string content, string expected)
    {
        var (seed, problems) = SeedFolder.LoadAccount(content);

        Assert.Null(seed);
        Assert.Contains(problems, problem => problem.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void One_address_is_the_root_of_one_account()
    {
        var (_, problems) = SeedFolder.LoadText("""
            Accounts:
              - { AccountId: "123456789012", RootUser: { Email: root@example.com, Password: x } }
              - { AccountId: "210987654321", RootUser: { Email: ROOT@example.com, Password: x } }
            """);

        Assert.Contains("root user `root@example.com` is already at", Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Roles_of_SAML_users_are_read()
    {
        var (seed, problems) = SeedFolder.LoadText(Accounts.Replace("ROLE", Role, StringComparison.Ordinal).Replace("PROVIDER", Provider, StringComparison.Ordinal));

        Assert.Empty(problems);
        var given = Assert.Single(seed!.IdentityProvider.Users[0].User.SamlRoles);
        Assert.Equal((Role, Provider), (given.RoleArn, given.ProviderArn));
    }

    [Theory]
    [InlineData("arn:aws:iam::123456789012:role/other", Provider, "there is no role")]
    [InlineData(Role, "arn:aws:iam::123456789012:saml-provider/other", "there is no SAML provider")]
    [InlineData(Role, "arn:aws-cn:iam::123456789012:saml-provider/own", "there is no SAML provider")]
    [InlineData(Role, "arn:aws:iam::210987654321:saml-provider/own", "roles of its own account")]
    public void Roles_that_nobody_could_use_are_told(string role, string provider, string expected)
    {
        var (seed, problems) = SeedFolder.LoadText(Accounts.Replace("ROLE", role, StringComparison.Ordinal).Replace("PROVIDER", provider, StringComparison.Ordinal));

        Assert.Null(seed);
        Assert.Contains(problems, problem => problem.Contains(expected, StringComparison.Ordinal));
    }
}
