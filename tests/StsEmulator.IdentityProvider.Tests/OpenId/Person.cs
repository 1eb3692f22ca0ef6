using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;

namespace StsEmulator.IdentityProvider.Tests.OpenId;

/// <summary>A person with a browser, and the program that waits for the outcome. Redirects are followed by hand.</summary>
internal sealed partial class Person(ProviderHost host) : IDisposable
{
    /// <summary>The pair of RFC 7636, appendix B.</summary>
    public const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    public const string Callback = "http://127.0.0.1:5173/callback";

    private readonly CookieJar jar = new();
    private readonly HttpClient client = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false });

    /// <summary>Gets or sets which replica the next request goes to.</summary>
    public ProviderHost Host { get; set; } = host;

    public static string AuthorizeUrl(params (string Name, string? Value)[] changes)
    {
        Dictionary<string, string?> query = new()
        {
            ["client_id"] = "spa",
            ["response_type"] = "code",
            ["redirect_uri"] = Callback,
            ["scope"] = "openid profile email groups offline_access",
            ["state"] = "state-1",
            ["nonce"] = "nonce-1",
            ["code_challenge"] = Challenge,
            ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in changes)
            query[name] = value;
        return QueryHelpers.AddQueryString("/oidc/authorize", query.Where(pair => pair.Value is not null));
    }

    public Task<Answer> GetAsync(string url) => SendAsync(HttpMethod.Get, url, null);

    public Task<Answer> PostAsync(string url, params (string Name, string Value)[] fields) =>
        SendAsync(HttpMethod.Post, url, new FormUrlEncodedContent(fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value))));

    /// <summary>Fills in the form of a page and posts it, hidden fields included.</summary>
    public Task<Answer> SubmitAsync(Answer page, params (string Name, string Value)[] fields) => PostAsync(
        page.Url, [.. HiddenField.Matches(page.Text).Select(match => (match.Groups[1].Value, WebUtility.HtmlDecode(match.Groups[2].Value))), .. fields]);

    public async Task<Answer> FollowAsync(Answer answer)
    {
        Assert.True(answer.Location?.StartsWith(ProviderHost.Issuer, StringComparison.Ordinal), $"{answer.Status}: {answer.Location} {answer.Text}");
        return await GetAsync(answer.Location![ProviderHost.Issuer.LastIndexOf("/oidc", StringComparison.Ordinal)..]);
    }

    /// <summary>Signs in and comes back to the client.</summary>
    public async Task<Answer> LogInAsync(string authorizeUrl, string userName = "ada", string password = "right")
    {
        var page = await FollowAsync(await GetAsync(authorizeUrl));
        return await FollowAsync(await SubmitAsync(page, ("username", userName), ("password", password)));
    }

    public async Task<string> CodeAsync(params (string Name, string? Value)[] changes) => (await LogInAsync(AuthorizeUrl(changes))).Parameter("code");

    public Task<Answer> RedeemAsync(string code, string verifier = Verifier, string redirectUri = Callback) => TokenAsync(
        null, ("grant_type", "authorization_code"), ("client_id", "spa"), ("code", code), ("code_verifier", verifier), ("redirect_uri", redirectUri));

    public Task<Answer> RefreshAsync(string token, params (string, string)[] more) =>
        TokenAsync(null, [("grant_type", "refresh_token"), ("client_id", "spa"), ("refresh_token", token), .. more]);

    public Task<Answer> TokenAsync((string Id, string Secret)? basic, params (string Name, string Value)[] fields) => SendAsync(
        HttpMethod.Post, "/oidc/token", new FormUrlEncodedContent(fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value))),
        basic is var (id, secret) ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}"))) : null);

    public Task<Answer> UserInfoAsync(string accessToken) =>
        SendAsync(HttpMethod.Get, "/oidc/userinfo", null, new AuthenticationHeaderValue("Bearer", accessToken));

    public void Dispose() => client.Dispose();

    private async Task<Answer> SendAsync(HttpMethod method, string url, HttpContent? content, AuthenticationHeaderValue? authorization = null)
    {
        using HttpRequestMessage request = new(method, new Uri(Host.Address, url)) { Content = content };
        request.Headers.Authorization = authorization;
        if (jar.Cookies.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", jar.Cookies.Select(pair => $"{pair.Key}={pair.Value}")));
        using var response = await client.SendAsync(request);
        if (response.Headers.TryGetValues("Set-Cookie", out var cookies))
            jar.Take(cookies);
        return new Answer(url, (int)response.StatusCode, response.Headers.Location?.OriginalString, await response.Content.ReadAsStringAsync(), response.Headers);
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">")]
    private static partial Regex HiddenField { get; }
}

/// <summary>What came back.</summary>
internal sealed record Answer(string Url, int Status, string? Location, string Text, HttpResponseHeaders Headers)
{
    public JsonElement Json => JsonElement.Parse(Text);

    public string? Error => Json.TryGetProperty("error", out var error) ? error.GetString() : null;

    public string Member(string name) => Json.GetProperty(name).GetString()!;

    /// <summary>A parameter in the query of the location that the browser is sent to.</summary>
    public string Parameter(string name)
    {
        Assert.NotNull(Location);
        // An answer to a response type that is not offered comes in the fragment, where that type would have it.
        var query = QueryHelpers.ParseQuery(new Uri(Location) is { Fragment: ['#', .. var fragment] } ? fragment : new Uri(Location).Query);
        Assert.True(query.ContainsKey(name), Location);
        return query[name].ToString();
    }

    public static JsonElement Claims(string token) =>
        JsonElement.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1]));
}
