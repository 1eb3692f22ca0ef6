using System.Text.Json;
using StsEmulator.Federation.Saml;
using StsEmulator.Federation.Saml.Issuing;
using StsEmulator.Federation.Tokens;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.IdentityProvider;
using StsEmulator.IdentityProvider.Clients;
using StsEmulator.IdentityProvider.Users;

namespace StsEmulator.Server.Seeds;

/// <summary>Reads the users and clients of the built-in identity provider, from all files together.</summary>
internal sealed class IdentityProviderReader(SeedProblems problems)
{
    /// <summary>What one emulator holds, and what one user or client has at most.</summary>
    private const int MaximumUsers = 10_000, MaximumClients = 1000, MaximumGroups = 200, MaximumClaims = 50, MaximumUris = 50,
        MaximumSamlRoles = 250;

    /// <summary>Session tags of one session. Source: STS API, AssumeRoleWithWebIdentity.</summary>
    private const int MaximumTags = 50;

    private readonly List<SeededUser> users = [];
    private readonly List<OpenIdClient> clients = [];
    private readonly List<Action<DirectorySnapshot>> checks = [];
    private readonly Dictionary<string, SeedPlace> userNames = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, SeedPlace> subjects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SeedPlace> clientIds = new(StringComparer.Ordinal);

    public IdentityProviderSettings Finish() => new(users, clients);

    /// <summary>Checks what was read against the accounts, once all of them are known.</summary>
    public void CheckAgainst(DirectorySnapshot directory)
    {
        foreach (var check in checks)
            check(directory);
    }

    public void Read(SeedNode node)
    {
        SeedElement element = new(node, problems, "Users", "Clients");
        foreach (var item in element.Items("Users", MaximumUsers))
            ReadUser(item);
        foreach (var item in element.Items("Clients", MaximumClients))
            ReadClient(item);
    }

    private void ReadUser(SeedNode node)
    {
        SeedElement element = new(
            node, problems, "UserName", "Password", "Subject", "DisplayName", "Email", "Groups", "MfaSeed", "Claims", "AwsTags", "SourceIdentity",
            "SamlRoles");
        string? name = element.Required("UserName", TextRule.UserName);
        string? password = element.Required("Password", TextRule.Password);
        string? subject = element.Text("Subject", TextRule.Subject) ?? name;
        bool isNew = Claim(userNames, "user", name, element.PlaceOf("UserName")) & Claim(subjects, "subject", subject, element.PlaceOf("Subject"));
        IdentityUser user = new()
        {
            UserName = name ?? "",
            Subject = subject ?? "",
            DisplayName = element.Text("DisplayName", TextRule.DisplayName) ?? name ?? "",
            Email = element.Text("Email", TextRule.Email),
            Groups = element.Texts("Groups", TextRule.GroupName, MaximumGroups),
            MfaSeed = element.Text("MfaSeed", TextRule.Base32),
            Claims = Claims(element),
            AwsTags = Tags(element),
            SourceIdentity = element.Text("SourceIdentity", TextRule.SourceIdentity),
            SamlRoles = SamlRoles(element),
        };
        if (isNew && password is not null)
            users.Add(new SeededUser(user, password));
    }

    private void ReadClient(SeedNode node)
    {
        SeedElement element = new(
            node, problems, "ClientId", "ClientName", "ClientSecret", "RedirectUris", "PostLogoutRedirectUris", "GrantTypes", "Scopes", "Audiences",
            "IdTokenSignedResponseAlg", "RequireConsent");
        string? id = element.Required("ClientId", TextRule.ClientId);
        OpenIdClient client = new()
        {
            ClientId = id ?? "",
            ClientName = element.Text("ClientName", TextRule.DisplayName),
            ClientSecret = element.Text("ClientSecret", TextRule.ClientSecret),
            RedirectUris = Uris(element, "RedirectUris"),
            PostLogoutRedirectUris = Uris(element, "PostLogoutRedirectUris"),
            Audiences = element.Texts("Audiences", TextRule.ClientId, MaximumUris),
            SigningAlgorithm = element.Word("IdTokenSignedResponseAlg", "RS256", "ES256") == "ES256" ? SignatureAlgorithm.ES256 : SignatureAlgorithm.RS256,
            RequireConsent = element.Flag("RequireConsent", absent: false),
        };
        if (element.Find("GrantTypes") is not null)
            client = client with { GrantTypes = Words(element, "GrantTypes", OpenIdGrants.All) };
        if (element.Find("Scopes") is not null)
            client = client with { Scopes = Words(element, "Scopes", OpenIdScopes.All) };
        if (client.IsPublic && client.GrantTypes.Contains(OpenIdGrants.ClientCredentials))
            element.Report("GrantTypes", "`client_credentials` needs a `ClientSecret`");
        if (client.GrantTypes.Contains(OpenIdGrants.AuthorizationCode) && client.RedirectUris.Count == 0)
            element.Report("RedirectUris", "`authorization_code` needs a redirect URI");
        if (Claim(clientIds, "client", id, element.PlaceOf("ClientId")))
            clients.Add(client);
    }

