using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using OpenIddict.Abstractions;
using StsEmulator.IdentityProvider.Clients;
using StsEmulator.IdentityProvider.Users;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace StsEmulator.IdentityProvider.OpenId;

/// <summary>What tokens and userinfo say about a user, as far as the granted scopes allow.</summary>
internal static class UserClaims
{
    /// <summary>Session tags and source identity for AWS. Source: IAM user guide, "Passing session tags using AssumeRoleWithWebIdentity".</summary>
    private const string AwsTags = "https://aws.amazon.com/tags", AwsSourceIdentity = "https://aws.amazon.com/source_identity";

    private const string GroupsClaim = "groups";

    /// <summary>Makes the principal that tokens are written from.</summary>
    public static ClaimsPrincipal Principal(Grant grant, IdentityUser user, OpenIdClient client, string onceId)
    {
        ClaimsIdentity identity = new("oidc");
        grant.WriteTo(identity, onceId);
        foreach (var (name, value) in About(user, grant.Scopes))
            Set(identity, name, value);
        identity.SetClaim(Claims.AuthenticationTime, grant.AuthenticatedAt.ToUnixTimeSeconds());
        Set(identity, Claims.AuthenticationMethodReference, List(grant.Methods));
        identity.SetClaim("sid", grant.SessionId);
        if (user.AwsTags.Count > 0)
            identity.SetClaim(AwsTags, Tags(user));
        if (user.SourceIdentity is { } source)
            identity.SetClaim(AwsSourceIdentity, source);
        identity.SetResources(client.Audiences);
        identity.SetDestinations(claim => DestinationsOf(claim.Type));
        return new ClaimsPrincipal(identity);
    }

    /// <summary>The claims that the scopes bring, in ID tokens and userinfo alike.</summary>
    public static IEnumerable<KeyValuePair<string, JsonElement>> About(IdentityUser user, IReadOnlyList<string> scopes)
    {
        List<KeyValuePair<string, JsonElement>> claims = [];
        if (scopes.Contains(OpenIdScopes.Profile))
        {
            claims.Add(new(Claims.Name, Text(user.DisplayName)));
            claims.Add(new(Claims.PreferredUsername, Text(user.UserName)));
            claims.AddRange(user.Claims);
        }
        if (scopes.Contains(OpenIdScopes.Email) && user.Email is { } email)
        {
            claims.Add(new(Claims.Email, Text(email)));
            claims.Add(new(Claims.EmailVerified, JsonElement.Parse("true")));
        }
        if (scopes.Contains(OpenIdScopes.Groups))
            claims.Add(new(GroupsClaim, List(user.Groups)));
        return claims;
    }

    /// <summary>The framework takes lists and mappings as JSON, and everything else by its own type.</summary>
    private static void Set(ClaimsIdentity identity, string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object)
            identity.SetClaim(name, value);
        else if (value.ValueKind == JsonValueKind.Array)
            identity.AddClaim(new Claim(name, value.GetRawText(), JsonClaimValueTypes.JsonArray)); // One entry would lose its list otherwise.
        else if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            identity.SetClaim(name, value.GetBoolean());
        else if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number))
            identity.SetClaim(name, number);
        else
            identity.SetClaim(name, value.ToString());
    }

    private static IEnumerable<string> DestinationsOf(string claim) => claim switch
    {
        Claims.Subject => [Destinations.AccessToken, Destinations.IdentityToken],
        _ when Grant.IsInAccessTokens(claim) => [Destinations.AccessToken],
        _ when claim.StartsWith("sts:", StringComparison.Ordinal) || claim.StartsWith("oi_", StringComparison.Ordinal) => [],
        _ => [Destinations.IdentityToken],
    };

    private static JsonElement Tags(IdentityUser user)
    {
        JsonObject tags = [];
        foreach (var (key, value) in user.AwsTags)
            tags[key] = new JsonArray(JsonValue.Create(value));
        return JsonElement.Parse(new JsonObject { ["principal_tags"] = tags }.ToJsonString());
    }

    private static JsonElement List(IReadOnlyList<string> values) =>
        JsonElement.Parse(new JsonArray([.. values.Select(value => (JsonNode)JsonValue.Create(value)!)]).ToJsonString());

    private static JsonElement Text(string value) => JsonElement.Parse(JsonValue.Create(value).ToJsonString());
}
