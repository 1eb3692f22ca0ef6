using Microsoft.AspNetCore.Http;
using StsEmulator.IdentityProvider.Pages;
using StsEmulator.IdentityProvider.SamlSignIn;

namespace StsEmulator.IdentityProvider.ConsoleSignIn;

/// <summary>Everything at <c>/signin</c>, <c>/federation</c> and <c>/saml</c>.</summary>
internal sealed class ConsoleProvider
{
    private readonly ConsolePages shape;
    private readonly Dictionary<string, (RequestDelegate? Get, RequestDelegate? Post)> pages;

    public ConsoleProvider(
        ConsolePages shape, ConsoleHomePage home, ConsoleSignInPage signIn, SwitchRolePage switchRole, TerminalPage terminal, ConsoleSignOutPage signOut,
        FederationEndpoint federation, SamlLaunchPage launch, SamlConsolePage saml)
    {
        this.shape = shape;
        pages = new(StringComparer.Ordinal)
        {
            [ConsolePaths.SignIn] = (home.GetAsync, signIn.PostAsync),
            [ConsolePaths.Root] = (signIn.GetAsync, signIn.PostAsync),
            [ConsolePaths.SwitchRole] = (switchRole.GetAsync, switchRole.PostAsync),
            [ConsolePaths.SwitchBack] = (null, switchRole.PostBackAsync),
            [ConsolePaths.Credentials] = (null, terminal.PostAsync),
            [ConsolePaths.SignOut] = (signOut.GetAsync, signOut.PostAsync),
            [ConsolePaths.Federation] = (federation.HandleAsync, federation.HandleAsync),
            [ConsolePaths.Saml] = (launch.GetAsync, saml.PostAsync),
            [ConsolePaths.SamlMetadata] = (launch.MetadataAsync, null),
            [ConsolePaths.SamlLaunch] = (null, launch.PostAsync),
            [ConsolePaths.SamlRole] = (null, saml.PostRoleAsync),
        };
    }

    public static bool Serves(HttpContext context) =>
        context.Request.Path.StartsWithSegments(ConsolePaths.SignIn, StringComparison.Ordinal)
        || context.Request.Path.StartsWithSegments(ConsolePaths.Federation, StringComparison.Ordinal)
        || context.Request.Path.StartsWithSegments(ConsolePaths.Saml, StringComparison.Ordinal);

    public Task AnswerAsync(HttpContext context)
    {
        // Cookies go by the scheme that browsers see, whatever proxy this request came in by.
        context.Request.Scheme = new Uri(shape.Address.Url()).Scheme;
        if (!pages.TryGetValue(context.Request.Path.Value!, out var page))
            return shape.WriteAsync(context, NotFound, statusCode: StatusCodes.Status404NotFound);
        var handler = context.Request.Method switch
        {
            "GET" or "HEAD" => page.Get,
            "POST" => page.Post,
            _ => null,
        };
        if (handler is not null)
            return handler(context);
        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        context.Response.Headers.Allow = page.Get is null ? "POST" : page.Post is null ? "GET, HEAD" : "GET, HEAD, POST";
        return Task.CompletedTask;
    }

    private static Page NotFound { get; } = new()
    {
        Title = "There is no such page",
        Content = Html.Of($"<p>The address may have been typed wrongly.</p>"),
    };
}
