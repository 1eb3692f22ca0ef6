using Microsoft.AspNetCore.Http;
using StsEmulator.Federation.Saml;
using StsEmulator.Federation.Saml.Issuing;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Policies;
using StsEmulator.Iam.Sessions;
using StsEmulator.IdentityProvider.ConsoleSignIn;
using StsEmulator.IdentityProvider.Pages;

namespace StsEmulator.IdentityProvider.SamlSignIn;

/// <summary>
/// The AWS side: takes the response of whichever identity provider an account trusts, lets the person choose among the roles in it, and signs
/// the browser in with that role, as AssumeRoleWithSAML would.
/// </summary>
internal sealed class SamlConsolePage(
    ConsolePages pages, ConsoleSessions sessions, ConsoleCalls calls, SamlValidator validator, RoleAssumption assumption, LiveDirectory directory,
    IdentifierGenerator identifiers)
{
    private const string ResponseField = "SAMLResponse", RelayStateField = "RelayState", RoleField = "role";

    /// <summary>Takes a response from any site: what it says, and who signed it, is what counts.</summary>
    public async Task PostAsync(HttpContext context)
    {
        if (await ConsolePages.ReadFormAsync(context) is not { } form || form[ResponseField] is not [{ Length: > 0 } response])
        {
            await FailAsync(context, "The form holds no SAMLResponse.");
            return;
        }
        var offer = await validator.FindRolesAsync(directory.Current, response, context.RequestAborted);
        string relayState = form[RelayStateField].ToString();
        if (offer.Roles.Count == 0)
            await FailAsync(context, SamlError.Of(offer.Refusal, identifiers.RequestId()).Message);
        else if (offer.Roles.Count == 1)
            await AssumeAsync(context, offer.Roles[0], response, relayState);
        else
            await AskAsync(context, offer.Roles, response, relayState, error: null);
    }

    public async Task PostRoleAsync(HttpContext context)
    {
        if (await pages.ReadFormAsync(context, ConsolePaths.SamlRole) is not { } form)
            return;
        string response = form[ResponseField].ToString(), relayState = form[RelayStateField].ToString();
        if (form[RoleField].ToString().Split(',') is [var role, var provider])
        {
            await AssumeAsync(context, new SamlRolePair(role, provider), response, relayState);
            return;
        }
        var offer = await validator.FindRolesAsync(directory.Current, response, context.RequestAborted);
        if (offer.Roles.Count == 0)
            await FailAsync(context, SamlError.Of(offer.Refusal, identifiers.RequestId()).Message);
        else
            await AskAsync(context, offer.Roles, response, relayState, "Choose a role.");
    }

    private async Task AssumeAsync(HttpContext context, SamlRolePair pair, string response, string relayState)
    {
        var cancellationToken = context.RequestAborted;
        if (!Arn.TryParse(pair.RoleArn, out var role) || !Arn.TryParse(pair.ProviderArn, out var provider))
        {
            await FailAsync(context, SamlError.Of(SamlRefusalKind.RoleNotOffered, identifiers.RequestId()).Message);
            return;
        }
        var validated = await validator.ValidateAsync(directory.Current.Find(provider.Account), pair.ProviderArn, pair.RoleArn, response, cancellationToken);
        if (!validated.IsValid)
        {
            await FailAsync(context, SamlError.Of(validated.Refusal, identifiers.RequestId()).Message);
            return;
        }
        RoleAssumptionResult outcome = SamlAssumption.MayServe(provider, role)
            ? await assumption.AssumeAsync(SamlAssumption.Request(validated.Identity, role, ConsolePages.Facts(context)), cancellationToken)
            : new RoleAssumptionRefusal(RoleAssumptionFailure.NotAuthorized, SamlAssumption.Action);
        calls.Record(SamlAssumption.Action, pair.RoleArn, caller: null, outcome);
        if (!outcome.IsIssued)
        {
            await FailAsync(context, outcome.Refusal.Failure == RoleAssumptionFailure.StoreFull
                ? "The store holds as many live sessions as it may."
                : AccessDeniedMessage.ForFederation(SamlAssumption.Action));
            return;
        }
        var destination = ConsoleDestination.Read(relayState, pages.Address) ?? new ConsoleDestination(null, null);
        var session = outcome.Issued.Session;
        calls.RecordLogin(session.Principal);
        ConsoleState state = new(new HeldCredentials(session.AccessKeyId.Value, outcome.Issued.SessionToken)) { Destination = destination.ConsoleUrl };
        await sessions.BeginAsync(context, session, state, [SignInMethods.Saml], end: null, cancellationToken);
        destination.Follow(context, pages);
    }

    private async Task AskAsync(HttpContext context, IReadOnlyList<SamlRolePair> roles, string response, string relayState, string? error)
    {
        var groups = roles.GroupBy(role => SamlRoleNames.AccountOf(role.RoleArn, directory.Current), StringComparer.Ordinal)
            .Select(group => Controls.Choices(group.Key, group.Select(role => Controls.Choice(
                RoleField, $"{role.RoleArn},{role.ProviderArn}", SamlRoleNames.RoleOf(role.RoleArn), role.RoleArn, isChosen: false))));
        var form = await pages.FormAsync(
            context, ConsolePaths.SamlRole, Controls.Hidden(ResponseField, response), Controls.Hidden(RelayStateField, relayState),
            Html.Join(groups), Controls.Buttons(Controls.Submit("Sign in")));
        await pages.WriteAsync(context, new Page
        {
            Title = "Select a role",
            Content = Html.Join([error is null ? Html.Nothing : Controls.Warning(Html.Of($"<p>{error}</p>")), form]),
        });
    }

    private Task FailAsync(HttpContext context, string problem) => pages.WriteAsync(context, new Page
    {
        Title = "This sign-in cannot go on",
        Lead = Html.Of($"The response of the identity provider was refused."),
        Content = Html.Join([Controls.Warning(Html.Of($"<p>{problem}</p>")), Html.Of($"<p>Begin again at the identity provider.</p>")]),
    }, statusCode: StatusCodes.Status400BadRequest);
}
