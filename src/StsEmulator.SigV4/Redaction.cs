namespace StsEmulator.SigV4;

/// <summary>What an explained request must not repeat: whoever reads the answer could use it.</summary>
internal static class Redaction
{
    public const string Placeholder = "REDACTED";

    private static readonly string[] SecretHeaders =
        ["x-amz-security-token", "authorization", "proxy-authorization", "cookie", "x-amz-s3session-token", "x-amz-sso_bearer_token"];

    private static readonly string[] SecretParameters =
        ["X-Amz-Security-Token", "X-Amz-Signature", "WebIdentityToken", "SAMLAssertion", "TokenCode"];

    public static bool IsSecretHeader(ReadOnlySpan<char> name)
    {
        foreach (string secret in SecretHeaders)
        {
            if (name.Equals(secret, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    public static bool IsSecretParameter(ReadOnlySpan<char> encodedName)
    {
        string name = PercentCode.Decode(encodedName.ToString().AsMemory()).ToString();
        return SecretParameters.Contains(name, StringComparer.OrdinalIgnoreCase);
    }
}
