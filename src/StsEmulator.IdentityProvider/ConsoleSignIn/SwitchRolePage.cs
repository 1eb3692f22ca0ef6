using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Sessions;
using StsEmulator.IdentityProvider.Pages;

namespace StsEmulator.IdentityProvider.ConsoleSignIn;

/// <summary>
/// Switches to a role and back. It is AssumeRole by whoever signed in, with that person's permissions and MFA, and the trust policy of the role.
/// </summary>
internal sealed partial class SwitchRolePage(
    ConsolePages pages, ConsoleSessions sessions, ConsoleUsers users, ConsoleCalls calls, RoleAssumption assumption, RoleHistory history)
{
    private const string Action = "sts:AssumeRole";

    /// <summary>The longest role name with its path, and the longest display name, in characters. Source: IAM quotas; the real console's form.</summary>
    private const int MaximumRoleName = 512 + 64, MaximumDisplayName = 64, MaximumAccount = 63;

    private const string Refused = "You cannot switch to this role. Check the account and the role, or ask its administrator.";

    public async Task GetAsync(HttpContext context)
    {
        if (await sessions.FindAsync(context, context.RequestAborted) is not { } signedIn)
        {
            pages.SeeOther(context, ConsoleReturn.SignInFor(context.Request));
            return;
        }
        var query = context.Request.Query;
        await AskAsync(context, signedIn, new RecentRole(
            query[SwitchRoleFields.Account].ToString(), query[SwitchRoleFields.RoleName].ToString(), query[SwitchRoleFields.DisplayName].ToString()), null, null);
    }

    public async Task PostAsync(HttpContext context)
    {
        if (await pages.ReadFormAsync(context, ConsolePaths.SwitchRole) is not { } form)
            return;
        if (await sessions.FindAsync(context, context.RequestAborted) is not { } signedIn)
        {
            pages.SeeOther(context, ConsolePaths.SignIn);
            return;
        }
        string display = form[SwitchRoleFields.DisplayName].ToString().Trim();
        RecentRole wanted = new(
            form[SwitchRoleFields.Account].ToString().Trim(), form[SwitchRoleFields.RoleName].ToString().Trim().TrimStart('/'), display.Length == 0 ? null : display);
        if (wanted.Account.Length is 0 or > MaximumAccount || wanted.RoleName.Length > MaximumRoleName || !RoleNameForm.IsMatch(wanted.RoleName)
            || display.Length > MaximumDisplayName)
        {
            await AskAsync(context, signedIn, wanted, "Enter an account and the name of a role in it.", null);
            return;
        }
        await SwitchAsync(context, signedIn, wanted);
    }

    public async Task PostBackAsync(HttpContext context)
    {
        if (await pages.ReadFormAsync(context, ConsolePaths.SwitchBack) is null)
            return;
        if (await sessions.FindAsync(context, context.RequestAborted) is { State.Role: not null } signedIn)
            await sessions.ContinueAsync(context, signedIn, signedIn.State with { Role = null, RoleDisplayName = null }, context.RequestAborted);
        pages.SeeOther(context, ConsolePaths.SignIn);
    }

    /// <summary>The part of the signed-in page that is about roles.</summary>
    public async ValueTask<Html> OffersAsync(HttpContext context, SignedIn signedIn)
    {
        List<Html> parts = [Html.Of($"<h2>Roles</h2>")];
        if (signedIn.State.Role is not null)
        {
            parts.Add(await pages.FormAsync(
                context, ConsolePaths.SwitchBack, Controls.Buttons(Controls.Submit($"Switch back to {signedIn.Browser.DisplayName}"))));
        }
        var recent = await history.ReadAsync(context, signedIn.Base.Principal, context.RequestAborted);
        List<Html> forms = [];
        foreach (var role in recent)
        {
            forms.Add(await pages.FormAsync(
                context, ConsolePaths.SwitchRole, Controls.Hidden(SwitchRoleFields.Account, role.Account),
                Controls.Hidden(SwitchRoleFields.RoleName, role.RoleName), Controls.Hidden(SwitchRoleFields.DisplayName, role.DisplayName),
                Controls.StepBack("Switch to " + role.Label)));
        }
        if (forms.Count > 0)
            parts.Add(Html.Of($"<ul class=\"row\">{Html.Join(forms.Select(form => Html.Of($"<li>{form}</li>")))}</ul>"));
        parts.Add(Html.Of($"<p><a href=\"{pages.PathOf(ConsolePaths.SwitchRole)}\">Switch role</a></p>"));
        return Html.Join(parts);
    }

    private async Task SwitchAsync(HttpContext context, SignedIn signedIn, RecentRole wanted)
    {
        var cancellationToken = context.RequestAborted;
        string account = users.FindAccount(wanted.Account)?.Id.ToString() ?? wanted.Account;
        string arn = $"arn:{signedIn.Base.Account.Partition}:iam::{account}:role/{wanted.RoleName}";
        if (!AccountId.TryParse(account, out _) || !Arn.TryParse(arn, out var roleArn))
        {
            await AskAsync(context, signedIn, wanted, Refused, null);
            return;
        }
        var outcome = await assumption.AssumeAsync(
            new RoleAssumptionRequest
            {
                Caller = signedIn.Base,
                RoleArn = roleArn,
                SessionName = SessionNameOf(signedIn),
                // It ends with the session of the person at the latest. Source: IAM user guide, "Switch from a user to an IAM role (console)".
                LongestDuration = calls.UntilThen(signedIn.Browser.ExpiresAt),
                Facts = ConsolePages.Facts(context),
            },
            cancellationToken);
        calls.Record(Action, arn, signedIn.Base.Principal, outcome);
        if (!outcome.IsIssued)
        {
            await AskAsync(context, signedIn, wanted, Refused, Reason(outcome.Refusal, signedIn, arn));
            return;
        }
        await history.AddAsync(context, signedIn.Base.Principal, wanted, cancellationToken);
        await sessions.ContinueAsync(
            context, signedIn,
            signedIn.State with
            {
                Role = new HeldCredentials(outcome.Issued.Session.AccessKeyId.Value, outcome.Issued.SessionToken),
                RoleDisplayName = wanted.DisplayName,
            },
            cancellationToken);
        pages.SeeOther(context, ConsolePaths.SignIn);
    }

    /// <summary>The real console names the session after the person. A session name has two characters at least; a user name may have one.</summary>
    private static string SessionNameOf(SignedIn signedIn)
    {
        var principal = signedIn.Base.Principal;
        string name = principal.SessionName ?? principal.Name ?? "root";
        return name.Length < 2 ? name + "@console" : name;
    }

    private static string? Reason(RoleAssumptionRefusal refusal, SignedIn signedIn, string arn) => refusal.Failure switch
    {
        RoleAssumptionFailure.RootCaller => "Roles may not be assumed by root accounts.",
        RoleAssumptionFailure.NotAuthorized => Iam.Policies.AccessDeniedMessage.ForRole(signedIn.Base.Principal, refusal.Action!, arn),
        RoleAssumptionFailure.StoreFull => "The store holds as many live sessions as it may.",
        _ => refusal.Failure.ToString(),
    };

    private async Task AskAsync(HttpContext context, SignedIn signedIn, RecentRole typed, string? error, string? reason)
    {
        FormField account = new(SwitchRoleFields.Account, "Account ID or alias")
        {
            Value = typed.Account,
            MaximumLength = MaximumAccount,
            IsFirst = typed.Account.Length == 0,
        };
        FormField role = new(SwitchRoleFields.RoleName, "Role name")
        {
            Value = typed.RoleName,
            Hint = "With its path, where it has one: division/deploy.",
            MaximumLength = MaximumRoleName,
            Error = error,
        };
        FormField display = new(SwitchRoleFields.DisplayName, "Display name (optional)")
        {
            Value = typed.DisplayName,
            MaximumLength = MaximumDisplayName,
        };
        var form = await pages.FormAsync(
            context, ConsolePaths.SwitchRole, Controls.Field(account), Controls.Field(role), Controls.Field(display), Controls.Buttons(Controls.Submit("Switch role")));
        await pages.WriteAsync(context, new Page
        {
            Title = "Switch role",
            Lead = Html.Of($"You act with the permissions of the role until you switch back, for an hour at most."),
            Content = Html.Join(
            [
                Controls.ErrorSummary(role),
                reason is null ? Html.Nothing : Controls.Notice(Html.Of($"<p>{reason}</p><p>The list of the latest calls, <code>GET /_sts/events</code>, tells why.</p>")),
                form,
                Html.Of($"<p class=\"other\"><a href=\"{pages.PathOf(ConsolePaths.SignIn)}\">Back</a></p>"),
            ]),
        }, signedIn);
    }

    /// <summary>Path and name. Source: IAM API model, pathType and roleNameType.</summary>
    [GeneratedRegex(@"\A(?:[\x21-\x2E\x30-\x7E]+/)*[\w+=,.@-]{1,64}\z", RegexOptions.ECMAScript)]
    private static partial Regex RoleNameForm { get; }
}
