using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using StsEmulator.IdentityProvider.Browser;
using StsEmulator.IdentityProvider.OpenId;
using StsEmulator.IdentityProvider.Pages;

namespace StsEmulator.IdentityProvider.SignIn;

/// <summary>Where a person enters the code that a device shows, and says whether that device may sign in (RFC 8628, section 3.3).</summary>
internal sealed class DevicePage(InteractionPages pages, PasswordLimiter limiter)
{
    private const string Action = "device", CodeField = "user_code", AnswerField = "answer", Allow = "allow", Deny = "deny";

    private readonly OpenIdServices services = pages.Services;

    public async Task GetAsync(HttpContext context)
    {
        if (await SessionAsync(context) is { } session)
            await AskCodeAsync(context, session, context.Request.Query[CodeField].ToString(), error: null);
    }

    public async Task PostAsync(HttpContext context)
    {
        if (await SessionAsync(context) is not { } session || await pages.ReadFormAsync(context, Action) is not { } form)
            return;
        string typed = form[CodeField].ToString();
        // A code is short: guessing one is bounded like guessing a password (section 5.1).
        var attempt = await limiter.TryBeginAsync(
            SignInRealm.IdentityProvider, "device code by " + session.Subject, context.Connection.RemoteIpAddress, context.RequestAborted);
        if (attempt is null)
        {
            await AskCodeAsync(context, session, typed, "There were too many wrong attempts. Try again in a few minutes.", StatusCodes.Status429TooManyRequests);
            return;
        }
        if (typed.Length > 64 || await services.Devices.FindByUserCodeAsync(typed, context.RequestAborted) is not { } request)
        {
            await AskCodeAsync(context, session, typed, "No device shows this code now. It may have expired.");
            return;
        }
        await attempt.SucceedAsync(context.RequestAborted);
        if (form[AnswerField] == Allow || form[AnswerField] == Deny)
            await AnswerAsync(context, session, request, form[AnswerField] == Allow);
        else
            await ConfirmAsync(context, session, request);
    }

    private async Task AnswerAsync(HttpContext context, BrowserSession session, DeviceRequest request, bool isGiven)
    {
        DeviceAnswer answer = new(isGiven, session.Subject, session.Methods, session.AuthenticatedAt, session.SessionId);
        bool isFirst = await services.Devices.AnswerAsync(request, answer, context.RequestAborted);
        await PageWriter.WriteAsync(context, !isFirst ? ErrorPages.Stale : pages.For(session, new Page
        {
            Title = isGiven ? "The device is signed in" : "The device was turned away",
            Content = Html.Of($"<p>You can close this window and go back to the device.</p>"),
        }));
    }

    private async Task ConfirmAsync(HttpContext context, BrowserSession session, DeviceRequest request)
    {
        string client = services.Clients.Find(request.ClientId)?.DisplayName ?? request.ClientId;
        var form = await pages.FormAsync(context, Action, Controls.Hidden(CodeField, request.UserCode), Controls.Buttons(
            Controls.Submit("Sign the device in", AnswerField, Allow), Controls.StepBack("Turn it away", AnswerField, Deny)));
        await PageWriter.WriteAsync(context, pages.For(session, new Page
        {
            Title = "Is this your device?",
            Lead = Html.Of($"<strong>{client}</strong> shows the code <strong>{request.ShownUserCode}</strong> and would like to know:"),
            Content = Html.Join([ConsentPage.Scopes(request.Scopes), form]),
        }));
    }

    private async Task AskCodeAsync(HttpContext context, BrowserSession session, string typed, string? error, int statusCode = StatusCodes.Status200OK)
    {
        FormField code = new(CodeField, "Code on the device")
        {
            Value = typed.Length > 64 ? "" : typed,
            Hint = "Eight letters, such as BCDF-GHJK.",
            MaximumLength = 12,
            IsCode = true,
            IsFirst = true,
            Error = error,
        };
        var form = await pages.FormAsync(context, Action, Controls.Field(code), Controls.Buttons(Controls.Submit("Continue")));
        await PageWriter.WriteAsync(context, pages.For(session, new Page
        {
            Title = "Sign a device in",
            Content = Html.Join([Controls.ErrorSummary(code), form]),
        }), statusCode);
    }

    private async ValueTask<BrowserSession?> SessionAsync(HttpContext context)
    {
        var session = await services.Sessions.FindAsync(context, SignInRealm.IdentityProvider, context.RequestAborted);
        if (session is not null && await services.Users.FindAsync(session.Subject, context.RequestAborted) is not null)
            return session;
        string code = context.Request.Query[CodeField].ToString();
        InteractionPages.SeeOther(context, QueryHelpers.AddQueryString(
            services.Address.Issuer() + OpenIdPaths.SignIn, LoginReturn.DeviceParameter, code.Length > 64 ? "" : code));
        return null;
    }
}
