using StsEmulator.IdentityProvider.Clients;

namespace StsEmulator.Server.Tests.Seeds;

public sealed class IdentityProviderSeedTests
{
    private const string Account = "Accounts: [ { AccountId: \"123456789012\" } ]\n";

    [Fact]
    public void Users_and_clients_are_read()
    {
        var (seed, problems) = SeedFolder.LoadText(Account + """
            IdentityProvider:
              Users: [ { UserName: ada, Password: right, Groups: [ dev ], Claims: { level: 3, area: [ "1", true ] }, AwsTags: { team: core } } ]
              Clients: [ { ClientId: web, ClientSecret: web-secret-1, RedirectUris: [ "https://web.example/cb" ], RequireConsent: true } ]
            """);

        Assert.Empty(problems);
        var user = seed!.IdentityProvider.Users[0].User;
        Assert.Equal(("ada", "ada", "ada", "core"), (user.UserName, user.Subject, user.DisplayName, user.AwsTags["team"]));
        Assert.Equal(("3", """["1",true]"""), (user.Claims["level"].GetRawText(), user.Claims["area"].GetRawText()));
        var client = seed.IdentityProvider.Clients[0];
        Assert.True(client.RequireConsent && client.IsSecret("web-secret-1") && !client.IsSecret("web-secret-2") && !client.IsSecret(null));
        Assert.Equal(OpenIdScopes.All, client.Scopes);
    }

    [Theory]
    [InlineData("Users: [ { UserName: ada, Pasword: x } ]", "Password")]
    [InlineData("Users: [ { UserName: ada, Password: x, Claims: { iss: x } } ]", "is set by the provider itself")]
    [InlineData("Users: [ { UserName: ada, Password: x }, { UserName: ADA, Subject: b, Password: x } ]", "is already at")]
    [InlineData("Clients: [ { ClientId: a, GrantTypes: [ client_credentials ] } ]", "needs a `ClientSecret`")]
    [InlineData("Clients: [ { ClientId: a } ]", "needs a redirect URI")]
    [InlineData("Clients: [ { ClientId: a, RedirectUris: [ \"javascript:alert(1)\" ] } ]", "expected an absolute URI")]
    [InlineData("Clients: [ { ClientId: a, RedirectUris: [ \"https://a.example/\" ], GrantTypes: [ implicit ] } ]", "is not one of")]
    public void What_is_wrong_is_told(string section, string expected)
    {
        var (seed, problems) = SeedFolder.LoadText(Account + "IdentityProvider:\n  " + section);

        Assert.Null(seed);
        Assert.Contains(problems, problem => problem.Contains(expected, StringComparison.Ordinal));
    }
}
