using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using StsEmulator.Iam.Sessions;
using StsEmulator.Iam.Time;
using StsEmulator.IdentityProvider.Pages;

namespace StsEmulator.IdentityProvider.ConsoleSignIn;

/// <summary>Console federation: temporary credentials become a sign-in token, and that a signed-in browser.</summary>
/// <remarks>The texts of the refusals are ours; the real service's are not recorded, beyond that they are 400.</remarks>
internal sealed class FederationEndpoint(
    ConsolePages pages, ConsoleSessions sessions, SigninTokens tokens, SessionIssuer issuer, ConsoleCalls calls, EmulatorClock clock)
{
    /// <summary>The bounds of SessionDuration, seconds.</summary>
    private const int MinimumDuration = 900, MaximumDuration = 43_200;

    /// <summary>The longest Issuer that is shown, in characters.</summary>
    private const int MaximumIssuer = 256;

    public async Task HandleAsync(HttpContext context)
    {
        var form = HttpMethods.IsPost(context.Request.Method) ? await ConsolePages.ReadFormAsync(context) : null;
        string Parameter(string name) => form is not null && form.TryGetValue(name, out var posted) ? posted.ToString() : context.Request.Query[name].ToString();
        await (Parameter("Action") switch
        {
            "getSigninToken" => IssueAsync(context, Parameter),
            "login" => LogInAsync(context, Parameter),
            "" => RefuseAsync(context, "The parameter Action is missing: getSigninToken or login."),
            _ => RefuseAsync(context, "The parameter Action is neither getSigninToken nor login."),
        });
    }

    private async Task IssueAsync(HttpContext context, Func<string, string> parameter)
    {
        if (parameter("SessionType") is not ("" or "json"))
        {
            await RefuseAsync(context, "The parameter SessionType is not json.");
            return;
        }
        TimeSpan? duration = null;
        if (parameter("SessionDuration") is { Length: > 0 } text)
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) || seconds is < MinimumDuration or > MaximumDuration)
            {
                await RefuseAsync(context, $"The parameter SessionDuration is not a number of seconds from {MinimumDuration} to {MaximumDuration}.");
                return;
            }
            duration = TimeSpan.FromSeconds(seconds);
        }
        if (PresentedCredentials.Read(parameter("Session")) is not { } presented)
        {
            await RefuseAsync(context, "The parameter Session is not a JSON object with the texts sessionId, sessionKey and sessionToken.");
            return;
        }
        var result = await tokens.IssueAsync(presented, duration, context.RequestAborted);
        if (result.Token is not { } token)
        {
            await RefuseAsync(context, Words(result.Refusal));
            return;
        }
        var response = context.Response;
        response.ContentType = "application/json";
        response.Headers.CacheControl = "no-store";
        await response.Body.WriteAsync(Encoding.ASCII.GetBytes($$"""{"SigninToken":"{{token}}"}"""), context.RequestAborted);
    }

    private static string Words(SigninRefusal refusal) => refusal switch
    {
        SigninRefusal.LongTermCredentials => "Long-term credentials cannot be used; send those of AssumeRole or GetFederationToken.",
        SigninRefusal.ExpiredCredentials => "The credentials have expired.",
        SigninRefusal.WrongKind => "Credentials of this kind cannot be used; send those of AssumeRole or GetFederationToken.",
        SigninRefusal.DurationNotAllowed => "SessionDuration must be absent for credentials of GetFederationToken and of role chaining.",
        _ => "The credentials are not valid.",
    };

    private async Task LogInAsync(HttpContext context, Func<string, string> parameter)
    {
        var cancellationToken = context.RequestAborted;
        string? begin = Issuer(parameter("Issuer"));
        if (ConsoleDestination.Read(parameter("Destination"), pages.Address) is not { } destination)
        {
            await FailAsync(context, begin, "The destination is neither a page of this server nor of the AWS console.");
            return;
        }
        if (await tokens.RedeemAsync(parameter("SigninToken"), cancellationToken) is not var (caller, ticket))
        {
            await FailAsync(context, begin, "The sign-in token has expired, was used before, or is none. One works once, for 15 minutes.");
            return;
        }
        ConsoleState state = new(new HeldCredentials(ticket.AccessKeyId, ticket.SessionToken))
        {
            Issuer = begin,
            Destination = destination.ConsoleUrl,
        };
        var session = caller.Session!;
        var end = ticket.DurationSeconds is { } seconds ? clock.GetUtcNow() + TimeSpan.FromSeconds(seconds) : session.Expiration;
        if (end > session.Expiration)
        {
            if (await issuer.ProlongAsync(session, end, cancellationToken) is not { } longer)
            {
                await pages.WriteAsync(context, ConsoleSignInPage.StoreFull, statusCode: StatusCodes.Status503ServiceUnavailable);
                return;
            }
            // Nobody gets credentials that last longer than those that were granted.
            state = state with { Base = new HeldCredentials(longer.AccessKeyId.Value, null), Origin = session.AccessKeyId.Value };
            session = longer;
        }
        calls.RecordLogin(session.Principal);
        await sessions.BeginAsync(context, session, state, [SignInMethods.Federation], end, cancellationToken);
        destination.Follow(context, pages);
    }

    private static string? Issuer(string text) =>
        text.Length is > 0 and <= MaximumIssuer && Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0
            ? url.AbsoluteUri
            : null;

    private async Task FailAsync(HttpContext context, string? begin, string problem) => await pages.WriteAsync(context, new Page
    {
        Title = "This sign-in cannot go on",
        Content = Html.Join(
        [
            Controls.Warning(Html.Of($"<p>{problem}</p>")),
            begin is null
                ? Html.Of($"<p>Begin again where you came from.</p>")
                : Html.Of($"<p>Begin again at <a href=\"{begin}\" rel=\"noreferrer\">{begin}</a>.</p>"),
        ]),
    }, statusCode: StatusCodes.Status400BadRequest);

    private static async Task RefuseAsync(HttpContext context, string text)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text + "\n"), context.RequestAborted);
    }
}
