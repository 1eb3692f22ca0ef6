using System.Security.Cryptography;
using System.Text;
using StsEmulator.Iam.Identifiers;

namespace StsEmulator.Federation.Outbound;

/// <summary>
/// The issuers of outbound web identity tokens, one per account. Their URLs follow from the account and the emulator's public URL alone,
/// so every replica and every start gives the same.
/// </summary>
/// <param name="publicUrl">Gives the URL under which others reach the AWS listener, without a slash at its end.</param>
public sealed class OutboundIssuer(Func<string> publicUrl)
{
    /// <summary>The path below which the issuers stand.</summary>
    public const string Path = "/outbound";

    /// <summary>Where the real service has its issuers: <c>https://&lt;id&gt;.tokens.sts.global.api.aws</c>.</summary>
    private const string RealHostSuffix = ".tokens.sts.global.api.aws";

    /// <summary>Gets the issuer of an account: what <c>iss</c> says, and what GetOutboundWebIdentityFederationInfo shows.</summary>
    public string UrlOf(AccountId account) => $"{publicUrl()}{Path}/{IdOf(account)}";

    /// <summary>Gets the issuer's id, a UUID. Its last group is the account, the rest keeps it from being guessed from another's.</summary>
    public static string IdOf(AccountId account)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.ASCII.GetBytes($"outbound-issuer {account}"), digest);
        string hex = Convert.ToHexStringLower(digest[..10]);
        return $"{hex[..8]}-{hex[8..12]}-8{hex[12..15]}-8{hex[16..19]}-{account}";
    }

    /// <summary>Finds the account of an issuer id.</summary>
    public static bool TryGetAccount(string id, out AccountId account)
    {
        int last = id.LastIndexOf('-');
        return AccountId.TryParse(last < 0 ? null : id[(last + 1)..], out account) && IdOf(account) == id;
    }

    /// <summary>
    /// Says whether a token's issuer is one of these, here or in the real service: AssumeRoleWithWebIdentity takes no such token.
    /// </summary>
    public bool IsOutbound(string issuer)
    {
        if (Uri.TryCreate(issuer, UriKind.Absolute, out var url) && url.Host.EndsWith(RealHostSuffix, StringComparison.OrdinalIgnoreCase))
            return true;
        string prefix = $"{publicUrl()}{Path}/";
        return issuer.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && TryGetAccount(issuer[prefix.Length..].TrimEnd('/'), out _);
    }
}
