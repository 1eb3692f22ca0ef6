using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using StsEmulator.Federation.Tokens;

namespace StsEmulator.Federation.Keys;

internal enum SignatureVerdict
{
    Verified,

    /// <summary>No key of the set is the one the token names, or it does not go with the token's algorithm.</summary>
    UnknownKey,

    Mismatch,
}

/// <summary>A provider's JSON Web Key Set (RFC 7517), ready to verify with. Safe for concurrent use.</summary>
public sealed class VerificationKeySet
{
    /// <summary>At most so many RSA keys and so many EC keys. Source: the IAM user guide on OIDC providers.</summary>
    private const int MaximumKeysPerType = 100;

    private readonly VerificationKey[] keys;

    private VerificationKeySet(VerificationKey[] keys) => this.keys = keys;

    /// <summary>
    /// Reads a key set; null when it is none or holds more keys than IAM takes. Keys for other purposes in it are passed over.
    /// </summary>
    public static VerificationKeySet? TryParse(string jwks)
    {
        IList<JsonWebKey> parsed;
        try
        {
            parsed = new JsonWebKeySet(jwks).Keys;
        }
        catch (Exception exception) when (exception is ArgumentException or JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
        return parsed.GroupBy(key => key.Kty, StringComparer.Ordinal).Any(type => type.Count() > MaximumKeysPerType)
            ? null
            : new VerificationKeySet([.. parsed.Select(VerificationKey.Of)]);
    }

    internal SignatureVerdict Verify(CompactToken token)
    {
        var suitable = Array.FindAll(keys, key => key.Suits(token.Algorithm) && (token.KeyId is null || key.KeyId == token.KeyId));
        // Without a key id only a single suitable key can be meant. With one, keys that share it are all meant.
        if (suitable.Length == 0 || (token.KeyId is null && suitable.Length > 1))
            return SignatureVerdict.UnknownKey;
        return Array.Exists(suitable, key => key.Verifies(token)) ? SignatureVerdict.Verified : SignatureVerdict.Mismatch;
    }
}
