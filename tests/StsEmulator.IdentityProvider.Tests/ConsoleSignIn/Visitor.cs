using System.Net;
using System.Text.RegularExpressions;
using StsEmulator.IdentityProvider.Tests.OpenId;

namespace StsEmulator.IdentityProvider.Tests.ConsoleSignIn;

/// <summary>Somebody with a browser at the sign-in pages. Redirects are followed by hand.</summary>
internal sealed partial class Visitor(ConsoleHost host) : IDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false });

    public CookieJar Jar { get; } = new();

    public Task<Answer> GetAsync(string url) => SendAsync(HttpMethod.Get, url, null);

    public Task<Answer> PostAsync(string url, params IEnumerable<(string Name, string Value)> fields) =>
        SendAsync(HttpMethod.Post, url, new FormUrlEncodedContent(fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value))));

    /// <summary>Fills in the form that goes to a path and posts it, hidden fields included.</summary>
    public Task<Answer> SubmitAsync(Answer page, string path, params (string Name, string Value)[] fields)
    {
        var (action, hidden) = FormOf(page, path);
        return PostAsync(action, [.. hidden.Where(field => !fields.Any(given => given.Name == field.Name)), .. fields]);
    }

    public static (string Action, List<(string Name, string Value)> Hidden) FormOf(Answer page, string path)
    {
        var form = Form.Matches(page.Text).First(form => WebUtility.HtmlDecode(form.Groups[1].Value).Split('?')[0] == path);
        return (
            WebUtility.HtmlDecode(form.Groups[1].Value),
            [.. HiddenField.Matches(form.Groups[2].Value).Select(field => (field.Groups[1].Value, WebUtility.HtmlDecode(field.Groups[2].Value)))]);
    }

    public async Task<Answer> FollowAsync(Answer answer)
    {
        Assert.True(answer.Location is not null, $"{answer.Status}: {answer.Text}");
        Uri target = new(host.Address, answer.Location);
        Assert.Equal(host.Address.Authority, target.Authority);
        return await GetAsync(target.PathAndQuery);
    }

    public async Task<Answer> SignInAsync(string userName, string password = "right", string account = "dev", string url = "/signin") =>
        await SubmitAsync(await GetAsync(url), "/signin", ("account", account), ("username", userName), ("password", password));

    public async Task<Answer> SwitchAsync(string role, string display = "", string account = "123456789012") => await SubmitAsync(
        await GetAsync("/signin/switch-role"), "/signin/switch-role", ("account", account), ("roleName", role), ("displayName", display));

    public Task<Answer> HomeAsync() => GetAsync("/signin");

    public void Dispose() => client.Dispose();

    private async Task<Answer> SendAsync(HttpMethod method, string url, HttpContent? content)
    {
        using HttpRequestMessage request = new(method, new Uri(host.Address, url)) { Content = content };
        if (Jar.Cookies.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", Jar.Cookies.Select(pair => $"{pair.Key}={pair.Value}")));
        using var response = await client.SendAsync(request);
        if (response.Headers.TryGetValues("Set-Cookie", out var cookies))
            Jar.Take(cookies);
        return new Answer(url, (int)response.StatusCode, response.Headers.Location?.OriginalString, await response.Content.ReadAsStringAsync(), response.Headers);
    }

    [GeneratedRegex("<form method=\"post\" action=\"([^\"]*)\"[^>]*>(.*?)</form>", RegexOptions.Singleline)]
    private static partial Regex Form { get; }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">")]
    private static partial Regex HiddenField { get; }
}
