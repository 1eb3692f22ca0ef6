using StsEmulator.IdentityProvider.Pages;

namespace StsEmulator.IdentityProvider.OpenId;

/// <summary>What a person sees when a login cannot go on.</summary>
internal static class ErrorPages
{
    public static Page Refused(string error, string? description) => new()
    {
        Title = "This login cannot go on",
        Lead = Html.Of($"The application sent a request that is not acceptable. Nothing was sent back to it."),
        Content = Html.Join(
        [
            Controls.Warning(Html.Of($"<p>{description ?? "The request is not valid."}</p>")),
            Controls.Facts(("Error", Controls.Exact(error))),
        ]),
    };

    public static Page Stale { get; } = new()
    {
        Title = "This page is out of date",
        Lead = Html.Of($"It stood open too long, or cookies are off in this browser."),
        Content = Html.Of($"<p>Go back to the application and begin again.</p>"),
    };

    public static Page DirectoryAway { get; } = new()
    {
        Title = "The user directory does not answer",
        Lead = Html.Of($"Nobody can sign in until it does. Your password was not judged."),
        Content = Html.Of($"<p>Try again in a moment. The log of the emulator says what is wrong.</p>"),
    };

    public static Page NotFound { get; } = new()
    {
        Title = "There is no such page",
        Content = Html.Of($"<p>The address may have been typed wrongly.</p>"),
    };
}
