using StsEmulator.Iam.Directory;

namespace StsEmulator.Federation.Keys;

/// <summary>Where the keys come from that a provider's tokens are verified with.</summary>
public interface IVerificationKeySource
{
    /// <summary>Finds the provider's current keys. Whatever prevents it is an answer, not an exception.</summary>
    /// <param name="tried">The set that was found before and did not verify the token; a source that has no newer one gives it again.</param>
    ValueTask<VerificationKeyAnswer> FindAsync(OidcProvider provider, VerificationKeySet? tried, CancellationToken cancellationToken);
}

/// <summary>Either a provider's keys or why they cannot be had.</summary>
public readonly struct VerificationKeyAnswer
{
    private readonly WebIdentityRefusal? refusal;

    private VerificationKeyAnswer(VerificationKeySet? keys, WebIdentityRefusal? refusal)
    {
        Keys = keys;
        this.refusal = refusal;
    }

    public VerificationKeySet? Keys { get; }

    /// <summary>Gets the refusal where there are no keys.</summary>
    public WebIdentityRefusal Refusal => refusal ?? WebIdentityRefusal.KeyUnavailable;

    public static VerificationKeyAnswer Found(VerificationKeySet keys) => new(keys, null);

    public static VerificationKeyAnswer Refused(WebIdentityRefusal refusal) => new(null, refusal);
}
