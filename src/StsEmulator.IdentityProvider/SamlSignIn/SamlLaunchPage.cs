using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using StsEmulator.Federation.Saml.Issuing;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Time;
using StsEmulator.IdentityProvider.Browser;
using StsEmulator.IdentityProvider.ConsoleSignIn;
using StsEmulator.IdentityProvider.OpenId;
using StsEmulator.IdentityProvider.Pages;
using StsEmulator.IdentityProvider.SignIn;
using StsEmulator.IdentityProvider.Users;

namespace StsEmulator.IdentityProvider.SamlSignIn;

/// <summary>
/// The SAML identity provider's side: a person who is signed in there picks what to take along, and the browser carries a signed response to
/// the AWS sign-in form. AWS never sends requests, so the provider always begins.
/// </summary>
internal sealed partial class SamlLaunchPage(
    ConsolePages pages, BrowserSessions browsers, IUserDirectory users, BuiltInSamlProvider provider, SamlResponseIssuer issuer, LiveDirectory directory,
    IdentityProviderAddress identityProvider, EmulatorClock clock)
{
    private const string RoleField = "role", AllRoles = "all", Place = "Identity provider";

    public async Task MetadataAsync(HttpContext context)
    {
        byte[] document = Encoding.UTF8.GetBytes(await provider.MetadataAsync(context.RequestAborted));
        context.Response.ContentType = "application/samlmetadata+xml";
        context.Response.ContentLength = document.Length;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(document, context.RequestAborted);
    }

    public async Task GetAsync(HttpContext context)
    {
        if (context.Request.Query.ContainsKey("SAMLRequest"))
        {
            await WriteAsync(context, Requested, null, StatusCodes.Status400BadRequest);
            return;
        }
        if (await UserAsync(context) is not var (session, user))
            return;
        Html content = user.SamlRoles.Count == 0
            ? Controls.Notice(Html.Of($"<p>No role is given to this user. The seed gives roles by <code>SamlRoles</code>.</p>"))
            : await pages.FormAsync(
                context, ConsolePaths.SamlLaunch, Controls.Choices("What do you want to take along?", Choices(user)), Controls.Buttons(Controls.Submit("Continue to AWS")));
        await WriteAsync(context, new Page
        {
            Title = "Sign in to AWS",
            Content = content,
        }, session, StatusCodes.Status200OK);
    }

    public async Task PostAsync(HttpContext context)
    {
        if (await pages.ReadFormAsync(context, ConsolePaths.SamlLaunch) is not { } form || await UserAsync(context) is not var (session, user))
            return;
        string chosen = form[RoleField].ToString();
        SamlRolePair[] roles = [.. user.SamlRoles.Where(role => chosen == AllRoles || role.RoleArn == chosen)];
        if (roles.Length == 0)
        {
            pages.SeeOther(context, ConsolePaths.Saml);
            return;
        }
        string response = issuer.Issue(Login(user, roles, session), await provider.CredentialAsync(context.RequestAborted), clock.GetUtcNow());
        await WriteAsync(context, new Page
        {
            Title = "On to AWS",
            Lead = Html.Of($"Your browser takes a signed statement about you along."),
            Content = Controls.HandOver(pages.PathOf(ConsolePaths.Saml), [new("SAMLResponse", response)], "Continue"),
            SubmitsItself = true,
        }, session, StatusCodes.Status200OK);
    }

    private SamlLogin Login(IdentityUser user, SamlRolePair[] roles, BrowserSession session) => new()
    {
        Issuer = provider.EntityId,
        // The real sign-in address, as an identity provider that is set up for AWS has it: trust policies compare `saml:aud` with that.
        Recipient = RecipientOf(roles[0].ProviderArn),
        NameId = user.Subject,
        Roles = roles,
        RoleSessionName = SessionNameOf(user),
        Tags = [.. user.AwsTags.Select(tag => new Tag(tag.Key, tag.Value))],
        SourceIdentity = user.SourceIdentity,
        SessionNotOnOrAfter = session.ExpiresAt,
    };

    /// <remarks>Source: IAM user guide, "Configure SAML assertions for the authentication response", and the consoles of the two other partitions.</remarks>
    private static string RecipientOf(string providerArn) => providerArn.Split(':') switch
    {
        [_, "aws-cn", ..] => "https://signin.amazonaws.cn/saml",
        [_, "aws-us-gov", ..] => "https://signin.amazonaws-us-gov.com/saml",
        _ => "https://signin.aws.amazon.com/saml",
    };

    private static string SessionNameOf(IdentityUser user) => user.Email is { } email && SessionNameForm.IsMatch(email) ? email
        : SessionNameForm.IsMatch(user.UserName) ? user.UserName
        : user.UserName + "@idp";

    private List<Html> Choices(IdentityUser user)
    {
        List<Html> choices = [];
        if (user.SamlRoles.Count > 1)
            choices.Add(Controls.Choice(RoleField, AllRoles, "All my roles", "You choose one at AWS.", isChosen: true));
        foreach (var role in user.SamlRoles)
            choices.Add(Controls.Choice(RoleField, role.RoleArn, SamlRoleNames.RoleOf(role.RoleArn), SamlRoleNames.AccountOf(role.RoleArn, directory.Current), choices.Count == 0));
        return choices;
    }

    /// <summary>Finds who is signed in at the identity provider; sends the browser to sign in, and gives null, when nobody is.</summary>
    private async ValueTask<(BrowserSession Session, IdentityUser User)?> UserAsync(HttpContext context)
    {
        if (await browsers.FindAsync(context, SignInRealm.IdentityProvider, context.RequestAborted) is { } session
            && await users.FindAsync(session.Subject, context.RequestAborted) is { } user)
        {
            return (session, user);
        }
        InteractionPages.SeeOther(context, $"{identityProvider.Issuer()}{OpenIdPaths.SignIn}?{LoginReturn.SamlParameter}=1");
        return null;
    }

    private Task WriteAsync(HttpContext context, Page page, BrowserSession? session, int statusCode) => PageWriter.WriteAsync(context, page with
    {
        Place = Place,
        SignedInAs = session?.DisplayName,
        SignOutPath = session is null ? null : identityProvider.Issuer() + OpenIdPaths.SignOut,
    }, statusCode);

    private static Page Requested { get; } = new()
    {
        Title = "Begin at the identity provider",
        Content = Html.Of($"<p>AWS sends no SAML requests: a person signs in at the identity provider first, and that sends a response. There is nothing here that answers a request.</p>"),
    };

    [GeneratedRegex(@"\A[a-zA-Z_0-9+=,.@-]{2,64}\z")]
    private static partial Regex SessionNameForm { get; }
}

/// <summary>Roles and accounts as people know them.</summary>
internal static class SamlRoleNames
{
    /// <summary>The role's name with its path, without the rest of the ARN.</summary>
    public static string RoleOf(string roleArn) => Arn.TryParse(roleArn, out var arn) && arn.Resource.StartsWith("role/", StringComparison.Ordinal)
        ? arn.Resource["role/".Length..]
        : roleArn;

    /// <summary>The account's id, and its alias where it has one.</summary>
    public static string AccountOf(string roleArn, DirectorySnapshot directory)
    {
        string id = Arn.TryParse(roleArn, out var arn) ? arn.Account : "";
        return directory.Find(id)?.Account.Alias is { } alias ? $"Account {id} ({alias})" : $"Account {id}";
    }
}
