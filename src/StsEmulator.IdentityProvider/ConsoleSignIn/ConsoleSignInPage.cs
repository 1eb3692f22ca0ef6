using System.Text.Json;
using Microsoft.AspNetCore.Http;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Mfa;
using StsEmulator.Iam.Sessions;
using StsEmulator.Iam.Time;
using StsEmulator.IdentityProvider.Browser;
using StsEmulator.IdentityProvider.Pages;

namespace StsEmulator.IdentityProvider.ConsoleSignIn;

/// <summary>Asks an IAM user, or root, for the password and, where there is a device, for its code.</summary>
internal sealed class ConsoleSignInPage(
    ConsolePages pages, ConsoleSessions sessions, ConsoleUsers users, PasswordLimiter limiter, MfaCheck mfa, SessionIssuer issuer,
    LiveDirectory directory, SealedText seal, EmulatorClock clock, ConsoleCalls calls)
{
    private const string AccountField = "account", UserNameField = "username", EmailField = "email", PasswordField = "password",
        CodeField = "code", TicketField = "ticket";

    private const string TicketPurpose = "console/second-factor";

    private const string Wrong = "Your sign-in details are wrong.", WrongCode = "The code is wrong or was used before.",
        TooMany = "There were too many wrong attempts. Try again in a few minutes.",
        MustChange = "This password must be replaced before it signs you in: call ChangePassword of the IAM API, or ask an administrator for UpdateLoginProfile.";

    /// <summary>The longest text that is looked at, and the longest ticket, in characters.</summary>
    private const int MaximumText = 256, MaximumTicket = 1024;

    /// <summary>How long a person has for the code, on the emulator clock.</summary>
    private static readonly TimeSpan TicketLifetime = TimeSpan.FromMinutes(10);

    public Task GetAsync(HttpContext context) => AskAsync(context, new Typed(IsRoot(context), context.Request.Query[AccountField].ToString(), ""), error: null);

    public async Task PostAsync(HttpContext context)
    {
        string path = IsRoot(context) ? ConsolePaths.Root : ConsolePaths.SignIn;
        if (await pages.ReadFormAsync(context, path) is not { } form)
            return;
        if (form[TicketField] is [{ } ticket])
            await CheckCodeAsync(context, ticket, form[CodeField].ToString());
        else
            await CheckPasswordAsync(context, Typed.Read(IsRoot(context), form), form[PasswordField].ToString());
    }

    private static bool IsRoot(HttpContext context) => context.Request.Path == ConsolePaths.Root;

    private async Task CheckPasswordAsync(HttpContext context, Typed typed, string password)
    {
        var cancellationToken = context.RequestAborted;
        if (!typed.IsComplete || password.Length is 0 or > MaximumText)
        {
            await AskAsync(context, typed, "Fill in every field.");
            return;
        }
        var account = typed.IsRoot ? null : users.FindAccount(typed.Account);
        // INVARIANT: nothing is compared before the attempt is counted.
        var attempt = await limiter.TryBeginAsync(
            SignInRealm.Console, $"{account?.Id.ToString() ?? typed.Account}/{typed.Name}".ToUpperInvariant(), context.Connection.RemoteIpAddress, cancellationToken);
        if (attempt is null)
        {
            await AskAsync(context, typed, TooMany, StatusCodes.Status429TooManyRequests);
            return;
        }
        var user = typed.IsRoot ? users.FindRoot(typed.Name) : ConsoleUsers.FindUser(account, typed.Name);
        if (!ConsoleUsers.IsPassword(user, password))
        {
            calls.RecordLogin(principal: null);
            await AskAsync(context, typed, Wrong);
            return;
        }
        await attempt.SucceedAsync(cancellationToken);
        if (user!.MfaDevices.Count == 0)
        {
            await FinishAsync(context, user, hasMfa: false);
            return;
        }
        ConsoleTicket ticket = new(user.Account.Id.ToString(), user.PrincipalId, clock.GetUtcNow() + TicketLifetime);
        byte[] content = JsonSerializer.SerializeToUtf8Bytes(ticket, ConsoleJson.Default.ConsoleTicket);
        await AskCodeAsync(context, await seal.SealAsync(TicketPurpose, content, cancellationToken), error: null);
    }

    private async Task CheckCodeAsync(HttpContext context, string ticketText, string code)
    {
        var cancellationToken = context.RequestAborted;
        if (await UserOfAsync(ticketText, cancellationToken) is not { } user)
        {
            await AskAsync(context, new Typed(IsRoot(context), "", ""), "That took too long. Enter your password again.");
            return;
        }
        var attempt = await limiter.TryBeginAsync(SignInRealm.Console, "code of " + user.PrincipalId, context.Connection.RemoteIpAddress, cancellationToken);
        if (attempt is null)
        {
            await AskCodeAsync(context, ticketText, TooMany, StatusCodes.Status429TooManyRequests);
            return;
        }
        string typed = string.Concat(code.Where(c => c != ' '));
        if (!await mfa.CheckAsync(user.PrincipalId, user.MfaDevices, typed, cancellationToken))
        {
            calls.RecordLogin(principal: null);
            await AskCodeAsync(context, ticketText, WrongCode);
            return;
        }
        await attempt.SucceedAsync(cancellationToken);
        await FinishAsync(context, user, hasMfa: true);
    }

    private async ValueTask<ConsoleUser?> UserOfAsync(string ticketText, CancellationToken cancellationToken)
    {
        if (ticketText.Length > MaximumTicket || await seal.OpenAsync(TicketPurpose, ticketText, cancellationToken) is not { } content)
            return null;
        var ticket = JsonSerializer.Deserialize(content, ConsoleJson.Default.ConsoleTicket)!;
        return clock.GetUtcNow() < ticket.ExpiresAt ? users.Find(ticket.AccountId, ticket.PrincipalId) : null;
    }

    private async Task FinishAsync(HttpContext context, ConsoleUser user, bool hasMfa)
    {
        // The page has no form for a new password: it refuses, rather than let the old one in.
        if (user.MustChangePassword(clock.GetUtcNow()))
        {
            calls.RecordLogin(principal: null);
            await AskAsync(context, new Typed(IsRoot: false, user.Account.Id.ToString(), user.User!.UserName), MustChange);
            return;
        }
        var facts = hasMfa ? new SessionFacts { MfaAuthenticatedAt = clock.GetUtcNow() } : null;
        var issued = await issuer.IssueAsync(
            SessionKind.SessionToken, directory.Current, user.Account, user.User, sessionName: null, SignInRealm.Console.Lifetime, facts, context.RequestAborted);
        if (issued is not var (session, token))
        {
            await pages.WriteAsync(context, StoreFull, statusCode: StatusCodes.Status503ServiceUnavailable);
            return;
        }
        calls.RecordLogin(session.Principal);
        if (user.User is { } named)
            await PasswordUse.RecordAsync(directory, user.Account.Id, named.UserId, clock.GetUtcNow(), context.RequestAborted);
        await sessions.BeginAsync(
            context, session, new ConsoleState(new HeldCredentials(session.AccessKeyId.Value, session.IsRoot ? null : token)),
            hasMfa ? ["pwd", "otp", "mfa"] : ["pwd"], end: null, context.RequestAborted);
        pages.SeeOther(context, ConsoleReturn.Read(context.Request));
    }

    private async Task AskAsync(HttpContext context, Typed typed, string? error, int statusCode = StatusCodes.Status200OK)
    {
        FormField account = new(AccountField, "Account ID or alias")
        {
            Value = typed.Account,
            AutoComplete = "organization",
            IsFirst = typed.Account.Length == 0,
        };
        FormField name = typed.IsRoot
            ? new(EmailField, "Root user email") { Value = typed.Name, Type = "email", AutoComplete = "username", IsFirst = typed.Name.Length == 0 }
            : new(UserNameField, "IAM user name") { Value = typed.Name, AutoComplete = "username", IsFirst = !account.IsFirst && typed.Name.Length == 0 };
        FormField password = new(PasswordField, "Password")
        {
            Type = "password",
            AutoComplete = "current-password",
            MaximumLength = MaximumText,
            Error = error,
            IsFirst = !name.IsFirst && (typed.IsRoot || !account.IsFirst),
        };
        FormField[] fields = typed.IsRoot ? [name, password] : [account, name, password];
        bool wasSignedIn = error is null && !typed.IsRoot && BrowserSessions.IsClaimed(context, SignInRealm.Console);
        var form = await pages.FormAsync(
            context, typed.IsRoot ? ConsolePaths.Root : ConsolePaths.SignIn, [.. fields.Select(Controls.Field), Controls.Buttons(Controls.Submit("Sign in"))]);
        await pages.WriteAsync(context, new Page
        {
            Title = typed.IsRoot ? "Sign in as root user" : "Sign in as IAM user",
            Content = Html.Join(
            [
                wasSignedIn ? Controls.Notice(Html.Of($"<p>Your session has ended. Sign in again.</p>")) : Html.Nothing,
                Controls.ErrorSummary(fields),
                form,
                Other(typed.IsRoot),
            ]),
        }, statusCode: statusCode);
    }

    private Html Other(bool isRoot) => isRoot
        ? Html.Of($"<p class=\"other\"><a href=\"{pages.PathOf(ConsolePaths.SignIn)}\">Sign in as IAM user</a></p>")
        : Html.Of($"<p class=\"other\"><a href=\"{pages.PathOf(ConsolePaths.Root)}\">Sign in as root user</a> · <a href=\"{pages.PathOf(ConsolePaths.Saml)}\">Sign in through the identity provider</a></p>");

    private async Task AskCodeAsync(HttpContext context, string ticket, string? error, int statusCode = StatusCodes.Status200OK)
    {
        FormField code = new(CodeField, "MFA code")
        {
            AutoComplete = "one-time-code",
            InputMode = "numeric",
            MaximumLength = 7,
            IsCode = true,
            IsFirst = true,
            Error = error,
        };
        var form = await pages.FormAsync(
            context, IsRoot(context) ? ConsolePaths.Root : ConsolePaths.SignIn, Controls.Hidden(TicketField, ticket), Controls.Field(code),
            Controls.Buttons(Controls.Submit("Continue")));
        await pages.WriteAsync(context, new Page
        {
            Title = "Enter your MFA code",
            Lead = Html.Of($"Your device shows a new one every 30 seconds."),
            Content = Html.Join([Controls.ErrorSummary(code), form]),
        }, statusCode: statusCode);
    }

    internal static Page StoreFull { get; } = new()
    {
        Title = "There is no room for another session",
        Content = Html.Of($"<p>The store holds as many live sessions as it may. Try again when some have expired.</p>"),
    };

    /// <summary>What a person typed, without the password.</summary>
    /// <param name="Account">Empty for root.</param>
    /// <param name="Name">The user name, or the e-mail address of root.</param>
    private sealed record Typed(bool IsRoot, string Account, string Name)
    {
        public bool IsComplete => Name.Length is > 0 and <= MaximumText && (IsRoot || Account.Length is > 0 and <= MaximumText);

        public static Typed Read(bool isRoot, IFormCollection form) => isRoot
            ? new(true, "", form[EmailField].ToString().Trim())
            : new(false, form[AccountField].ToString().Trim(), form[UserNameField].ToString().Trim());
    }
}

/// <summary>Who has given the right password and has yet to give a code.</summary>
internal sealed record ConsoleTicket(string AccountId, string PrincipalId, DateTimeOffset ExpiresAt);
