using System.Security.Cryptography;
using System.Text;
using StsEmulator.Iam.Directory;

namespace StsEmulator.Federation.Saml;

/// <summary>The name under which subjects of one provider are unique.</summary>
internal static class SamlNameQualifier
{
    /// <summary>BASE64(SHA-1(issuer + account + "/" + provider name)). Source: STS API reference, AssumeRoleWithSAML, NameQualifier.</summary>
    public static string Of(string issuer, SamlProvider provider)
    {
        // The service's formula; it names and protects nothing, so that SHA-1's collisions do no harm.
#pragma warning disable CA5350
        return Convert.ToBase64String(SHA1.HashData(Encoding.UTF8.GetBytes($"{issuer}{provider.AccountId}/{provider.Name}")));
#pragma warning restore CA5350
    }
}
