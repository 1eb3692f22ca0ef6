using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace StsEmulator.IdentityProvider.Tests.Browser;

public sealed partial class AntiForgeryTests
{
    private readonly World world = new();

    [Fact]
    public async Task A_form_comes_back_from_the_browser_that_got_it_on_any_replica()
    {
        CookieJar browser = new();
        var form = await FormAsync(await world.ReplicaAsync(), browser, "a");

        Assert.True(await CheckAsync(await world.ReplicaAsync(), browser, form, "a"));
    }

    [Fact]
    public async Task A_form_for_something_else_or_from_another_browser_or_from_nowhere_is_refused()
    {
        var replica = await world.ReplicaAsync();
        CookieJar browser = new(), other = new();
        var form = await FormAsync(replica, browser, "a");
        await FormAsync(replica, other, "a");

        Assert.False(await CheckAsync(replica, browser, form, "b"));
        Assert.False(await CheckAsync(replica, other, form, "a"));
        Assert.False(await CheckAsync(replica, new CookieJar(), form, "a"));
        Assert.False(await CheckAsync(replica, browser, FormCollection.Empty, "a"));
    }

    [Fact]
    public async Task Two_pages_open_in_one_browser_both_work()
    {
        var replica = await world.ReplicaAsync();
        CookieJar browser = new();

        var first = await FormAsync(replica, browser, "a");
        var second = await FormAsync(replica, browser, "b");

        Assert.True(await CheckAsync(replica, browser, first, "a"));
        Assert.True(await CheckAsync(replica, browser, second, "b"));
    }

    private static async Task<IFormCollection> FormAsync(Replica replica, CookieJar browser, string action)
    {
        var context = browser.Request();
        var field = await replica.AntiForgery.FieldAsync(context, action, CancellationToken.None);
        browser.Take(context);
        var match = HiddenField.Match(field.ToString());
        return new FormCollection(new() { [match.Groups[1].Value] = match.Groups[2].Value });
    }

    private static ValueTask<bool> CheckAsync(Replica replica, CookieJar browser, IFormCollection form, string action) =>
        replica.AntiForgery.CheckAsync(browser.Request(), form, action, CancellationToken.None);

    [GeneratedRegex("name=\"([^\"]+)\" value=\"([^\"]+)\"")]
    private static partial Regex HiddenField { get; }
}
