using System.Globalization;
using Microsoft.Playwright;

namespace StsEmulator.Browser.Tests.Browsers;

/// <summary>
/// What axe-core finds wrong with a page: names, roles, landmarks, contrast. A page has to follow the colour scheme that was asked for, too,
/// and none has to be scrolled sideways.
/// </summary>
internal static class AccessibilityAudit
{
    private static readonly string Axe = Path.Combine(Tools.Repository, "tests/StsEmulator.Browser.Tests/javascript/node_modules/axe-core/axe.min.js");

    private const string Run = """
        async () => (await axe.run()).violations.flatMap((violation) => violation.nodes.map((node) =>
          `${violation.id}: ${node.html} (${node.any.concat(node.all, node.none).map((check) => check.message).join("; ")})`))
        """;

    public static async Task AssertNothingFoundAsync(IPage page, ColorScheme scheme)
    {
        Assert.True(File.Exists(Axe), "axe-core is missing; .config/install-test-tools installs it.");
        await page.EvaluateAsync(await File.ReadAllTextAsync(Axe) + "; null");
        string[] found = await page.EvaluateAsync<string[]>(Run);
        bool isTooWide = await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth");
        // "rgb(21, 24, 28)"
        string ground = await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
        bool isDark = ground[4..^1].Split(',').All(channel => int.Parse(channel, CultureInfo.InvariantCulture) < 64);

        string place = $"{await page.TitleAsync()} at {new Uri(page.Url).AbsolutePath}";
        Assert.True(found.Length == 0, $"{place}: {string.Join("\n", found)}");
        Assert.False(isTooWide, $"{place} has to be scrolled sideways.");
        Assert.True(isDark == (scheme == ColorScheme.Dark), $"{place} is not in the {scheme} scheme: {ground}.");
    }
}
