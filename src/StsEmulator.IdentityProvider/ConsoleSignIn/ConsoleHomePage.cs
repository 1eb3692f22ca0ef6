using Microsoft.AspNetCore.Http;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Sessions;
using StsEmulator.IdentityProvider.Pages;

namespace StsEmulator.IdentityProvider.ConsoleSignIn;

/// <summary>Tells a person who they are here, in which role, until when, and what they can do about it.</summary>
internal sealed class ConsoleHomePage(ConsolePages pages, ConsoleSessions sessions, ConsoleSignInPage signIn, SwitchRolePage switchRole)
{
    public async Task GetAsync(HttpContext context)
    {
        if (await sessions.FindAsync(context, context.RequestAborted) is { } signedIn)
            await ShowAsync(context, signedIn);
        else
            await signIn.GetAsync(context);
    }

    private async Task ShowAsync(HttpContext context, SignedIn signedIn) => await pages.WriteAsync(context, new Page
    {
        Title = signedIn.Role is null ? "You are signed in" : signedIn.State.RoleDisplayName ?? "You have switched roles",
        IsWide = true,
        Content = Html.Join(
        [
            signedIn.HasRoleEnded
                ? Controls.Notice(Html.Of($"<p>The session of the role you switched to has ended. You are yourself again.</p>"))
                : Html.Nothing,
            Who(signedIn),
            Destination(signedIn),
            await switchRole.OffersAsync(context, signedIn),
            await TerminalAsync(context, signedIn),
        ]),
    }, signedIn);

    private static Html Who(SignedIn signedIn)
    {
        var principal = signedIn.Current.Principal;
        List<(string, Html)> facts =
        [
            ("Signed in as", Controls.Exact(principal.Arn)),
            ("Account", ConsolePages.Account(signedIn.Current.Account)),
            ("User id", Controls.Exact(principal.UserId)),
        ];
        if (signedIn.Current.Session is { Kind: SessionKind.Role } role)
            facts.Add(("Role", Html.Of($"{role.PrincipalName}")));
        if (signedIn.Role is not null)
            facts.Add(("Switched from", Controls.Exact(signedIn.Base.Principal.Arn)));
        facts.Add(("Signed in with", How(signedIn)));
        if (signedIn.Current.Session?.Facts?.SourceIdentity is { } source)
            facts.Add(("Source identity", Html.Of($"{source}")));
        if (signedIn.Current.Session?.Facts?.Tags is { Count: > 0 } tags)
            facts.Add(("Session tags", Tags(tags)));
        facts.Add(("Until", ConsolePages.Time(signedIn.Until)));
        return Controls.Facts(facts);
    }

    private static Html How(SignedIn signedIn)
    {
        var methods = signedIn.Browser.Methods;
        if (methods.Contains(SignInMethods.Saml))
            return Html.Of($"SAML, through {signedIn.Base.Session?.Facts?.FederatedProvider ?? ""}");
        if (methods.Contains(SignInMethods.Federation))
            return signedIn.State.Issuer is { } issuer ? Html.Of($"federation, by <code>{issuer}</code>") : Html.Of($"federation");
        return methods.Contains("mfa") ? Html.Of($"password and MFA code") : Html.Of($"password");
    }

    private static Html Tags(IReadOnlyList<Tag> tags) => Html.Join(tags.Select(tag => Html.Of($"<div><code>{tag.Key} = {tag.Value}</code></div>")));

    private static Html Destination(SignedIn signedIn) => signedIn.State.Destination is { } destination
        ? Controls.Notice(Html.Of(
            $"<p>You were sent to a page of the real console, which knows nothing of this session: <a href=\"{destination}\" rel=\"noreferrer\">{destination}</a></p>"))
        : Html.Nothing;

    private async ValueTask<Html> TerminalAsync(HttpContext context, SignedIn signedIn) => signedIn.Credentials.SessionToken is null
        ? Html.Nothing
        : Html.Join(
        [
            Html.Of($"<h2>Terminal</h2>"),
            await pages.FormAsync(context, ConsolePaths.Credentials, Controls.Buttons(Controls.StepBack("Use these credentials in a terminal"))),
        ]);
}

/// <summary>How somebody signed in, beside the words of RFC 8176.</summary>
internal static class SignInMethods
{
    public const string Federation = "federation", Saml = "saml";
}
