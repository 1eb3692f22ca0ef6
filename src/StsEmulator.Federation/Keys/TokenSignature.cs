using StsEmulator.Federation.Tokens;
using StsEmulator.Iam.Directory;

namespace StsEmulator.Federation.Keys;

/// <summary>The check of a token's signature with its provider's keys.</summary>
internal static class TokenSignature
{
    /// <returns>Null when the signature is the provider's.</returns>
    public static async ValueTask<WebIdentityRefusal?> CheckAsync(
        this IVerificationKeySource source, CompactToken token, OidcProvider provider, CancellationToken cancellationToken)
    {
        VerificationKeySet? tried = null;
        var refusal = WebIdentityRefusal.KeyUnavailable;
        while (true)
        {
            var answer = await source.FindAsync(provider, tried, cancellationToken);
            if (answer.Keys is not { } keys)
                return tried is null ? answer.Refusal : refusal;
            if (ReferenceEquals(keys, tried))
                return refusal;
            var verdict = keys.Verify(token);
            if (verdict == SignatureVerdict.Verified)
                return null;
            refusal = verdict == SignatureVerdict.Mismatch ? WebIdentityRefusal.SignatureInvalid : WebIdentityRefusal.KeyUnavailable;
            // Once more with newer keys, if there are any: the provider may have a new key, also under an old name.
            if (tried is not null)
                return refusal;
            tried = keys;
        }
    }
}
