using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using StsEmulator.IdentityProvider.Browser;
using StsEmulator.IdentityProvider.OpenId;
using StsEmulator.IdentityProvider.Pages;
using StsEmulator.IdentityProvider.Users;

namespace StsEmulator.IdentityProvider.SignIn;

/// <summary>Asks for user name and password and, where the user has an authenticator, for its code.</summary>
internal sealed class SignInPage(InteractionPages pages, PasswordLimiter limiter, SecondFactor secondFactor)
{
    private const string Action = "sign-in", TicketPurpose = "oidc/second-factor";

    private const string UserNameField = "username", PasswordField = "password", CodeField = "code", TicketField = "ticket";

    private const string Wrong = "The user name or the password is wrong.", WrongCode = "The code is wrong or was used before.";

    private const string TooMany = "There were too many wrong attempts. Try again in a few minutes.";

    /// <summary>The longest password and ticket that are looked at, in characters.</summary>
    private const int MaximumPassword = 256, MaximumTicket = 1024;

    private readonly OpenIdServices services = pages.Services;

    public async Task GetAsync(HttpContext context)
    {
        if (LoginReturn.Read(context.Request, services.Clients) is { } back)
            await AskPasswordAsync(context, back, userName: null, error: null);
        else
            await PageWriter.WriteAsync(context, ErrorPages.Stale, StatusCodes.Status400BadRequest);
    }

    public async Task PostAsync(HttpContext context)
    {
        if (await pages.ReadFormAsync(context, Action) is not { } form)
            return;
        if (LoginReturn.Read(context.Request, services.Clients) is not { } back)
            await PageWriter.WriteAsync(context, ErrorPages.Stale, StatusCodes.Status400BadRequest);
        else if (form[TicketField] is [{ } ticket])
            await CheckCodeAsync(context, back, ticket, form[CodeField].ToString());
        else
            await CheckPasswordAsync(context, back, form[UserNameField].ToString().Trim(), form[PasswordField].ToString());
    }

    private async Task CheckPasswordAsync(HttpContext context, LoginReturn back, string userName, string password)
    {
        var cancellationToken = context.RequestAborted;
        if (userName.Length is 0 or > MaximumPassword || password.Length is 0 or > MaximumPassword)
        {
            await AskPasswordAsync(context, back, userName, userName.Length == 0 ? "Enter your user name and your password." : "Enter your password.");
            return;
        }
        // INVARIANT: nothing is compared before the attempt is counted.
        var attempt = await limiter.TryBeginAsync(SignInRealm.IdentityProvider, userName.ToUpperInvariant(), context.Connection.RemoteIpAddress, cancellationToken);
        if (attempt is null)
        {
            await AskPasswordAsync(context, back, userName, TooMany, StatusCodes.Status429TooManyRequests);
            return;
        }
        if (await services.Users.AuthenticateAsync(userName, password, cancellationToken) is not { } user)
        {
            await AskPasswordAsync(context, back, userName, Wrong);
            return;
        }
        await attempt.SucceedAsync(cancellationToken);
        if (user.MfaSeed is null)
        {
            await FinishAsync(context, back, user, ["pwd"]);
            return;
        }
        SecondFactorTicket ticket = new(user.Subject, services.Clock.GetUtcNow() + OpenIdLifetimes.Interaction);
        byte[] content = JsonSerializer.SerializeToUtf8Bytes(ticket, SignInJson.Default.SecondFactorTicket);
        await AskCodeAsync(context, back, await services.Seal.SealAsync(TicketPurpose, content, cancellationToken), error: null);
    }

