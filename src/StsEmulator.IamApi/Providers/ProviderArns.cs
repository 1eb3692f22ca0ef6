using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Protocols.Query;

namespace StsEmulator.IamApi.Providers;

/// <summary>The providers that requests name by their ARNs.</summary>
internal static class ProviderArns
{
    private const string OidcPrefix = "oidc-provider/", SamlPrefix = "saml-provider/";

    /// <summary>Reads the ARN of an OpenID Connect provider and finds whose it is in the caller's account.</summary>
    public static TaggedEntity<OidcProvider> OidcProvider(this IamCall call)
    {
        string arn = call.Read.Required("OpenIDConnectProviderArn", 20, 2048, TextPattern.Arn);
        var provider = Name(arn, OidcPrefix) is { } name ? call.Account.FindOidcProvider(name) : null;
        return new TaggedEntity<OidcProvider>(arn, provider?.Arn(call.Partition) == arn ? provider : null, IamErrors.NoSuchOidcProvider(arn));
    }

    /// <summary>Reads the ARN of a SAML provider and finds whose it is in the caller's account.</summary>
    public static TaggedEntity<SamlProvider> SamlProvider(this IamCall call)
    {
        string arn = call.Read.Required("SAMLProviderArn", 20, 2048, TextPattern.Arn);
        var provider = Name(arn, SamlPrefix) is { } name ? call.Account.FindSamlProvider(name) : null;
        return new TaggedEntity<SamlProvider>(arn, provider?.Arn(call.Partition) == arn ? provider : null, IamErrors.NoSuchSamlProvider(arn));
    }

    private static string? Name(string arn, string prefix) =>
        Arn.TryParse(arn, out var parsed) && parsed.Resource.StartsWith(prefix, StringComparison.Ordinal) ? parsed.Resource[prefix.Length..] : null;
}
