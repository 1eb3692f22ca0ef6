using System.Buffers;
using System.Net;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;

namespace StsEmulator.Server.Seeds;

/// <summary>Reads OIDC providers.</summary>
internal sealed class ProviderReader(SeedDraft draft, JwksFiles jwksFiles)
{
    /// <summary>Client ids and thumbprints per provider. Source: IAM API, CreateOpenIDConnectProvider.</summary>
    private const int MaximumClientIds = 100, MaximumThumbprints = 5;

    private static readonly SearchValues<char> NotInIssuer = SearchValues.Create("?#@\\\"<>");

    public void ReadOidc(SeedNode node, AccountId account)
    {
        SeedElement element = new(node, draft.Problems, "Url", "ClientIdList", "ThumbprintList", "JwksFile", "TestIssuer");
        string? url = element.Required("Url", TextRule.Url);
        // The built-in provider may be known by a name and port that containers see.
        if (url is not null && url != draft.Issuer?.Url && CheckIssuer(url) is { } wrong)
        {
            element.Report("Url", wrong);
            url = null;
        }
        List<string> clientIds = element.Texts("ClientIdList", TextRule.ClientId, MaximumClientIds);
        List<string> thumbprints = element.Texts("ThumbprintList", TextRule.Thumbprint, MaximumThumbprints);
        string? jwks = Jwks(element, jwksFiles);
        bool isTestIssuer = element.Flag("TestIssuer", absent: false);
        if (isTestIssuer && jwks is not null)
            element.Report("TestIssuer", "a test issuer has the emulator's keys; leave out `JwksFile`, or `TestIssuer`");
        if (url is null)
            return;
        draft.Add(
            new OidcProvider
            {
                AccountId = account,
                CreateDate = draft.Now,
                Url = url,
                ClientIdList = clientIds,
                ThumbprintList = thumbprints,
                Jwks = jwks,
                IsTestIssuer = isTestIssuer,
                MayBePrivate = true,
            },
            element.PlaceOf("Url"));
    }

    /// <summary>https without port and query, as in the real service; an issuer on loopback may be http with a port.</summary>
    internal static string? CheckIssuer(string url)
    {
        const string Expected = "expected an https URL without port, query and fragment, or http on a loopback address";
        bool isSecure = url.StartsWith("https://", StringComparison.Ordinal);
        if (!isSecure && !url.StartsWith("http://", StringComparison.Ordinal))
            return Expected;
        if (url.AsSpan().ContainsAnyExceptInRange('!', '~') || url.AsSpan().ContainsAny(NotInIssuer) || !Uri.TryCreate(url, UriKind.Absolute, out var parsed))
            return Expected;
        string authority = url[(url.IndexOf("://", StringComparison.Ordinal) + 3)..].Split('/', 2)[0];
        if (authority.Length == 0)
            return Expected;
        bool isLoopback = parsed.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(parsed.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
        bool hasPort = authority.LastIndexOf(':') > authority.LastIndexOf(']');
        return isLoopback || (isSecure && !hasPort) ? null : Expected;
    }

    internal static string? Jwks(SeedElement element, JwksFiles jwksFiles)
    {
        if (element.Text("JwksFile", TextRule.FileName) is not { } name)
            return null;
        string? jwks = jwksFiles.Read(name, out string? problem);
        if (problem is not null)
            element.Report("JwksFile", problem);
        return jwks;
    }
}
