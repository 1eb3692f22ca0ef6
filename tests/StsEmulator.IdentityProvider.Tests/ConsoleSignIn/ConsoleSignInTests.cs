using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Mfa;
using StsEmulator.IdentityProvider.Browser;

namespace StsEmulator.IdentityProvider.Tests.ConsoleSignIn;

public sealed class ConsoleSignInTests : IAsyncLifetime
{
    private ConsoleHost host = null!;

    public async ValueTask InitializeAsync() => host = await ConsoleHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory, InlineData("dev", "bob"), InlineData("123456789012", "BOB"), InlineData("1234-5678-9012", "bob"), InlineData("DEV", "bob")]
    public async Task An_IAM_user_signs_in_and_sees_who_it_is(string account, string userName)
    {
        using Visitor visitor = new(host);

        var page = await visitor.FollowAsync(await visitor.SignInAsync(userName, account: account));

        Assert.Contains("arn:aws:iam::123456789012:user/bob", page.Text, StringComparison.Ordinal);
        Assert.Contains("123456789012 (dev)", page.Text, StringComparison.Ordinal);
        Assert.Contains("AIDABOB", page.Text, StringComparison.Ordinal);
        Assert.Contains("2 January 2026, 15:04:05 UTC", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_an_unknown_user_and_one_without_a_password_are_answered_alike()
    {
        using Visitor visitor = new(host);

        var wrong = await visitor.SignInAsync("bob", "wrong");
        var unknown = await visitor.SignInAsync("nob", "wrong");
        var without = await visitor.SignInAsync("keys-only", "wrong");
        var elsewhere = await visitor.SignInAsync("bob", account: "other");

        Assert.Contains("Your sign-in details are wrong.", wrong.Text, StringComparison.Ordinal);
        Assert.All([wrong, unknown, without, elsewhere], answer => Assert.Equal(200, answer.Status));
        Assert.Equal(wrong.Text.Replace("bob", "nob", StringComparison.Ordinal), unknown.Text);
        Assert.Equal(wrong.Text.Replace("bob", "keys-only", StringComparison.Ordinal), without.Text);
        Assert.Equal(wrong.Text.Replace("value=\"dev\"", "value=\"other\"", StringComparison.Ordinal), elsewhere.Text);
    }

    [Fact]
    public async Task A_password_that_has_to_be_replaced_signs_nobody_in_and_only_whoever_has_it_is_told()
    {
        using Visitor visitor = new(host);

        var right = await visitor.SignInAsync("dave");
        var wrong = await visitor.SignInAsync("dave", "wrong");

        Assert.Null(right.Location);
        Assert.Contains("This password must be replaced before it signs you in", right.Text, StringComparison.Ordinal);
        Assert.Contains("Your sign-in details are wrong.", wrong.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guessing_ends_also_for_the_right_password_whatever_the_account_is_called()
    {
        using Visitor visitor = new(host);
        for (int i = 0; i < PasswordLimiter.AttemptsPerUser; i++)
            Assert.Equal(200, (await visitor.SignInAsync("bob", "wrong")).Status);

        var refused = await visitor.SignInAsync("BOB", account: "123456789012");

        Assert.Equal((429, null), (refused.Status, refused.Location));
    }

    [Fact]
    public async Task A_code_is_asked_for_and_works_once()
    {
        using Visitor visitor = new(host), thief = new(host);
        string code = TimeBasedCode.Compute(ConsoleHost.MfaSeed, World.Start)!;
        var asked = await visitor.SignInAsync("alice");
        var askedThief = await thief.SignInAsync("alice");

        var wrong = await visitor.SubmitAsync(asked, "/signin", ("code", code == "000000" ? "111111" : "000000"));
        var page = await visitor.FollowAsync(await visitor.SubmitAsync(wrong, "/signin", ("code", code)));
        var replayed = await thief.SubmitAsync(askedThief, "/signin", ("code", code));

        Assert.Contains("The code is wrong or was used before.", wrong.Text, StringComparison.Ordinal);
        Assert.Contains("password and MFA code", page.Text, StringComparison.Ordinal);
        Assert.Equal((200, null), (replayed.Status, replayed.Location));
    }

    [Theory, InlineData(599, 303), InlineData(600, 200)]
    public async Task The_code_may_be_given_for_ten_minutes(int seconds, int status)
    {
        using Visitor visitor = new(host);
        var asked = await visitor.SignInAsync("alice");

        host.World.Machine.Advance(TimeSpan.FromSeconds(seconds));
        var answer = await visitor.SubmitAsync(asked, "/signin", ("code", TimeBasedCode.Compute(ConsoleHost.MfaSeed, host.World.Clock.GetUtcNow())!));

        Assert.Equal(status, answer.Status);
    }

    [Fact]
    public async Task Root_signs_in_by_its_address_and_gets_neither_roles_nor_credentials()
    {
        using Visitor visitor = new(host);
        var form = await visitor.GetAsync("/signin/root");

        var wrong = await visitor.SubmitAsync(form, "/signin/root", ("email", "root@example.com"), ("password", "right"));
        var page = await visitor.FollowAsync(await visitor.SubmitAsync(form, "/signin/root", ("email", "ROOT@example.com"), ("password", "root-right")));
        var refused = await visitor.SwitchAsync("deploy");

        Assert.Equal((200, null), (wrong.Status, wrong.Location));
        Assert.Contains("arn:aws:iam::123456789012:root", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/signin/credentials", page.Text, StringComparison.Ordinal);
        Assert.Contains("Roles may not be assumed by root accounts.", refused.Text, StringComparison.Ordinal);
    }

    [Theory, InlineData(43_199, true), InlineData(43_200, false)]
    public async Task A_session_ends_by_the_clock(int seconds, bool isSignedIn)
    {
        using Visitor visitor = new(host);
        await visitor.SignInAsync("bob");

        host.World.Machine.Advance(TimeSpan.FromSeconds(seconds));
        var page = await visitor.HomeAsync();

        Assert.Equal(isSignedIn, page.Text.Contains("You are signed in", StringComparison.Ordinal));
        Assert.Equal(!isSignedIn, page.Text.Contains("Your session has ended", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_tampered_cookie_signs_nobody_in()
    {
        using Visitor visitor = new(host);
        await visitor.SignInAsync("bob");
        string cookie = visitor.Jar.Cookies["sts-console"];

        visitor.Jar.Put("sts-console", cookie[..40] + (cookie[40] == 'A' ? 'B' : 'A') + cookie[41..]);
        var page = await visitor.HomeAsync();

        Assert.Contains("Sign in as IAM user", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copied_cookie_is_of_no_use_after_signing_out()
    {
        using Visitor visitor = new(host);
        await visitor.SignInAsync("bob");
        string cookie = visitor.Jar.Cookies["sts-console"];

        await visitor.SubmitAsync(await visitor.GetAsync("/signin/sign-out"), "/signin/sign-out", ("answer", "leave"));
        visitor.Jar.Put("sts-console", cookie);
        var page = await visitor.HomeAsync();

        Assert.Contains("Sign in as IAM user", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revoked_session_ends_in_the_browser_too()
    {
        using Visitor visitor = new(host);
        await visitor.SignInAsync("bob");
        var session = (await host.Sessions.ListAsync(1, CancellationToken.None))[0];

        Assert.True(await host.Sessions.RevokeAsync(session.AccessKeyId, CancellationToken.None));
        var page = await visitor.HomeAsync();

        Assert.Contains("Sign in as IAM user", page.Text, StringComparison.Ordinal);
    }

    [Theory, InlineData("/signin"), InlineData("/signin/switch-role"), InlineData("/signin/switch-back"), InlineData("/signin/credentials"), InlineData("/signin/sign-out")]
    public async Task A_form_that_another_site_posts_is_refused(string path)
    {
        using Visitor visitor = new(host), other = new(host);
        await visitor.SignInAsync("bob");
        var foreign = Visitor.FormOf(await other.GetAsync("/signin"), "/signin").Hidden;

        var without = await visitor.PostAsync(path, [("answer", "leave")]);
        var withForeign = await visitor.PostAsync(path, [.. foreign, ("answer", "leave")]);

        Assert.Equal((400, 400), (without.Status, withForeign.Status));
        Assert.Contains("You are signed in", (await visitor.HomeAsync()).Text, StringComparison.Ordinal);
    }

    [Theory, InlineData("https://evil.example/"), InlineData("//evil.example"), InlineData("/signin/credentials")]
    public async Task What_comes_back_from_signing_in_leads_nowhere_else(string next)
    {
        using Visitor visitor = new(host);

        var answer = await visitor.SignInAsync("bob", url: "/signin?next=" + Uri.EscapeDataString(next));

        Assert.Equal("/signin", answer.Location);
    }

    [Fact]
    public async Task Credentials_are_shown_after_a_click_kept_by_no_cache_and_work()
    {
        using Visitor visitor = new(host);
        var home = await visitor.FollowAsync(await visitor.SignInAsync("bob"));

        var page = await visitor.SubmitAsync(home, "/signin/credentials");
        var session = (await host.Sessions.ListAsync(1, CancellationToken.None))[0];
        string key = page.Text.Split("AWS_ACCESS_KEY_ID=")[1].Split("&quot;")[1];

        Assert.Equal("no-store", page.Headers.CacheControl?.ToString());
        Assert.Equal(session.AccessKeyId, AccessKeyId.Parse(key));
        Assert.Equal(405, (await visitor.GetAsync("/signin/credentials")).Status);
    }
}
