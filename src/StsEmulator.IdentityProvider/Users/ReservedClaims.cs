using System.Collections.Frozen;

namespace StsEmulator.IdentityProvider.Users;

/// <summary>Claims whose values the provider itself decides, so that no user may have others.</summary>
public static class ReservedClaims
{
    private static readonly FrozenSet<string> Names = FrozenSet.Create(
        StringComparer.Ordinal,
        "iss", "sub", "aud", "exp", "nbf", "iat", "jti", "azp", "nonce", "auth_time", "amr", "acr", "at_hash", "c_hash", "sid", "gid", "scope",
        "client_id", "name", "preferred_username", "email", "email_verified", "groups",
        "https://aws.amazon.com/tags", "https://aws.amazon.com/source_identity");

    /// <summary>The framework's own names begin with <c>oi_</c>, and what stays inside codes with <c>sts:</c>.</summary>
    public static bool Contains(string name) =>
        Names.Contains(name) || name.StartsWith("oi_", StringComparison.Ordinal) || name.StartsWith("sts:", StringComparison.Ordinal);
}
