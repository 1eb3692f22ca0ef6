using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using StsEmulator.Iam.Sessions;
using StsEmulator.IdentityProvider.Tests.OpenId;

namespace StsEmulator.IdentityProvider.Tests.ConsoleSignIn;

public sealed class FederationTests : IAsyncLifetime
{
    private ConsoleHost host = null!;

    public async ValueTask InitializeAsync() => host = await ConsoleHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory, InlineData(true), InlineData(false)]
    public async Task Credentials_become_a_signed_in_browser(bool posts)
    {
        using Visitor visitor = new(host);
        string session = Json(await host.IssueAsync());

        var answer = posts
            ? await visitor.PostAsync("/federation", ("Action", "getSigninToken"), ("SessionType", "json"), ("Session", session))
            : await TokenAsync(visitor, session);
        string token = answer.Member("SigninToken");
        var login = await LogInAsync(visitor, token);
        var page = await visitor.FollowAsync(login);

        Assert.Equal($$"""{"SigninToken":"{{token}}"}""", answer.Text);
        Assert.Equal((302, "/signin"), (login.Status, login.Location));
        Assert.Contains("assumed-role/deploy/job", page.Text, StringComparison.Ordinal);
        Assert.Contains("https://broker.example/", page.Text, StringComparison.Ordinal);
        Assert.Contains("href=\"https://console.aws.amazon.com/sns\"", page.Text, StringComparison.Ordinal);
        Assert.Contains("2 January 2026, 04:04:05 UTC", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_secrets_and_tokens_unknown_and_revoked_credentials_are_answered_alike()
    {
        using Visitor visitor = new(host);
        var (session, token) = await host.IssueAsync();
        var (revoked, revokedToken) = await host.IssueAsync();
        await host.Sessions.RevokeAsync(revoked.AccessKeyId, CancellationToken.None);

        Answer[] answers =
        [
            await TokenAsync(visitor, Json(session.AccessKeyId.Value, session.SecretAccessKey + "x", token)),
            await TokenAsync(visitor, Json(session.AccessKeyId.Value, session.SecretAccessKey, token[..^1])),
            await TokenAsync(visitor, Json(session.AccessKeyId.Value, session.SecretAccessKey, revokedToken)),
            await TokenAsync(visitor, Json("ASIAUNKNOWN", session.SecretAccessKey, token)),
            await TokenAsync(visitor, Json((revoked, revokedToken))),
        ];

        Assert.All(answers, answer => Assert.Equal((400, "The credentials are not valid.\n"), (answer.Status, answer.Text)));
    }

    [Theory]
    [InlineData("AKIAIOSFODNN7EXAMPLE", "Long-term credentials")]
    [InlineData("test", "Long-term credentials")]
    public async Task Long_term_credentials_are_refused(string id, string expected)
    {
        using Visitor visitor = new(host);

        var answer = await TokenAsync(visitor, Json(id, "secret", ""));

        Assert.Equal(400, answer.Status);
        Assert.StartsWith(expected, answer.Text, StringComparison.Ordinal);
    }

    [Theory, InlineData(SessionKind.SessionToken), InlineData(SessionKind.RootTask)]
    public async Task Credentials_of_another_kind_are_refused(SessionKind kind)
    {
        using Visitor visitor = new(host);

        var answer = await TokenAsync(visitor, Json(await host.IssueAsync(kind)));

        Assert.Equal(400, answer.Status);
        Assert.StartsWith("Credentials of this kind", answer.Text, StringComparison.Ordinal);
    }

    [Theory, InlineData(3599, 200), InlineData(3600, 400)]
    public async Task Credentials_are_taken_until_they_expire(int seconds, int status)
    {
        using Visitor visitor = new(host);
        string session = Json(await host.IssueAsync());

        host.World.Machine.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(status, (await TokenAsync(visitor, session)).Status);
    }

    [Theory]
    [InlineData("899", 400)]
    [InlineData("900", 200)]
    [InlineData("43200", 200)]
    [InlineData("43201", 400)]
    [InlineData("1e3", 400)]
    public async Task A_duration_has_bounds(string seconds, int status)
    {
        using Visitor visitor = new(host);

        var answer = await TokenAsync(visitor, Json(await host.IssueAsync()), ("SessionDuration", seconds));

        Assert.Equal(status, answer.Status);
    }

    [Theory, InlineData(SessionKind.Role, true), InlineData(SessionKind.FederatedUser, false)]
    public async Task Chained_roles_and_federated_users_sign_in_without_a_duration_only(SessionKind kind, bool isChained)
    {
        using Visitor visitor = new(host);
        string session = Json(await host.IssueAsync(kind, isChained));

        Assert.Equal(400, (await TokenAsync(visitor, session, ("SessionDuration", "900"))).Status);
        Assert.Equal(200, (await TokenAsync(visitor, session)).Status);
    }

    [Theory]
    [InlineData("Action=getSigninToken")]
    [InlineData("Action=getSigninToken&Session=%7B%22sessionId%22%3A%22ASIAX%22%7D")]
    [InlineData("Action=getSigninToken&Session=%5B%5D")]
    [InlineData("Action=getSigninToken&Session=%7B%22sessionId%22%3A%22%5Cud800%22%2C%22sessionKey%22%3A%22a%22%2C%22sessionToken%22%3A%22a%22%7D")]
    [InlineData("Action=getSigninToken&SessionType=xml&Session=%7B%7D")]
    [InlineData("Action=signOut")]
    [InlineData("")]
    public async Task A_malformed_request_is_refused(string query)
    {
        using Visitor visitor = new(host);

        Assert.Equal(400, (await visitor.GetAsync("/federation?" + query)).Status);
    }

    [Theory, InlineData(899, 302), InlineData(900, 400)]
    public async Task A_sign_in_token_lives_for_fifteen_minutes(int seconds, int status)
    {
        using Visitor visitor = new(host);
        string token = (await TokenAsync(visitor, Json(await host.IssueAsync()))).Member("SigninToken");

        host.World.Machine.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(status, (await LogInAsync(visitor, token)).Status);
    }

    [Fact]
    public async Task A_sign_in_token_works_once_however_it_is_spelled_and_not_changed()
    {
        using Visitor visitor = new(host), thief = new(host);
        string token = (await TokenAsync(visitor, Json(await host.IssueAsync()))).Member("SigninToken");

        var changed = await LogInAsync(thief, token[..30] + (token[30] == 'A' ? 'B' : 'A') + token[31..]);
        var first = await LogInAsync(visitor, token);
        var second = await LogInAsync(thief, token);
        var padded = await LogInAsync(thief, token + new string('=', (4 - (token.Length % 4)) % 4));

        Assert.Equal((400, 302, 400, 400), (changed.Status, first.Status, second.Status, padded.Status));
        Assert.Contains("href=\"https://broker.example/\"", second.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("sts-console", thief.Jar.Cookies.Keys);
    }

    [Fact]
    public async Task A_sign_in_token_of_credentials_revoked_since_is_of_no_use()
    {
        using Visitor visitor = new(host);
        var issued = await host.IssueAsync();
        string token = (await TokenAsync(visitor, Json(issued))).Member("SigninToken");

        await host.Sessions.RevokeAsync(issued.Session.AccessKeyId, CancellationToken.None);

        Assert.Equal(400, (await LogInAsync(visitor, token)).Status);
    }

    [Theory, InlineData("https://evil.example/"), InlineData("//evil.example/"), InlineData("")]
    public async Task A_destination_elsewhere_is_refused_and_costs_no_token(string destination)
    {
        using Visitor visitor = new(host);
        string token = (await TokenAsync(visitor, Json(await host.IssueAsync()))).Member("SigninToken");

        var refused = await LogInAsync(visitor, token, destination);

        Assert.Equal((400, null), (refused.Status, refused.Location));
        Assert.Equal(302, (await LogInAsync(visitor, token, "/signin/switch-role")).Status);
    }

    [Fact]
    public async Task A_longer_console_session_outlasts_the_credentials_and_gives_none()
    {
        using Visitor visitor = new(host);
        var issued = await host.IssueAsync();
        string token = (await TokenAsync(visitor, Json(issued), ("SessionDuration", "43200"))).Member("SigninToken");
        await LogInAsync(visitor, token);

        host.World.Machine.Advance(TimeSpan.FromHours(11));
        var late = await visitor.HomeAsync();
        await host.Sessions.RevokeAsync(issued.Session.AccessKeyId, CancellationToken.None);
        var revoked = await visitor.HomeAsync();

        Assert.Contains("assumed-role/deploy/job", late.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/signin/credentials", late.Text, StringComparison.Ordinal);
        Assert.Contains("Sign in as IAM user", revoked.Text, StringComparison.Ordinal);
    }

    [Theory, InlineData(899, true), InlineData(900, false)]
    public async Task A_shorter_console_session_ends_before_the_credentials(int seconds, bool isSignedIn)
    {
        using Visitor visitor = new(host);
        string token = (await TokenAsync(visitor, Json(await host.IssueAsync()), ("SessionDuration", "900"))).Member("SigninToken");
        await LogInAsync(visitor, token);

        host.World.Machine.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(isSignedIn, (await visitor.HomeAsync()).Text.Contains("assumed-role/deploy/job", StringComparison.Ordinal));
    }

    private static Task<Answer> TokenAsync(Visitor visitor, string session, params (string Name, string Value)[] more) => visitor.GetAsync(
        QueryHelpers.AddQueryString("/federation", new Dictionary<string, string?>(more.Select(pair => new KeyValuePair<string, string?>(pair.Name, pair.Value)))
        {
            ["Action"] = "getSigninToken",
            ["Session"] = session,
        }));

    private static Task<Answer> LogInAsync(Visitor visitor, string token, string destination = "https://console.aws.amazon.com/sns") => visitor.GetAsync(
        QueryHelpers.AddQueryString("/federation", new Dictionary<string, string?>
        {
            ["Action"] = "login",
            ["Issuer"] = "https://broker.example/",
            ["Destination"] = destination,
            ["SigninToken"] = token,
        }));

    private static string Json((Session Session, string Token) issued) =>
        Json(issued.Session.AccessKeyId.Value, issued.Session.SecretAccessKey, issued.Token);

    private static string Json(string id, string key, string token) =>
        JsonSerializer.Serialize(new Dictionary<string, string> { ["sessionId"] = id, ["sessionKey"] = key, ["sessionToken"] = token });
}
