using System.Security.Cryptography;

namespace StsEmulator.Federation.Saml.Signatures;

/// <summary>
/// The signature and digest algorithms that are taken. SHA-1 is not: two documents of one digest can be made by choice. Neither is HMAC,
/// whose key would have to be the provider's public certificate.
/// </summary>
/// <remarks>Identifiers: RFC 9231, sections 2.3.2 and 2.3.6; XML Encryption 1.1, section 5.8.</remarks>
internal sealed record XmlSignatureAlgorithm(bool IsRsa, HashAlgorithmName Hash)
{
    public const string RsaSha256 = More + "rsa-sha256", Sha256 = "http://www.w3.org/2001/04/xmlenc#sha256";

    private const string More = "http://www.w3.org/2001/04/xmldsig-more#";

    public static XmlSignatureAlgorithm? Find(string? identifier) => identifier switch
    {
        RsaSha256 => new(true, HashAlgorithmName.SHA256),
        More + "rsa-sha384" => new(true, HashAlgorithmName.SHA384),
        More + "rsa-sha512" => new(true, HashAlgorithmName.SHA512),
        More + "ecdsa-sha256" => new(false, HashAlgorithmName.SHA256),
        More + "ecdsa-sha384" => new(false, HashAlgorithmName.SHA384),
        More + "ecdsa-sha512" => new(false, HashAlgorithmName.SHA512),
        _ => null,
    };

    public static HashAlgorithmName? FindDigest(string? identifier) => identifier switch
    {
        Sha256 => HashAlgorithmName.SHA256,
        More + "sha384" => HashAlgorithmName.SHA384,
        "http://www.w3.org/2001/04/xmlenc#sha512" => HashAlgorithmName.SHA512,
        _ => null,
    };
}
