using StsEmulator.Server.Configuration;

namespace StsEmulator.Server.Seeds;

/// <summary>The issuer of the built-in OpenID provider, as far as the built-in seed has to name it.</summary>
/// <param name="IsGiven">Whether it was asked for, or follows from the AWS listener.</param>
internal sealed record SeedIssuer(string Url, bool IsGiven)
{
    /// <summary>The issuer as the built-in seed writes it, without its scheme: in ARNs and condition keys it stands alone.</summary>
    private const string Written = "127.0.0.1:4592/oidc";

    public static SeedIssuer Of(ServerOptions options) => options.ConfiguredIssuer is { } given
        ? new(given, IsGiven: true)
        : new(options.AwsUrl.ForClients(options.AwsUrl.Port) + "/oidc", IsGiven: false);

    /// <summary>Puts the issuer in place of the one that is written.</summary>
    public string WriteInto(string seed) => seed
        .Replace("http://" + Written, Url, StringComparison.Ordinal)
        .Replace(Written, Url[(Url.IndexOf("://", StringComparison.Ordinal) + 3)..], StringComparison.Ordinal);
}
