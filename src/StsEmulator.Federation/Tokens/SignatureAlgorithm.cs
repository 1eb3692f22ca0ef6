namespace StsEmulator.Federation.Tokens;

/// <summary>
/// The signature algorithms that IAM takes from OpenID Connect providers. <c>none</c>, those with a shared secret and RSASSA-PSS are
/// not among them.
/// </summary>
public enum SignatureAlgorithm
{
    RS256,
    RS384,
    RS512,
    ES256,
    ES384,
    ES512,
}

internal static class SignatureAlgorithms
{
    /// <summary>Reads the <c>alg</c> of a header; the names are case-sensitive (RFC 7515, section 4.1.1).</summary>
    public static bool TryParse(string name, out SignatureAlgorithm algorithm)
    {
        (bool isKnown, algorithm) = name switch
        {
            "RS256" => (true, SignatureAlgorithm.RS256),
            "RS384" => (true, SignatureAlgorithm.RS384),
            "RS512" => (true, SignatureAlgorithm.RS512),
            "ES256" => (true, SignatureAlgorithm.ES256),
            "ES384" => (true, SignatureAlgorithm.ES384),
            "ES512" => (true, SignatureAlgorithm.ES512),
            _ => (false, default),
        };
        return isKnown;
    }

    extension(SignatureAlgorithm algorithm)
    {
        /// <summary>Gets the name in <c>alg</c>, in headers and keys.</summary>
        public string Name => algorithm switch
        {
            SignatureAlgorithm.RS256 => "RS256",
            SignatureAlgorithm.RS384 => "RS384",
            SignatureAlgorithm.RS512 => "RS512",
            SignatureAlgorithm.ES256 => "ES256",
            SignatureAlgorithm.ES384 => "ES384",
            _ => "ES512",
        };

        /// <summary>Gets the one curve of an ECDSA algorithm (RFC 7518, section 3.4); null for RSA.</summary>
        public string? Curve => algorithm switch
        {
            SignatureAlgorithm.ES256 => "P-256",
            SignatureAlgorithm.ES384 => "P-384",
            SignatureAlgorithm.ES512 => "P-521",
            _ => null,
        };
    }
}
