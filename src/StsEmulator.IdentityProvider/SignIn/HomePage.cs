using System.Globalization;
using Microsoft.AspNetCore.Http;
using StsEmulator.IdentityProvider.Browser;
using StsEmulator.IdentityProvider.OpenId;
using StsEmulator.IdentityProvider.Pages;

namespace StsEmulator.IdentityProvider.SignIn;

/// <summary>Tells a person who they are here, and a developer where to begin.</summary>
internal sealed class HomePage(InteractionPages pages)
{
    private readonly OpenIdServices services = pages.Services;

    public async Task GetAsync(HttpContext context)
    {
        string issuer = services.Address.Issuer();
        var session = await services.Sessions.FindAsync(context, SignInRealm.IdentityProvider, context.RequestAborted);
        var user = session is null ? null : await services.Users.FindAsync(session.Subject, context.RequestAborted);
        await PageWriter.WriteAsync(context, pages.For(user is null ? null : session, new Page
        {
            Title = user is null ? "Nobody is signed in" : user.DisplayName,
            Lead = user is null ? Html.Of($"This is the OpenID provider of an emulator.") : Html.Of($"You are signed in."),
            Content = Html.Join(
            [
                user is null ? Html.Nothing : Who(session!, user),
                Controls.Facts(
                    ("Issuer", Controls.Exact(issuer)),
                    ("Configuration", Html.Of($"<a href=\"{issuer + OpenIdPaths.Configuration}\">Discovery document</a>"))),
                user is null ? Html.Of($"<p><a href=\"{issuer + OpenIdPaths.SignIn}\">Sign in</a></p>") : Html.Nothing,
            ]),
        }));
    }

    private static Html Who(BrowserSession session, Users.IdentityUser user) => Controls.Facts(
        ("User name", Html.Of($"{user.UserName}")),
        ("E-mail", Html.Of($"{user.Email ?? "none"}")),
        ("Groups", Html.Of($"{(user.Groups.Count == 0 ? "none" : string.Join(", ", user.Groups))}")),
        ("Signed in with", Html.Of($"{(session.Methods.Contains("mfa") ? "password and code" : "password")}")),
        ("Until", Html.Of($"{session.ExpiresAt.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture)}")));
}