    private static List<string> Words(SeedElement element, string name, IReadOnlyList<string> known)
    {
        List<string> words = element.Texts(name, TextRule.Name);
        foreach (string word in words.Where(word => !known.Contains(word)))
            element.Report(name, $"`{word}` is not one of {string.Join(", ", known)}");
        return words;
    }

    private static List<string> Uris(SeedElement element, string name)
    {
        List<string> uris = element.Texts(name, TextRule.RedirectUri, MaximumUris);
        foreach (string uri in uris)
        {
            if (RedirectUri.Check(uri) is { } problem)
                element.Report(name, $"`{uri}`: {problem}");
        }
        return uris;
    }

    private Dictionary<string, JsonElement> Claims(SeedElement user)
    {
        Dictionary<string, JsonElement> claims = new(StringComparer.Ordinal);
        if (user.Find("Claims") is not { } node)
            return claims;
        if (node.Kind != SeedNodeKind.Mapping || node.Members.Count > MaximumClaims)
        {
            user.Report("Claims", $"expected a mapping of at most {MaximumClaims} claims");
            return claims;
        }
        foreach (var (name, place, value) in node.Members)
        {
            if (TextRule.ClaimName.Check(name) is { } problem)
                problems.Add(place, $"Claims: {problem}");
            else if (ReservedClaims.Contains(name))
                problems.Add(place, $"Claims: `{name}` is set by the provider itself");
            else
                claims[name] = SeedClaim.ToJson(value);
        }
        return claims;
    }

    private Dictionary<string, string> Tags(SeedElement user)
    {
        Dictionary<string, string> tags = new(StringComparer.Ordinal);
        if (user.Find("AwsTags") is not { } node)
            return tags;
        if (node.Kind != SeedNodeKind.Mapping || node.Members.Count > MaximumTags)
        {
            user.Report("AwsTags", $"expected a mapping of at most {MaximumTags} tags");
            return tags;
        }
        foreach (var (key, place, value) in node.Members)
        {
            if ((TextRule.TagKey.Check(key) ?? (value.Kind == SeedNodeKind.Scalar ? TextRule.TagValue.Check(value.Text) : "expected a text")) is { } problem)
                problems.Add(place, $"AwsTags: {problem}");
            else
                tags[key] = value.Text;
        }
        return tags;
    }

    private List<SamlRolePair> SamlRoles(SeedElement user)
    {
        List<SamlRolePair> roles = [];
        foreach (var item in user.Items("SamlRoles", MaximumSamlRoles))
        {
            SeedElement element = new(item, problems, "Role", "Provider");
            string? role = element.Required("Role", TextRule.Arn);
            string? provider = element.Required("Provider", TextRule.Arn);
            if (role is null || provider is null)
                continue;
            roles.Add(new SamlRolePair(role, provider));
            checks.Add(directory => CheckSamlRole(element, role, provider, directory));
        }
        return roles;
    }

    private static void CheckSamlRole(SeedElement element, string role, string provider, DirectorySnapshot directory)
    {
        if (!Arn.TryParse(role, out var roleArn) || directory.FindRole(roleArn) is null)
            element.Report("Role", $"there is no role `{role}`");
        var account = Arn.TryParse(provider, out var providerArn) ? directory.Find(providerArn.Account) : null;
        if (account?.FindSamlProvider(providerArn!.ResourceName) is not { } found || found.Arn(account.Partition) != provider)
            element.Report("Provider", $"there is no SAML provider `{provider}`");
        else if (!found.IsBuiltIn)
            element.Report("Provider", $"`{provider}` is another identity provider; expected one with `BuiltIn: true`");
        else if (roleArn is not null && !SamlAssumption.MayServe(providerArn!, roleArn))
            element.Report("Role", $"a provider serves roles of its own account, and no reserved ones; `{role}` is none of them");
    }

    private bool Claim(Dictionary<string, SeedPlace> taken, string kind, string? name, SeedPlace place)
    {
        if (name is null || taken.TryAdd(name, place))
            return name is not null;
        problems.Add(place, $"{kind} `{name}` is already at {taken[name].File}:{taken[name].Line}");
        return false;
    }
}
