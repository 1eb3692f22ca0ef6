using StsEmulator.IdentityProvider.Browser;

namespace StsEmulator.IdentityProvider.Tests.Browser;

public sealed class BrowserSessionsTests
{
    private readonly World world = new();

    [Fact]
    public async Task A_session_begun_on_one_replica_is_found_on_another()
    {
        CookieJar browser = new();
        var begun = await BeginAsync(await world.ReplicaAsync(), browser);

        var found = await FindAsync(await world.ReplicaAsync(), browser);

        Assert.NotNull(found);
        Assert.Equal(begun.SessionId, found.SessionId);
        Assert.Equal(("user-1", "Ada", World.Start), (found.Subject, found.DisplayName, found.AuthenticatedAt));
        Assert.Equal(["pwd", "otp"], found.Methods);
    }

    [Fact]
    public async Task A_session_ends_at_its_expiry_on_the_emulator_clock()
    {
        var replica = await world.ReplicaAsync();
        CookieJar browser = new();
        await BeginAsync(replica, browser);

        world.Clock.Offset = SignInRealm.IdentityProvider.Lifetime - TimeSpan.FromTicks(1);
        Assert.NotNull(await FindAsync(replica, browser));

        world.Clock.Offset = SignInRealm.IdentityProvider.Lifetime;
        Assert.Null(await FindAsync(replica, browser));
    }

    [Fact]
    public async Task A_copied_cookie_is_worthless_after_signing_out()
    {
        var replica = await world.ReplicaAsync();
        CookieJar browser = new(), thief = new();
        await BeginAsync(replica, browser);
        thief.Put("sts-idp", browser.Cookies["sts-idp"]);

        var context = browser.Request();
        var ended = await replica.Sessions.EndAsync(context, SignInRealm.IdentityProvider, CancellationToken.None);
        browser.Take(context);

        Assert.Equal("user-1", ended?.Subject);
        Assert.Empty(browser.Cookies);
        Assert.Null(await FindAsync(await world.ReplicaAsync(), thief));
    }

    [Fact]
    public async Task A_session_of_one_realm_says_nothing_in_another()
    {
        var replica = await world.ReplicaAsync();
        CookieJar browser = new();
        await BeginAsync(replica, browser);
        browser.Put("sts-console", browser.Cookies["sts-idp"]);

        Assert.Null(await replica.Sessions.FindAsync(browser.Request(), SignInRealm.Console, CancellationToken.None));
    }

    [Fact]
    public async Task Signing_in_again_ends_the_session_before()
    {
        var replica = await world.ReplicaAsync();
        CookieJar browser = new(), copy = new();
        await BeginAsync(replica, browser);
        copy.Put("sts-idp", browser.Cookies["sts-idp"]);

        await BeginAsync(replica, browser);

        Assert.NotNull(await FindAsync(replica, browser));
        Assert.Null(await FindAsync(replica, copy));
    }

    [Theory, InlineData("http", "sts-idp=", false), InlineData("https", "__Host-sts-idp=", true)]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_other_sites(string scheme, string name, bool isSecure)
    {
        var replica = await world.ReplicaAsync();
        CookieJar browser = new(scheme);
        var context = browser.Request();

        await replica.Sessions.BeginAsync(context, SignInRealm.IdentityProvider, "user-1", "Ada", ["pwd"], CancellationToken.None);

        string header = Assert.Single(browser.Take(context));
        Assert.StartsWith(name, header, StringComparison.Ordinal);
        Assert.Contains("httponly", header, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", header, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", header, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(isSecure, header.Contains("secure", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("domain", header, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<BrowserSession> BeginAsync(Replica replica, CookieJar browser)
    {
        var context = browser.Request();
        var session = await replica.Sessions.BeginAsync(
            context, SignInRealm.IdentityProvider, "user-1", "Ada", ["pwd", "otp"], CancellationToken.None);
        browser.Take(context);
        return session;
    }

    private static ValueTask<BrowserSession?> FindAsync(Replica replica, CookieJar browser) =>
        replica.Sessions.FindAsync(browser.Request(), SignInRealm.IdentityProvider, CancellationToken.None);
}
