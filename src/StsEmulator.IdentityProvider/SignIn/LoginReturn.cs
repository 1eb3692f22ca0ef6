using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using StsEmulator.IdentityProvider.Clients;
using StsEmulator.IdentityProvider.ConsoleSignIn;
using StsEmulator.IdentityProvider.OpenId;

namespace StsEmulator.IdentityProvider.SignIn;

/// <summary>
/// Where a browser goes once the person has signed in or answered. It is always a path of this provider; what comes from outside is only the
/// query to put behind it.
/// </summary>
internal sealed record LoginReturn(string Path, IReadOnlyDictionary<string, string> Parameters, OpenIdClient? Client)
{
    /// <summary>The longest query that is carried along, in characters.</summary>
    private const int MaximumLength = 8192;

    /// <summary>The parameter with an authorization request, and the one with the code of a device.</summary>
    public const string RequestParameter = "request", DeviceParameter = "device";

    /// <summary>The parameter that leads to the SAML identity provider's page.</summary>
    public const string SamlParameter = "saml";

    /// <summary>Reads it from the address of a page; null when that makes no sense.</summary>
    public static LoginReturn? Read(HttpRequest request, OpenIdClients clients, string path = OpenIdPaths.Authorize)
    {
        if (request.Query[DeviceParameter] is [{ Length: <= 64 } code])
            return new LoginReturn(OpenIdPaths.Device, new Dictionary<string, string> { ["user_code"] = code }, null);
        if (request.Query[SamlParameter] == "1")
            return new LoginReturn("", new Dictionary<string, string>(), null) { IsSaml = true };
        if (request.Query[RequestParameter] is not [{ } query])
            return new LoginReturn("", new Dictionary<string, string>(), null);
        if (query.Length is 0 or > MaximumLength)
            return null;
        Dictionary<string, string> parameters = QueryHelpers.ParseQuery(query)
            .Where(pair => pair.Value.Count == 1)
            .ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
        return new LoginReturn(path, parameters, clients.Find(parameters.GetValueOrDefault("client_id")));
    }

    private bool IsSaml { get; init; }

    public IReadOnlyList<string> Scopes => (Parameters.GetValueOrDefault("scope") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Gets where a form of a page leads in the end, for the content security policy; only what the client registered.</summary>
    public IReadOnlyList<Uri> FormTargets =>
        Client is not null && RedirectUri.IsRegistered(Client.RedirectUris, Parameters.GetValueOrDefault("redirect_uri"))
            ? [new Uri(Parameters["redirect_uri"])]
            : [];

    public string Location(string issuer, params ReadOnlySpan<KeyValuePair<string, string>> more)
    {
        // The page lies beside the OpenID provider, wherever a proxy puts both.
        if (IsSaml)
            return (issuer.EndsWith(OpenIdPaths.Prefix, StringComparison.Ordinal) ? issuer[..^OpenIdPaths.Prefix.Length] : issuer) + ConsolePaths.Saml;
        Dictionary<string, string?> all = Parameters.ToDictionary(pair => pair.Key, pair => (string?)pair.Value, StringComparer.Ordinal);
        foreach (var (name, value) in more)
            all[name] = value;
        return issuer + Path + QueryString.Create(all);
    }
}
