using Microsoft.Playwright;

namespace StsEmulator.Browser.Tests.Browsers;

/// <summary>What axe-core finds wrong with a page: names, roles, landmarks, contrast.</summary>
internal static class AccessibilityAudit
{
    private static readonly string Axe = Path.Combine(Tools.Repository, "tests/StsEmulator.Browser.Tests/javascript/node_modules/axe-core/axe.min.js");

    private const string Run = """
        async () => (await axe.run()).violations.flatMap((violation) => violation.nodes.map((node) =>
          `${violation.id}: ${node.html} (${node.any.concat(node.all, node.none).map((check) => check.message).join("; ")})`))
        """;

    public static async Task AssertNothingFoundAsync(IPage page)
    {
        Assert.True(File.Exists(Axe), "axe-core is missing; .config/install-test-tools installs it.");
        await page.EvaluateAsync(await File.ReadAllTextAsync(Axe) + "; null");
        string[] found = await page.EvaluateAsync<string[]>(Run);
        bool isTooWide = await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth");

        Assert.True(found.Length == 0, $"{await page.TitleAsync()} at {new Uri(page.Url).AbsolutePath}: {string.Join("\n", found)}");
        Assert.False(isTooWide, $"{await page.TitleAsync()} has to be scrolled sideways.");
    }
}