    private async Task CheckCodeAsync(HttpContext context, LoginReturn back, string ticketText, string code)
    {
        var cancellationToken = context.RequestAborted;
        if (await UserOfAsync(ticketText, cancellationToken) is not { } user)
        {
            await AskPasswordAsync(context, back, userName: null, "That took too long. Enter your password again.");
            return;
        }
        string typed = string.Concat(code.Where(c => c != ' '));
        var attempt = await limiter.TryBeginAsync(SignInRealm.IdentityProvider, "code of " + user.Subject, context.Connection.RemoteIpAddress, cancellationToken);
        if (attempt is null)
        {
            await AskCodeAsync(context, back, ticketText, TooMany, StatusCodes.Status429TooManyRequests);
            return;
        }
        if (!await secondFactor.CheckAsync(user, typed, cancellationToken))
        {
            await AskCodeAsync(context, back, ticketText, WrongCode);
            return;
        }
        await attempt.SucceedAsync(cancellationToken);
        await FinishAsync(context, back, user, ["pwd", "otp", "mfa"]);
    }

    private async ValueTask<IdentityUser?> UserOfAsync(string ticketText, CancellationToken cancellationToken)
    {
        if (ticketText.Length > MaximumTicket || await services.Seal.OpenAsync(TicketPurpose, ticketText, cancellationToken) is not { } content)
            return null;
        var ticket = JsonSerializer.Deserialize(content, SignInJson.Default.SecondFactorTicket)!;
        return services.Clock.GetUtcNow() < ticket.ExpiresAt ? await services.Users.FindAsync(ticket.Subject, cancellationToken) : null;
    }

    private async Task FinishAsync(HttpContext context, LoginReturn back, IdentityUser user, IReadOnlyList<string> methods)
    {
        await services.Sessions.BeginAsync(context, SignInRealm.IdentityProvider, user.Subject, user.DisplayName, methods, context.RequestAborted);
        InteractionPages.SeeOther(context, back.Location(services.Address.Issuer()));
    }

    private async Task AskPasswordAsync(HttpContext context, LoginReturn back, string? userName, string? error, int statusCode = StatusCodes.Status200OK)
    {
        FormField name = new(UserNameField, "User name")
        {
            Value = userName,
            AutoComplete = "username",
            IsFirst = string.IsNullOrEmpty(userName),
        };
        FormField password = new(PasswordField, "Password")
        {
            Type = "password",
            AutoComplete = "current-password",
            MaximumLength = MaximumPassword,
            Error = error,
            IsFirst = !name.IsFirst,
        };
        var form = await pages.FormAsync(context, Action, Controls.Field(name), Controls.Field(password), Controls.Buttons(Controls.Submit("Sign in")));
        await PageWriter.WriteAsync(context, new Page
        {
            Title = "Sign in",
            Lead = back.Client is { } client ? Html.Of($"to continue to <strong>{client.DisplayName}</strong>") : default,
            Content = Html.Join([Controls.ErrorSummary(name, password), form]),
            FormTargets = back.FormTargets,
        }, statusCode);
    }

    private async Task AskCodeAsync(HttpContext context, LoginReturn back, string ticket, string? error, int statusCode = StatusCodes.Status200OK)
    {
        FormField code = new(CodeField, "Six-digit code")
        {
            AutoComplete = "one-time-code",
            InputMode = "numeric",
            MaximumLength = 7,
            IsCode = true,
            IsFirst = true,
            Error = error,
        };
        var form = await pages.FormAsync(
            context, Action, Controls.Hidden(TicketField, ticket), Controls.Field(code), Controls.Buttons(Controls.Submit("Continue")));
        await PageWriter.WriteAsync(context, new Page
        {
            Title = "Enter your code",
            Lead = Html.Of($"Your authenticator shows a new one every 30 seconds."),
            Content = Html.Join([Controls.ErrorSummary(code), form]),
            FormTargets = back.FormTargets,
        }, statusCode);
    }
}

/// <summary>Who has given the right password and has yet to give a code.</summary>
internal sealed record SecondFactorTicket(string Subject, DateTimeOffset ExpiresAt);

[JsonSerializable(typeof(SecondFactorTicket))]
internal sealed partial class SignInJson : JsonSerializerContext;
