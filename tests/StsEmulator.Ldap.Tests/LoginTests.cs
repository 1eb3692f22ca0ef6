using System.Buffers.Text;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using StsEmulator.BlackBox;

namespace StsEmulator.Ldap.Tests;

/// <summary>A login by browser at the running emulator, with a user of the directory.</summary>
public sealed partial class LoginTests(Slapd server) : IDisposable
{
    /// <summary>The pair of RFC 7636, appendix B.</summary>
    private const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private const string Callback = "http://127.0.0.1:5173/callback";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sts-emulator-ldap");
    private readonly HttpClient browser = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, CookieContainer = new CookieContainer() });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_user_of_the_directory_signs_in_over_start_tls_and_gets_tokens()
    {
        await using var emulator = await EmulatorProcess.StartAsync("--seed", Seed(server.Port));

        var wrong = await SignInAsync(emulator, "ada", "wrong");
        var unknown = await SignInAsync(emulator, "nobody", "wrong");
        var seeded = await SignInAsync(emulator, "local", "local-secret");
        await browser.GetAsync(new Uri(emulator.AwsUrl, "/oidc/sign-out"), Token);
        var tokens = await LogInAsync(emulator, "ada", Content.AdaPassword);

        Assert.Equal((200, 200, 303), (wrong.Status, unknown.Status, seeded.Status));
        Assert.Contains("The user name or the password is wrong.", wrong.Text, StringComparison.Ordinal);
        Assert.Equal(Stable(wrong.Text, "ada"), Stable(unknown.Text, "nobody"));
        var claims = JsonElement.Parse(Base64Url.DecodeFromChars(tokens.GetProperty("id_token").GetString()!.Split('.')[1]));
        Assert.Equal("ada@example.com", claims.GetProperty("email").GetString());
        Assert.Equal("dev", claims.GetProperty("groups")[0].GetString());
        Assert.DoesNotContain(Content.AdaPassword, emulator.StandardError, StringComparison.Ordinal);
        Assert.DoesNotContain(Slapd.SearchPassword, emulator.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_its_directory_the_emulator_says_so_and_lets_nobody_of_it_in()
    {
        await using var emulator = await EmulatorProcess.StartAsync("--seed", Seed(Slapd.FreePort()));

        var answer = await SignInAsync(emulator, "ada", Content.AdaPassword);
        var seeded = await SignInAsync(emulator, "local", "local-secret");

        Assert.Equal((503, 303), (answer.Status, seeded.Status));
        Assert.Contains("The user directory does not answer", answer.Text, StringComparison.Ordinal);
        Assert.Contains("cannot be reached", emulator.StandardError, StringComparison.Ordinal);
        Assert.DoesNotContain(Content.AdaPassword, emulator.StandardError, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        browser.Dispose();
        folder.Delete(recursive: true);
    }

    private string Seed(int port)
    {
        File.WriteAllText(Path.Combine(folder.FullName, "password"), Slapd.SearchPassword + "\n");
        string path = Path.Combine(folder.FullName, "seed.yaml");
        File.WriteAllText(path, $$"""
            Accounts: [ { AccountId: "123456789012" } ]
            IdentityProvider:
              Users: [ { UserName: local, Password: local-secret } ]
              Clients: [ { ClientId: spa, RedirectUris: [ "{{Callback}}" ] } ]
              Ldap:
                Url: ldap://localhost:{{port}}
                CaFile: {{server.CaFile}}
                BindDn: {{Slapd.SearchDn}}
                BindPasswordFile: password
                BaseDn: ou=people,{{Slapd.BaseDn}}
                GroupSearch: { BaseDn: "ou=groups,{{Slapd.BaseDn}}" }
            """);
        return path;
    }

    private async Task<JsonElement> LogInAsync(EmulatorProcess emulator, string userName, string password)
    {
        var signedIn = await SignInAsync(emulator, userName, password);
        Assert.True(signedIn.Status == 303, signedIn.Text);
        var back = await browser.GetAsync(signedIn.Location, Token);
        string code = Code.Match(back.Headers.Location?.Query ?? "").Groups[1].Value;
        using var answer = await browser.PostAsync(new Uri(emulator.AwsUrl, "/oidc/token"), Form(
            ("grant_type", "authorization_code"), ("client_id", "spa"), ("code", Uri.UnescapeDataString(code)), ("code_verifier", Verifier), ("redirect_uri", Callback)), Token);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync(Token));
    }

    private async Task<(int Status, Uri? Location, string Text)> SignInAsync(EmulatorProcess emulator, string userName, string password)
    {
        string query = $"client_id=spa&response_type=code&scope=openid%20email%20groups&state=s&code_challenge={Challenge}&code_challenge_method=S256&prompt=login";
        using var asked = await browser.GetAsync(new Uri(emulator.AwsUrl, $"/oidc/authorize?{query}&redirect_uri={Uri.EscapeDataString(Callback)}"), Token);
        var page = asked.Headers.Location ?? throw new InvalidOperationException(await asked.Content.ReadAsStringAsync(Token));
        string form = await browser.GetStringAsync(page, Token);
        var hidden = HiddenField.Matches(form).Select(match => (match.Groups[1].Value, WebUtility.HtmlDecode(match.Groups[2].Value)));
        using var answer = await browser.PostAsync(page, Form([.. hidden, ("username", userName), ("password", password)]), Token);
        return ((int)answer.StatusCode, answer.Headers.Location, await answer.Content.ReadAsStringAsync(Token));
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    /// <summary>A page without what differs from request to request.</summary>
    private static string Stable(string page, string userName) => HiddenField.Replace(page, "").Replace($"value=\"{userName}\"", "", StringComparison.Ordinal);

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">")]
    private static partial Regex HiddenField { get; }

    [GeneratedRegex("[?&]code=([^&]+)")]
    private static partial Regex Code { get; }
}
